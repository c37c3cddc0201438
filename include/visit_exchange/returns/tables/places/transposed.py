"""Lists that stand on their side: the headings in a column, a child in each column beside it."""

from collections.abc import Sequence

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import heading_text, is_blank
from visit_exchange.returns.formats.sheet import Sheet
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.recognition.headings import ListHeadings, is_heading
from visit_exchange.visits.uploads.problems import Problem

FIRST_COLUMNS = 4
MOST_ROWS = 200  # more than any list has columns
FEWEST = 5

Row = Sequence[object]


def heading_column(sheet: Sheet, lists: Sequence[ListHeadings]) -> str | None:
    """Return the letter of the column that holds a list's headings, None when none does.

    Each must be another heading: a column of a list repeats what it says.
    """
    if not sheet.rows or len(sheet.rows) > MOST_ROWS:
        return None
    across = max(_known(row, lists) for row in sheet.rows)
    for column in range(min(FIRST_COLUMNS, len(sheet.rows[0]) - 1)):
        cells = [row[column] for row in sheet.rows]
        known, filled = _known(cells, lists), sum(not is_blank(cell) for cell in cells)
        if known >= FEWEST and known * 2 >= filled and known > across * 2:
            return column_letter(column)
    return None


def on_its_side(sheet: Sheet, letter: str, place: str) -> Problem:
    """Return what to do about it; ``place`` says which sheet, "" when there is only one."""
    return Problem(
        rule="list_on_its_side",
        severity=Severity.MUST_FIX,
        message=f"The list{f' on {place}' if place else ''} stands on its side: its headings are "
        f"in column {letter}. Copy it in Excel, choose “Paste special” and “Transpose” on an empty "
        "sheet, so that the headings are in one row, and upload that",
        sheet=sheet.name,
        column=letter,
    )


def _known(cells: Sequence[object], lists: Sequence[ListHeadings]) -> int:
    texts = {heading_text(cell) for cell in cells if isinstance(cell, str) and not is_blank(cell)}
    return sum(is_heading(text, lists, by_pattern=False) for text in texts)
