"""The officer's own rows in the reply: where they stood, with the faults coloured and explained."""

from collections import defaultdict
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.list_answer import ListAnswer
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.writing.cell_writing import CellWriter, Look, plain_text

if TYPE_CHECKING:
    from visit_exchange.returns.tables.read_list import ReadList

HEADING: Look = {"bold": True, "bg_color": "#f3f2f1", "text_wrap": True, "valign": "top"}
UNUSED: Look = {"italic": True, "font_color": "#505a5f", "text_wrap": True, "valign": "top"}
# Colour is never the only sign: every marked cell has a note and a border of its own weight.
MARKS: dict[Severity, Look] = {
    Severity.MUST_FIX: {"bg_color": "#f8c9c4", "border": 2, "border_color": "#d4351c"},
    Severity.PLEASE_CHECK: {"bg_color": "#fff2b3", "border": 1, "border_color": "#594d00"},
    Severity.NOT_HELD: {"bg_color": "#f3f2f1"},
}
WORST_FIRST = tuple(Severity)
A4 = 9
UNUSED_WIDTH = 18
MOST_FROZEN = 10  # rows; more would leave a small screen nothing to scroll
NOTE_SIZE = {"x_scale": 2.2, "y_scale": 1.2}

Place = tuple[int, int]


def prepare_sheet(sheet: Worksheet, cells: CellWriter, header_row: int) -> None:
    """Keep the headings of the sheet's first list in view, and say what the colours mean.

    There is room to say so only above the headings, lest row 7 is no longer row 7.
    """
    if header_row > 1:
        cells.text(sheet, 0, 0, "Your rows as we read them. Point at a coloured cell for why.", {})
    if header_row <= MOST_FROZEN:
        sheet.freeze_panes(header_row, 0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_row - 1)


def write_marked_rows(
    sheet: Worksheet, cells: CellWriter, read: "ReadList", told: ListAnswer
) -> None:
    """Write the list's headings and rows at the rows and columns that the officer knows."""
    faults = _by_place(told.problems)
    _write_marks(sheet, cells, faults)
    _write_headings(sheet, cells, read, told)
    _write_rows(sheet, cells, read, faults)


def _write_marks(sheet: Worksheet, cells: CellWriter, faults: dict[Place, list[Problem]]) -> None:
    """Colour and explain every faulty cell, also those that were not read; values come on top."""
    for (row, column), problems in faults.items():
        cells.write(sheet, row, column, None, MARKS[problems[0].severity])
        sheet.write_comment(row, column, _note(problems), NOTE_SIZE)


def _by_place(problems: tuple[Problem, ...]) -> dict[Place, list[Problem]]:
    places: dict[Place, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.row is not None:
            # What is said of a whole row is said at its beginning.
            places[xl_cell_to_rowcol(f"{problem.column or 'A'}{problem.row}")].append(problem)
    return {
        place: sorted(found, key=lambda problem: WORST_FIRST.index(problem.severity))
        for place, found in places.items()
    }


def _write_headings(
    sheet: Worksheet, cells: CellWriter, read: "ReadList", told: ListAnswer
) -> None:
    row = read.header_row - 1
    for column in told.columns:
        cells.text(sheet, row, column_number(column.letter), column.heading, HEADING)
    for column in told.ignored:
        text = f"{column.heading} (not used)"
        cells.text(sheet, row, column_number(column.letter), text, UNUSED)
    unused = [column.letter for column in told.ignored] + [b.letter for b in told.breaches]
    for letter in unused:
        sheet.set_column(column_number(letter), column_number(letter), UNUSED_WIDTH)
    for breach in told.breaches:
        text = f"Not used: holds {breach.words}"
        cells.text(sheet, row, column_number(breach.letter), text, UNUSED)
    for column in told.columns:
        number, width = column_number(column.letter), read.spec.column(column.field).width
        sheet.set_column(number, number, width)


def _write_rows(
    sheet: Worksheet, cells: CellWriter, read: "ReadList", faults: dict[Place, list[Problem]]
) -> None:
    rows = [int(row) - 1 for row in read.raw.index]
    for field in read.raw.columns:
        column = column_number(read.columns[field].letter)
        # `tolist` gives plain Python objects, which is several times faster than cell by cell.
        marked = {
            row: MARKS[told[0].severity] for (row, at), told in faults.items() if at == column
        }
        for row, value in zip(rows, read.raw[field].tolist(), strict=True):
            if value != "":  # an empty cell is written only where it has a mark, which is there
                cells.write(sheet, row, column, value, marked.get(row, {}))


def _note(problems: list[Problem]) -> str:
    return plain_text("\n".join(f"{p.severity.label}: {p.message}" for p in problems))


def column_number(letter: str) -> int:
    """Return the zero-based number of a column letter."""
    return int(xl_cell_to_rowcol(f"{letter}1")[1])
