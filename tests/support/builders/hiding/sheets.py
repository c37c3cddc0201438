"""Places in an Excel workbook that is sent as a document."""

import io
from collections.abc import Callable

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, NamedStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from builders.hiding.pictures import photograph
from builders.hiding.planting import CHILD, GLUED, JOINED, Place, changed

BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
VISIBLE = "Months of the plan"
_XML = f"<a>{CHILD}</a>"
Workbook = openpyxl.Workbook


def a_workbook(change: Callable[[Workbook], object] = lambda book: None) -> bytes:
    """Return a workbook that openpyxl wrote."""
    book = openpyxl.Workbook()
    book["Sheet"].append([VISIBLE, "Done"])
    book["Sheet"].append(["April", 12])
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _made(change: Callable[[Workbook], object]) -> Callable[[], bytes]:
    return lambda: a_workbook(change)


def _book(xml: str) -> Callable[[], bytes]:
    return lambda: changed(a_workbook(), swap=[(BOOK, "</workbook>", f"{xml}</workbook>")])


def _sheet(xml: str) -> Callable[[], bytes]:
    return lambda: changed(a_workbook(), swap=[(SHEET, "</worksheet>", f"{xml}</worksheet>")])


def _part(name: str, kind: str, content: str | bytes, near: str = BOOK) -> Callable[[], bytes]:
    return lambda: changed(
        a_workbook(), add={f"xl/{name}": content}, lead=[(near, kind, f"/xl/{name}")]
    )


def _set(what: str, value: object, cell: str = "A1") -> Callable[[Workbook], object]:
    return lambda book: setattr(book["Sheet"][cell], what, value)


def _first(book: Workbook) -> Worksheet:
    return book.worksheets[0]


def _validated(book: Workbook) -> None:
    choice = DataValidation(type="list", formula1=f'"{CHILD},x"', promptTitle="x", prompt=CHILD)
    choice.add("A1")
    book["Sheet"].add_data_validation(choice)


def _named(book: Workbook) -> None:
    book.defined_names[JOINED] = DefinedName(JOINED, attr_text="Sheet!$A$1")


def _charted(book: Workbook) -> None:
    chart = BarChart()
    chart.add_data(Reference(book["Sheet"], min_col=2, min_row=1, max_row=2))
    chart.title = CHILD
    _first(book).add_chart(chart, "D2")


def _hidden(book: Workbook) -> None:
    sheet = book.create_sheet("x")
    sheet.sheet_state = "veryHidden"
    sheet.append([CHILD])


def _footed(book: Workbook) -> None:
    footer = _first(book).oddFooter
    assert footer is not None
    assert footer.center is not None
    footer.center.text = CHILD


def _styled(book: Workbook) -> None:
    book.add_named_style(NamedStyle(name=GLUED))
    _first(book)["A1"].style = GLUED


def _pictured() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Plan")
    sheet.write(0, 0, VISIBLE)
    options = {"image_data": io.BytesIO(photograph("JPEG")), "decorative": True}
    sheet.insert_image(1, 1, "x.jpg", options)
    book.close()
    return out.getvalue()


def _boxed() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("Plan").insert_textbox(1, 1, CHILD)
    book.close()
    return out.getvalue()


def _tabled() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Plan")
    sheet.add_table(0, 0, 2, 1, {"name": JOINED, "columns": [{"header": "a"}, {"header": "b"}]})
    book.close()
    return out.getvalue()


def _formula() -> bytes:
    """A formula with a name in it, and a result without."""
    old = '<c r="B2" t="n"><v>12</v></c>'
    new = f'<c r="B2"><f>IF(A1="{CHILD}",1,12)</f><v>12</v></c>'
    return changed(a_workbook(), swap=[(SHEET, old, new)])


def _result() -> bytes:
    """A formula whose result is a name."""
    old = '<c r="B2" t="n"><v>12</v></c>'
    new = f'<c r="B2" t="str"><f>A1</f><v>{CHILD}</v></c>'
    return changed(a_workbook(), swap=[(SHEET, old, new)])


def _among_cells(xml: str) -> Callable[[], bytes]:
    """Something in the sheet's data that is no cell's text as it ought to be."""
    row = f'<row r="9">{xml}</row></sheetData>'
    return lambda: changed(a_workbook(), swap=[(SHEET, "</sheetData>", row)])


def _font_of_a_word() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    font = book.add_format({"font_name": CHILD})
    book.add_worksheet("Plan").write_rich_string(0, 0, VISIBLE, font, " and more")
    book.close()
    return out.getvalue()


def _letters(book: Workbook) -> None:
    for word in CHILD.upper().split():
        book["Sheet"].append(list(word))


