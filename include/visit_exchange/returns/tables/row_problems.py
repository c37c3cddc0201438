"""What there is to say about whole rows: left out, nearly empty, or without anything readable."""

from collections.abc import Iterable, Iterator

from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import is_blank, is_error
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.tables.columns.layout import Source
from visit_exchange.returns.tables.places.prefilled_rows import DEFAULTS, ZEROS
from visit_exchange.returns.tables.places.rows_of_cells import rows_of_such_cells
from visit_exchange.returns.tables.places.rows_that_are_none import Why
from visit_exchange.returns.tables.places.totals_and_notes import are_zeros
from visit_exchange.visits.uploads.problems import Problem

NOTE = (
    "The row looks like a total or a note, so we left it out. "
    "If it belongs to the list, fill in its other columns."
)
LEFT_OUT = {
    Why.LINE: "The row holds only lines, so we left it out.",
    Why.NUMBERS: "The row holds the numbers of the columns, so we left it out. "
    "If it belongs to the list, check its first cell.",
    Why.EXAMPLE: "The row looks like an example, so we left it out. Delete it. "
    "If it belongs to the list, change its first cell.",
    Why.EXPLAINS: "The row explains the columns, so we left it out. Delete it. "
    "If it belongs to the list, check its cells.",
    ZEROS: "Every cell of the row is 0, as links to empty cells give, so we left it out. "
    "If there is a child in it, enter the values.",
    DEFAULTS: "The row names nobody and holds only answers that other rows have too, so we left it "
    "out. Delete it, or fill it in.",
}
# What is told of a row as a whole, and is the cause of whatever else is wrong in it.
WHOLE_ROW = frozenset({"row_of_errors", "row_too_wide", "row_in_two"})
MOST_ALONE = 3  # columns of which a single filled one is nothing odd


def left_out_problems(source: Source, spec: ListSpec) -> Iterator[Problem]:
    """Yield one problem for each row that has something in it and was not read."""
    for row in source.table.left_out:
        why = ZEROS if are_zeros(_shown(source, row)) else source.table.why.get(row, "")
        yield Problem(
            rule="row_of_zeros" if why == ZEROS else "row_not_read",
            severity=Severity.PLEASE_CHECK,
            message=LEFT_OUT.get(why, NOTE),
            list_id=spec.id,
            sheet=source.sheet.name,
            row=row + 1,
        )


def lone_cell_problems(source: Source, spec: ListSpec) -> Iterator[Problem]:
    """Yield one problem for each row of a single cell, when most rows have more: it may be a
    child of whom nothing else is known, or the name of a group, or a note.
    """
    lone = list(_lone_rows(source))
    if len(lone) * 2 > len(source.excel_rows):
        return
    for row, column in lone:
        yield Problem(
            rule="row_of_one_cell",
            severity=Severity.PLEASE_CHECK,
            message="Only one cell of the row is filled in, and we read it as a row of the list. "
            "If it is a note or the name of a group, delete it.",
            list_id=spec.id,
            sheet=source.sheet.name,
            row=row,
            column=column_letter(column),
        )


def _lone_rows(source: Source) -> Iterator[tuple[int, int]]:
    """Yield the Excel row and the column, from 0, of each cell that is alone in its row."""
    columns = {column: source.cells(column) for column in source.table.headings}
    if len(columns) <= MOST_ALONE:
        return
    second = list(columns.values())[1]
    for at, row in enumerate(source.excel_rows):
        # Nearly every row has its second cell filled, and is done with.
        if is_blank(second[at]):
            filled = [column for column, cells in columns.items() if not is_blank(cells[at])]
            if len(filled) == 1:
                yield row, filled[0]


def hidden_row_problems(source: Source, spec: ListSpec) -> Iterator[Problem]:
    """Yield one problem for each row that is hidden: whoever filtered a list may not mean it."""
    hidden = source.sheet.xml.hidden_rows if source.sheet.xml else frozenset()
    for row in source.excel_rows if hidden else ():
        if row in hidden:
            yield Problem(
                rule="hidden_row",
                severity=Severity.PLEASE_CHECK,
                message="The row is hidden in your workbook, and we read it. If you do not mean to "
                "send it, delete it.",
                list_id=spec.id,
                sheet=source.sheet.name,
                row=row,
            )


def _shown(source: Source, row: int) -> list[object]:
    """Return the cells of a row, from 0, that show something under a heading."""
    cells = (source.sheet.rows[row][column] for column in source.table.headings)
    return [cell for cell in cells if not is_blank(cell)]


def error_row_problems(source: Source, spec: ListSpec) -> Iterator[Problem]:
    """Yield one problem for each row that shows nothing but errors, or would: whose child it is,
    nobody can tell.
    """
    columns = (source.cells(column) for column in source.table.headings)
    for at in rows_of_such_cells(columns, len(source.excel_rows), _shows_no_value):
        yield Problem(
            rule="row_of_errors",
            severity=Severity.MUST_FIX,
            message="The row shows nothing but errors, or formulas without a result. Correct "
            "its formulas and save the workbook, or delete the row if there is nobody in it.",
            list_id=spec.id,
            sheet=source.sheet.name,
            row=source.excel_rows[at],
        )


def _shows_no_value(cell: object) -> bool:
    return is_blank(cell) or (isinstance(cell, str) and is_error(cell))


def without_symptoms(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems but for those in cells of a row that is told of as a whole."""
    found = list(problems)
    told = told_as_a_whole(found)
    yield from (p for p in found if p.row not in told or p.rule in WHOLE_ROW)


def told_as_a_whole(problems: Iterable[Problem]) -> frozenset[int]:
    """Return the rows that have a fault of the whole row."""
    return frozenset(p.row for p in problems if p.row is not None and p.rule in WHOLE_ROW)
