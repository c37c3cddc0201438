"""The same three children in every shape that officers send: always the same canonical rows."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.worksheet import Worksheet

from returns import making
from returns.binary_workbook import binary_workbook
from returns.making import CANONICAL, CHILDREN, HEADINGS, opendocument, workbook
from returns.old_workbook import old_workbook
from visit_exchange.returns.tables.safe_reading import read_safely

TABLE = (HEADINGS, *CHILDREN)
BLANK: tuple[object, ...] = ()


@dataclass(frozen=True)
class Shape:
    """One way to send the list: what is made, the Excel rows of the children, what is told."""

    about: str
    make: Callable[[], bytes]
    rows: tuple[int, ...] = (2, 3, 4)
    kind: str = "xlsx"
    told: frozenset[str] = field(default_factory=frozenset)


def shifted(rows: making.Rows, columns: int, down: int) -> making.Rows:
    return [[]] * down + [[None] * columns + list(row) for row in rows]


def with_column(index: int, heading: object, cell: object) -> making.Rows:
    return [
        [*row[:index], heading if number == 0 else cell, *row[index:]]
        for number, row in enumerate(TABLE)
    ]


def two_row(sheet: object) -> None:
    sheet.merge_cells("A1:C1")  # type: ignore[attr-defined]
    sheet.merge_cells("D1:F1")  # type: ignore[attr-defined]


def groups_above() -> making.Rows:
    """The list, its first heading telling only with the group above it."""
    return [["Ref.", "Age", "Gender", "AP provider", "Placed by", "Att %"], *CHILDREN]


def headed(*ways: str) -> bytes:
    """The list with its headings written in these ways, over and over."""
    headings = [way.format(heading) for way, heading in zip(cycle(ways), HEADINGS, strict=False)]
    return workbook([headings, *CHILDREN])


def coloured_empty_rows() -> bytes:
    def change(sheet: Worksheet) -> None:
        fill = PatternFill("solid", fgColor="FFFF00")
        for row in range(5, 3000):
            sheet.cell(row, 1).fill = fill

    return workbook(TABLE, change=change)


def state(value: str) -> Callable[[], bytes]:
    def make() -> bytes:
        book = openpyxl.Workbook()
        book.worksheets[0].title = "Cover"
        sheet = book.create_sheet("Children")
        for row in TABLE:
            sheet.append(list(row))
        sheet.sheet_state = value
        return making.saved(book)

    return make


def chart_sheet_first() -> bytes:
    book = openpyxl.Workbook()
    for row in TABLE:
        book.worksheets[0].append(list(row))
    book.create_chartsheet("Chart", 0)
    return making.saved(book)


def prefixed_cells() -> bytes:
    """As the Open XML SDK writes it: every element has a prefix."""

    def change(members: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        xml = members[name].replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?")
        members[name] = xml.replace(b"xmlns=", b"xmlns:x=")

    return making.repacked(workbook(TABLE), change)


def hidden_and_filtered() -> bytes:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.auto_filter.ref = "A1:F4"

    return workbook(TABLE, change=change)


def excel_table() -> bytes:
    def change(sheet: Worksheet) -> None:
        sheet.add_table(ExcelTable(displayName="Children", ref="A1:F4"))

    return workbook(TABLE, change=change)


def formulas() -> bytes:
    """As Excel saves them: the formula and its result."""

    def change(members: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        ages = re.sub(rb'(<c r="B[2-4]"[^>]*>)<v>', rb"\1<f>10+1</f><v>", members[name])
        assert ages.count(b"<f>") == len(CHILDREN)
        members[name] = ages

    return making.repacked(workbook(TABLE), change)


def rich_texts() -> bytes:
    def change(sheet: Worksheet) -> None:
        sheet["C2"] = CellRichText("Ma", TextBlock(InlineFont(b=True), "le"))

    return workbook(TABLE, change=change)


def delimited_with(line_end: bytes) -> bytes:
    return making.delimited(TABLE).replace(b"\r\n", line_end)


def quoted() -> bytes:
    lines = (",".join(f'"{cell}"' for cell in row) for row in TABLE)
    return "\r\n".join(lines).encode()


SHAPES = [
    Shape("the template's own shape", lambda: workbook(TABLE)),
    Shape(
        "a title merged above the headings",
        lambda: workbook([["AP return, Exampleshire"], *TABLE], change=making.merged("A1:F1")),
        (3, 4, 5),
    ),
    Shape(
        "a title, a note and a blank row above",
        lambda: workbook([["AP return"], ["Taken from the system"], BLANK, *TABLE]),
        (5, 6, 7),
    ),
    Shape(
        "twenty lines of notes above",
        lambda: workbook([*[[f"Line {n} of the notes"] for n in range(20)], *TABLE]),
        (22, 23, 24),
    ),
    Shape(
        "headings two rows deep under merged groups",
        lambda: workbook([["Child", None, None, "Placement"], HEADINGS, *CHILDREN], change=two_row),
        (3, 4, 5),
    ),
    Shape(
        "headings two rows deep, one group over a single column",
        lambda: workbook([["Child", None, None, None, "Placement", "Team"], *groups_above()]),
        (3, 4, 5),
    ),
    Shape(
        "headings two rows deep, the lower completing the upper",
        lambda: workbook(
            [
                ["Child reference", "Age", "Gender", "Setting", None, "Attendance %"],
                [None, None, None, "Name", "Commissioner", None],
                *CHILDREN,
            ]
        ),
        (3, 4, 5),
    ),
    Shape(
        "headings whose words stand in three rows",
        lambda: workbook(
            [
                ["Child", "Age", "Gender", "Name", "Commissioner", "Attendance"],
                [None, None, None, "of", None, None],
                ["reference", None, None, "setting", None, "%"],
                *CHILDREN,
            ]
        ),
        (4, 5, 6),
    ),
    Shape(
        "headings three rows deep under groups of groups",
        lambda: workbook(
            [
                ["About the child", None, None, "About the placement", None, None],
                ["Child", None, None, "Setting", None, "Attendance"],
                ["reference", "age", "gender", "name", "Commissioner", "%"],
                *CHILDREN,
            ]
        ),
        (4, 5, 6),
    ),
    Shape(
        "a blank row under the headings", lambda: workbook([HEADINGS, BLANK, *CHILDREN]), (3, 4, 5)
    ),
    Shape(
        "blank rows between the children",
        lambda: workbook([HEADINGS, CHILDREN[0], BLANK, CHILDREN[1], BLANK, BLANK, CHILDREN[2]]),
        (2, 4, 7),
    ),
    Shape("a blank column inside", lambda: workbook(with_column(3, None, None))),
    Shape(
        "a column of spaces inside",
        lambda: workbook(with_column(3, "  ", " \xa0")),
    ),
    Shape("starting in column D, row 6", lambda: workbook(shifted(TABLE, 3, 5)), (7, 8, 9)),
    Shape(
        "a total under the table",
        lambda: workbook([*TABLE, ["Total", 3]]),
    ),
    Shape(
        "a grand total after a blank row",
        lambda: workbook([*TABLE, BLANK, ["Grand total: 3 children"]]),
    ),
    Shape(
        "notes under the table",
        lambda: workbook([*TABLE, BLANK, ["* Attendance is for this term only"], ["Key: M, F"]]),
        told=frozenset({"row_not_read"}),
    ),
    Shape("three thousand coloured empty rows", coloured_empty_rows),
    Shape("rows of spaces under the table", lambda: workbook([*TABLE, [" "], ["\xa0", " "]])),
    Shape(
        "headings printed again on each page",
        lambda: workbook([HEADINGS, CHILDREN[0], HEADINGS, *CHILDREN[1:]]),
        (2, 4, 5),
    ),
    Shape("a hidden sheet", state("hidden")),
    Shape("a very hidden sheet", state("veryHidden")),
    Shape("a chart sheet before it", chart_sheet_first),
    Shape("cells written with a namespace prefix", prefixed_cells),
    Shape("headings in capitals", lambda: workbook([[h.upper() for h in HEADINGS], *CHILDREN])),
    Shape(
        "headings with spaces around", lambda: workbook([[f" {h} " for h in HEADINGS], *CHILDREN])
    ),
    Shape(
        "headings with non-breaking spaces",
        lambda: workbook([[h.replace(" ", "\xa0") for h in HEADINGS], *CHILDREN]),
    ),
    Shape(
        "headings broken over lines",
        lambda: workbook([[h.replace(" ", "\n") for h in HEADINGS], *CHILDREN]),
    ),
    Shape(
        "headings with marks behind", lambda: headed("{} *", "{}:", "{}.", "{}*", "{} (required)")
    ),
    Shape("headings with numbers before", lambda: headed("1. {}", "2) {}", "3. {}", "4. {}")),
    Shape(
        "headings joined by underscores",
        lambda: workbook([[h.lower().replace(" ", "_") for h in HEADINGS], *CHILDREN]),
    ),
    Shape(
        "headings without spaces",
        lambda: workbook([[h.title().replace(" ", "") for h in HEADINGS], *CHILDREN]),
    ),
    Shape(
        "headings of another system",
        lambda: workbook(
            [["Pupil ID", "Age (yrs)", "M/F", "AP provider", "Placed by", "Att %"], *CHILDREN]
        ),
    ),
    Shape("columns in another order", lambda: workbook([row[::-1] for row in TABLE])),
    Shape(
        "columns of their own beside", lambda: workbook(with_column(2, "Our ref colour", "blue"))
    ),
    Shape(
        "a column without a heading",
        lambda: workbook(with_column(2, None, "x")),
        told=frozenset({"column_without_heading"}),
    ),
    Shape(
        "rows and a column hidden, and a filter set",
        hidden_and_filtered,
        told=frozenset({"hidden_row"}),
    ),
    Shape("an Excel table", excel_table),
    Shape("results of formulas", formulas),
    Shape("texts in several formats", rich_texts),
    Shape("a sheet called anything", lambda: workbook(TABLE, titles=["Sheet1 (2) FINAL v3"])),
    Shape(
        "a cover sheet and notes before it",
        lambda: workbook([["Exampleshire"], ["Prepared for the visit"]], TABLE),
    ),
    Shape("a subtotal and a total", lambda: workbook([*TABLE, ["Sub-total", 3], ["Total", 3]])),
    Shape(
        "a count under the table",
        lambda: workbook([*TABLE, BLANK, ["Count: 3"]]),
    ),
    Shape("an empty sheet beside it", lambda: workbook(TABLE, [])),
    Shape("a workbook that may have macros", lambda: workbook(TABLE), kind="xlsm"),
    Shape("Excel binary", lambda: binary_workbook(TABLE), kind="xlsb"),
    Shape("OpenDocument", lambda: opendocument(TABLE), kind="ods"),
    Shape("Excel 97", lambda: old_workbook(TABLE), kind="xls"),
    Shape("CSV", lambda: making.delimited(TABLE), kind="csv"),
    Shape("CSV with semicolons", lambda: making.delimited(TABLE, ";"), kind="csv"),
    Shape("CSV with tabs", lambda: making.delimited(TABLE, "\t"), kind="csv"),
    Shape("CSV with bars", lambda: making.delimited(TABLE, "|"), kind="csv"),
    Shape(
        "CSV with a byte order mark",
        lambda: making.delimited(TABLE, encoding="utf-8-sig"),
        kind="csv",
    ),
    Shape("CSV in UTF-16", lambda: making.delimited(TABLE, encoding="utf-16"), kind="csv"),
    Shape(
        "CSV in UTF-16 without a mark",
        lambda: making.delimited(TABLE, encoding="utf-16-le"),
        kind="csv",
    ),
    Shape("CSV in Windows-1252", lambda: making.delimited(TABLE, encoding="cp1252"), kind="csv"),
    Shape(
        "CSV in UTF-16, big end first",
        lambda: b"\xfe\xff" + making.delimited(TABLE, encoding="utf-16-be"),
        kind="csv",
    ),
    Shape("CSV with line ends of old Macs", lambda: delimited_with(b"\r"), kind="csv"),
    Shape("CSV with line ends of Unix", lambda: delimited_with(b"\n"), kind="csv"),
    Shape("CSV with every cell in quotes", quoted, kind="csv"),
    Shape(
        "CSV with empty columns behind",
        lambda: delimited_with(b",,,\r\n") + b",,,",
        kind="csv",
    ),
    Shape(
        "CSV with sep= on top",
        lambda: b"sep=;\r\n" + making.delimited(TABLE, ";"),
        (3, 4, 5),
        "csv",
    ),
    Shape(
        "CSV with a title and lines of another width",
        lambda: making.delimited([["AP return"], [], *TABLE]),
        (4, 5, 6),
        "csv",
    ),
    Shape(
        "CSV that ends without a line end",
        lambda: making.delimited(TABLE) + b"\r\n\r\n",
        kind="csv",
    ),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.about)
def test_the_same_children_are_read_from_any_shape(shape: Shape) -> None:
    one = making.read_one(shape.make(), shape.kind)

    assert making.canonical(one) == CANONICAL
    assert tuple(one.frame.index) == shape.rows
    assert making.rules(one.problems) == shape.told
    assert one.rows_read == len(one.frame) + sum(p.rule == "row_not_read" for p in one.problems)


@pytest.mark.parametrize(
    ("make", "told"), [(state("hidden"), "hidden"), (state("veryHidden"), "very_hidden")]
)
def test_a_hidden_sheet_is_named_as_hidden(make: Callable[[], bytes], told: str) -> None:
    assert making.read_one(make()).sheet_state == told


def test_where_everything_stood_is_told_as_excel_shows_it() -> None:
    one = making.read_one(workbook(shifted(TABLE, 3, 5)))

    assert one.header_row == 6
    assert one.columns["reference"].letter == "D"
    assert one.columns["attendance"].heading == "Attendance %"


def test_the_officers_own_cells_are_kept_beside_the_canonical_ones() -> None:
    one = making.read_one(workbook(TABLE))

    assert one.raw["gender"].tolist() == ["Male", "Female", "Male"]
    assert list(one.raw.index) == list(one.frame.index)


STACKED = [*TABLE, BLANK, ["Settings that we use"], making.PROVIDER_HEADINGS, *making.PROVIDERS]
SIDE_BY_SIDE = [
    [*left, None, *right]
    for left, right in zip(
        TABLE, [making.PROVIDER_HEADINGS, *making.PROVIDERS, [None] * 4], strict=True
    )
]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(workbook(STACKED), id="one under the other"),
        pytest.param(workbook(SIDE_BY_SIDE), id="side by side"),
        pytest.param(
            workbook(TABLE, [making.PROVIDER_HEADINGS, *making.PROVIDERS]), id="on two sheets"
        ),
    ],
)
def test_several_lists_in_one_workbook_are_each_read(content: bytes) -> None:
    lists = {one.spec.id: one for one in making.read(content).lists}

    assert set(lists) == {"currently_attending", "alternative_providers"}
    assert making.canonical(lists["currently_attending"]) == CANONICAL
    assert lists["alternative_providers"].frame["provider"].tolist() == ["Oak Hub", "Elm Farm"]


def test_letters_that_only_windows_1252_has_are_read() -> None:
    rows = [HEADINGS, ("C0001", 14, "Male", "Caf\xe9 \u2013 Hub", "School", 85)]
    one = making.read_one(making.delimited(rows, encoding="cp1252"), "csv")

    assert one.frame["setting"].tolist() == ["Caf\xe9 \u2013 Hub"]


def test_a_cell_of_a_csv_may_hold_a_comma_quotes_and_a_line_end() -> None:
    cell = b'"Oak ""New"" Hub, Unit 2\r\nBy the park"'
    one = making.read_one(making.delimited(TABLE).replace(b"Elm Farm", cell), "csv")

    assert one.frame["setting"].tolist()[1] == 'Oak "New" Hub, Unit 2 By the park'


def test_columns_that_are_not_held_stand_in_nothings_way() -> None:
    rows = [(row[0], row[3], "" if row[1] in {c[1] for c in CHILDREN} else row[1]) for row in TABLE]
    one = making.read_one(workbook(rows))

    assert one.problems == ()
    assert one.frame["age"].isna().all()
    assert "gender" not in one.frame


def test_a_list_read_in_a_child_process_is_the_same() -> None:
    reading = read_safely(workbook(TABLE), "xlsx", making.specs(), notified=making.NOTIFIED)

    assert not isinstance(reading, str)
    assert making.canonical(reading.lists[0]) == CANONICAL


def test_a_workbook_that_is_damaged_inside_is_held_with_what_to_do() -> None:
    answer = read_safely(workbook(TABLE)[:-200], "xlsx", making.specs(), notified=making.NOTIFIED)

    assert isinstance(answer, str)
    assert "save it again" in answer
