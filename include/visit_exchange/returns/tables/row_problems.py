"""What there is to say about whole rows: left out, nearly empty, or pushed to the right."""

from collections.abc import Iterator

from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import is_blank
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.prefilled_rows import DEFAULTS, ZEROS
from visit_exchange.returns.rows_that_are_none import Why
from visit_exchange.returns.tables.layout import Source
from visit_exchange.visits.problems import Problem

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
    "Delete it, or fill it in.",
    DEFAULTS: "The row names nobody and holds only answers that other rows have too, so we left it "
    "out. Delete it, or fill it in.",
}
MOST_ALONE = 3  # columns of which a single filled one is nothing odd


def left_out_problems(source: Source, spec: ListSpec) -> Iterator[Problem]:
    """Yield one problem for each row that has something in it and was not read."""
    for row in source.table.left_out:
        yield Problem(
            rule="row_not_read",
            severity=Severity.PLEASE_CHECK,
            message=LEFT_OUT.get(source.table.why.get(row, ""), NOTE),
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


def wide_row_problems(source: Source, spec: ListSpec) -> Iterator[Problem]:
    """Yield one problem for each row of a text file that reaches beyond the last heading: a text
    with a comma in it has pushed its cells to the right.
    """
    last = max(source.table.headings)
    if source.sheet.name:
        return
    for row in source.excel_rows:
        beyond = source.sheet.rows[row - 1][last + 1 :]
        if any(not is_blank(cell) for cell in beyond):
            yield Problem(
                rule="row_too_wide",
                severity=Severity.MUST_FIX,
                message="The row has more cells than there are headings. Put a text that holds a "
                "comma in quotation marks, or send the list as an Excel workbook.",
                list_id=spec.id,
                sheet=source.sheet.name,
                row=row,
                column=column_letter(last + 1),
            )
