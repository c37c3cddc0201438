"""Lists with something in every place where a workbook hides what nobody sees."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date

import xlsxwriter
from PIL import Image, PngImagePlugin

from builders.canaries import Canaries

Cells = Mapping[str, object]
PARTS = (
    ("threaded comment", "xl/threadedComments/threadedComment1.xml"),
    ("person who commented", "xl/persons/person.xml"),
    ("pivot cache", "xl/pivotCache/pivotCacheRecords1.xml"),
    ("link to another workbook", "xl/externalLinks/externalLink1.xml"),
    ("data connection", "xl/connections.xml"),
    ("query table", "xl/queryTables/queryTable1.xml"),
    ("custom data", "customXml/item9.xml"),
    ("chart", "xl/charts/chart9.xml"),
    ("diagram", "xl/diagrams/data1.xml"),
    ("old drawing", "xl/drawings/vmlDrawing9.vml"),
)


def hiding_workbook(plant: Canaries, sheet: str, rows: Sequence[Cells]) -> bytes:
    """Return a list of children, sound in what it shows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties(
            {
                "created": date(2026, 1, 5),
                **{k: plant.name(f"property {k}") for k in ("author", "title", "keywords")},
                **{k: plant.name(f"property {k}") for k in ("comments", "manager", "subject")},
            }
        )
        book.set_custom_property("Reviewed by", plant.name("custom property"))
        book.define_name("Chosen", f'="{plant.upn("defined name")}"')
        _list(book, plant, sheet, rows)
        _other_sheets(book, plant)
    return _with_parts(out.getvalue(), plant)


def named_csv(plant: Canaries, rows: Sequence[Cells], encoding: str) -> bytes:
    """Return the list as text, with a column that was not asked for."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["Pupil name", "Former UPN", *rows[0]])
    for n, row in enumerate(rows):
        who = plant.name(f"{encoding} name {n}"), plant.upn(f"{encoding} UPN {n}")
        writer.writerow([*who, *row.values()])
    return out.getvalue().encode(encoding)


def _list(book: xlsxwriter.Workbook, plant: Canaries, name: str, rows: Sequence[Cells]) -> None:
    sheet = book.add_worksheet(name)
    width = len(rows[0])
    hides = book.add_format({"num_format": ";;;"})
    white = book.add_format({"font_color": "#FFFFFF"})
    # Each stands beside the list in a column with a heading that says what it is.
    beside = ("Legal surname", "NHS Number", "Former UPN", "Parent/Carer")
    formats = (None, hides, white, None)
    sheet.write_row(0, 0, [*rows[0], *beside])
    for at, row in enumerate(rows, start=1):
        sheet.write_row(at, 0, list(row.values()))
        who = (
            plant.name(f"hidden column {at}"),
            plant.nhs(f"number format {at}"),
            plant.upn(f"white on white {at}"),
            plant.name(f"parent {at}"),
        )
        for place, (value, how) in enumerate(zip(who, formats, strict=True)):
            sheet.write(at, width + place, value, how)
    sheet.set_column(width, width, None, None, {"hidden": True})
    sheet.set_row(len(rows), None, None, {"hidden": True})
    sheet.write_comment(1, 0, plant.upn("comment"), {"author": plant.name("comment's author")})
    sheet.set_header(f"&L{plant.upn('header')}")
    sheet.set_footer(f"&R{plant.nhs('footer')}")
    sheet.data_validation(1, 1, 9, 1, {"validate": "list", "source": [plant.upn("choices"), "x"]})
    sheet.insert_textbox(9, 9, plant.upn("text box"))
    picture = {"image_data": _picture(plant), "description": plant.upn("alternative text")}
    sheet.insert_image(20, 9, "picture.png", picture)


def _other_sheets(book: xlsxwriter.Workbook, plant: Canaries) -> None:
    for state in ("visible", "hidden", "very_hidden"):
        sheet = book.add_worksheet(f"Lookup {state}")
        sheet.write_column(0, 0, ["Pupil", *(plant.name(f"{state} sheet {n}") for n in range(4))])
        sheet.write_column(0, 1, ["Number", plant.upn(f"{state} sheet's cell")])
        if state != "visible":
            sheet.hide() if state == "hidden" else sheet.very_hidden()
    book.add_worksheet(plant.upn("sheet's name"))


def _picture(plant: Canaries) -> io.BytesIO:
    told, out = PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_text("Author", plant.name("picture in a workbook"))
    Image.new("RGB", (30, 20), (9, 99, 199)).save(out, "PNG", pnginfo=told)
    return out


def _with_parts(content: bytes, plant: Canaries) -> bytes:
    """Add what no library writes; Excel would name it in its relations, a searcher need not."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as parts:
        for place, name in PARTS:
            parts.writestr(name, f"<part><v>{plant.upn(place)}</v></part>")
        model = b"\1\2\3" + plant.upn("data model").encode("utf-16-le")
        parts.writestr("xl/model/item.data", model)
    return out.getvalue()
