"""Cells merged over several rows of a list: what they say holds for each of these rows."""

from collections.abc import Iterator

from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.sheet import Sheet
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.tables.columns.layout import Source
from visit_exchange.returns.tables.places.table_finding import Table
from visit_exchange.visits.uploads.problems import Problem


def fill_merged(sheet: Sheet, table: Table) -> None:
    """Write into each row of the list what a cell merged over it says.

    Only cells of a single column: what is merged across columns is a title.
    """
    for rows, column in _merged(sheet, table):
        for row in rows[1:]:
            sheet.rows[row][column] = sheet.rows[rows[0]][column]


def merged_problems(source: Source, spec: ListSpec) -> Iterator[Problem]:
    """Yield one question for each cell that was read in several rows."""
    for rows, column in _merged(source.sheet, source.table):
        letter = column_letter(column)
        yield Problem(
            rule="merged_cells",
            severity=Severity.PLEASE_CHECK,
            message=f"Cells of column {letter} are merged, and we read them in each of their rows. "
            "If that is wrong, unmerge them and fill in every row.",
            list_id=spec.id,
            sheet=source.sheet.name,
            row=rows[0] + 1,
            column=letter,
        )


def _merged(sheet: Sheet, table: Table) -> Iterator[tuple[list[int], int]]:
    """Yield the rows of the list, from 0, that a merged cell covers, and its column."""
    kept = set(table.rows) if sheet.merged else set()
    for (top, left), (bottom, right) in sheet.merged:
        if left == right and left in table.headings and top in kept and bottom > top:
            rows = [row for row in range(top, min(bottom, len(sheet.rows) - 1) + 1) if row in kept]
            if len(rows) > 1:
                yield rows, left