_ = (
    ("a letter in each cell", "found", _made(_letters)),
    ("a font in a cell's text", "found", _font_of_a_word),
    ("the span of a row", "found", lambda: changed(a_workbook(), swap=[(SHEET, '<row r="1"', f'<row r="1" spans="{CHILD}"')])),
    ("a value outside any cell", "found", _among_cells(f"<v>{CHILD}</v>")),
    ("a mistake that a cell shows", "found", _among_cells(f'<c r="A9" t="e"><v>{CHILD}</v></c>')),
    ("a second value of a cell", "found", _among_cells(f'<c r="A9" t="str"><v>x</v><v>{CHILD}</v></c>')),
    ("what a formula shows", "found", _result),
    ("a cell", "found", _made(_set("value", CHILD))),
    ("a hidden sheet", "found", _made(_hidden)),
    ("a sheet's name", "found", _made(lambda b: b.create_sheet(CHILD))),
    ("a footer", "found", _made(_footed)),
    ("the words of a number format", "found", _made(_set("number_format", f'"{CHILD}"0', "B2"))),
    ("the parted words of a number format", "found", _made(_set("number_format", '"Casey "\\Q\\u\\i\\l\\l"feather"0', "B2"))),
    ("a chart's title", "found", _made(_charted)),
    ("a text box", "found", _boxed),
    ("a font's name", "found", _made(lambda b: setattr(b["Sheet"]["A1"], "font", Font(name=CHILD)))),
    ("the creator", "gone", _made(lambda b: setattr(b.properties, "creator", CHILD))),
    ("keywords", "gone", _made(lambda b: setattr(b.properties, "keywords", CHILD))),
    ("a comment", "gone", _made(_set("comment", Comment(CHILD, "x")))),
    ("a comment's author", "gone", _made(_set("comment", Comment("x", CHILD)))),
    ("a choice of entries", "gone", _made(_validated)),
    ("a defined name", "gone", _made(_named)),
    ("a link", "gone", _made(_set("hyperlink", "https://example.org/Casey%20Quillfeather"))),
    ("a formula", "gone", _formula),
    ("a table's name", "gone", _tabled),
    ("a style's name", "gone", _made(_styled)),
    ("a photograph", "gone", _pictured),
    ("a scenario", "gone", _sheet(f'<scenarios><scenario name="{CHILD}" user="{CHILD}"/></scenarios>')),
    ("a range that may be changed", "gone", _sheet(f'<protectedRanges><protectedRange name="{CHILD}" sqref="A1"/></protectedRanges>')),
    ("a rule of looks", "gone", _sheet(f'<conditionalFormatting sqref="A1"><cfRule type="containsText" text="{CHILD}" priority="1"><formula>A1="{CHILD}"</formula></cfRule></conditionalFormatting>')),
    ("a filter", "gone", _sheet(f'<autoFilter ref="A1:A2"><filterColumn colId="0"><filters><filter val="{CHILD}"/></filters></filterColumn></autoFilter>')),
    ("the code name of a sheet", "gone", lambda: changed(a_workbook(), swap=[(SHEET, "<sheetPr>", f'<sheetPr codeName="{GLUED}">')])),
    ("who shares it", "gone", _book(f'<fileSharing userName="{CHILD}"/>')),
    ("a view of one's own", "gone", _book(f'<customWorkbookViews><customWorkbookView name="{CHILD}"/></customWorkbookViews>')),
    ("where it was saved", "gone", _book(f'<x15ac:absPath xmlns:x15ac="urn:x" url="C:/{CHILD}/"/>')),
    ("a web publication", "gone", _book(f'<webPublishObjects><webPublishObject divId="{CHILD}"/></webPublishObjects>')),
    ("a copy of another workbook", "gone", _part("externalLinks/externalLink1.xml", "externalLink", _XML)),
    ("a pivot's memory", "gone", _part("pivotCache/pivotCacheDefinition1.xml", "pivotCacheDefinition", _XML)),
    ("a connection", "gone", _part("connections.xml", "connections", _XML)),
    ("a query", "gone", _part("queryTables/queryTable1.xml", "queryTable", _XML, SHEET)),
    ("the data model", "gone", _part("model/item.data", "http://schemas.microsoft.com/office/2011/relationships/powerPivotData", CHILD.encode("utf-16-le"))),
    ("the people", "gone", _part("persons/person.xml", "http://schemas.microsoft.com/office/2017/10/relationships/person", _XML)),
    ("a thread of comments", "gone", _part("threadedComments/threadedComment1.xml", "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", _XML, SHEET)),
    ("a slicer", "gone", _part("slicers/slicer1.xml", "http://schemas.microsoft.com/office/2007/relationships/slicer", _XML, SHEET)),
    ("printer settings", "gone", _part("printerSettings/printerSettings1.bin", "printerSettings", CHILD.encode("utf-16-le"), SHEET)),
    ("the history of changes", "gone", _part("revisions/revisionHeaders.xml", "revisionHeaders", _XML)),
    ("how values were calculated", "gone", _part("calcChain.xml", "calcChain", _XML)),
    ("XML that was mapped", "gone", _part("xmlMaps.xml", "xmlMaps", _XML)),
    ("macros", "gone", _part("vbaProject.bin", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", CHILD.encode())),
    ("custom properties of a sheet", "gone", _part("customProperty1.bin", "customProperty", CHILD.encode("utf-16-le"), SHEET)),
    ("a sound of a sheet", "refused", _part("media/a.wav", "audio", CHILD, SHEET)),
    ("objects of other programs", "refused", _sheet(f'<oleObjects><oleObject progId="{CHILD}"/></oleObjects>')),
    ("a sheet that is a chart", "refused", _part("chartsheets/sheet1.xml", "chartsheet", _XML)),
    ("text in an element that nobody knows", "refused", _sheet(f"<zz><t>{CHILD}</t></zz>")),
)  # fmt: skip
PLACES = tuple(Place("xlsx", *each) for each in _)
