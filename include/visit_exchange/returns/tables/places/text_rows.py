"""Rows of a text file that a comma has made too long, or a line break has parted in two."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import is_blank
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.tables.columns.layout import Source
from visit_exchange.visits.uploads.problems import Problem

TOO_WIDE = (
    "The row has more cells than there are headings. Put a text that holds a comma in quotation "
    "marks, or send the list as an Excel workbook."
)
IN_TWO = (
    "A line break has parted this row from the next or the one before. Put a text that holds a "
    "line break in quotation marks, or send the list as an Excel workbook."
)


def text_row_problems(source: Source, spec: ListSpec) -> Iterator[Problem]:
    """Yield one problem for each row of a text file whose cells are not where they should be."""
    if not source.sheet.widths or not source.excel_rows:
        return
    last = max(source.table.headings)
    for row in sorted(_too_wide(source, last)):
        place = column_letter(last + 1)
        yield _problem(source, spec, row, "row_too_wide", TOO_WIDE, place)
    for row in _in_two(source):
        yield _problem(source, spec, row, "row_in_two", IN_TWO, None)


def _too_wide(source: Source, last: int) -> Iterator[int]:
    """Yield the Excel rows that reach beyond the last heading, be it with an empty cell: those
    that were not empty stand one place to the right.
    """
    sheet = source.sheet
    usual = max(sheet.widths[source.table.heading_row], _usual_width(source))
    for row in source.excel_rows:
        beyond = sheet.rows[row - 1][last + 1 :]
        if sheet.widths[row - 1] > usual or any(not is_blank(cell) for cell in beyond):
            yield row


def _usual_width(source: Source) -> int:
    """Return how many cells most rows have, the fewer where two numbers are as frequent.

    Many a program ends each of its rows with a comma too many.
    """
    counted = Counter(source.sheet.widths[row - 1] for row in source.excel_rows)
    return max(counted, key=lambda width: (counted[width], -width))


def _in_two(source: Source) -> Iterator[int]:
    """Yield the Excel rows that make up one whole row with the one below or above."""
    widths, usual = source.sheet.widths, _usual_width(source)
    rows = source.excel_rows
    for row, below in pairwise(rows):
        pair = (widths[row - 1], widths[below - 1])
        if below == row + 1 and max(pair) < usual and sum(pair) == usual + 1:
            yield from (row, below)


def _problem(
    source: Source, spec: ListSpec, row: int, rule: str, message: str, column: str | None
) -> Problem:
    return Problem(
        rule=rule,
        severity=Severity.MUST_FIX,
        message=message,
        list_id=spec.id,
        sheet=source.sheet.name,
        row=row,
        column=column,
    )
