"""Rows below a list that are none of its rows: totals, notes, and the words that there are none."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

TOTAL = re.compile(
    r"(grand |sub-?|overall )?totals?\s*(:|=|$|\d|number|no\b|of\b|rows|records|children|pupils)"
    r"|(row |record )?count\s*(:|=|$|of\b)|average\s*(:|=|$)",
    re.IGNORECASE,
)
SUBTOTAL = re.compile(r".+\btotals?\s*:?\s*", re.IGNORECASE)  # "Oak Hub Total"
NOTE = re.compile(
    r"[*†]|notes?\b|source\b|key\b|n\.?b\.?\b|prepared\b|produced\b|end of\b|page \d"
    r"|nil\b|none\b|nothing\b|not (held|applicable)\b|blank\b|empty\b"
    r"|no (further )?(data|returns?|records?|rows|entries|children|pupils|young people|learners)\b",
    re.IGNORECASE,
)
NONE = re.compile(
    r"(none|nil( returns?)?|nothing( to (report|return|declare|enter))?"
    r"|no (data|records?|rows|entries|children|pupils|young people|learners|providers))( held)?\.?",
    re.IGNORECASE,
)
RULED = re.compile(r"[-=_*~.–—─ ]{2,}")  # the line that some programs draw under the headings
# What a formula that points at an empty cell shows, by the format of its own cell.
ZEROS = frozenset({"0", "0.0", "0.00", "0%", "0.0%", "0.00%", "0:00", "00:00", "00:00:00"})
NO_DAYS = (date(1899, 12, 30), date(1899, 12, 31), date(1904, 1, 1))
FEW_CELLS = 2
WIDE = 5

Row = Sequence[object]


def says_total(first: str) -> bool:
    """Say whether a row that begins so calls itself a total."""
    return TOTAL.match(first.strip()) is not None


def is_total(cells: Row, width: int) -> bool:
    """Say whether a row is plainly a total: it says so, and the rest of it are numbers.

    A name may end in "total": then half of the row must also be empty.
    """
    first, *others = cells
    if not isinstance(first, str) or not all(isinstance(cell, int | float) for cell in others):
        return False
    of_group = len(others) > 0 and len(cells) * 2 <= width and SUBTOTAL.fullmatch(first.strip())
    return says_total(first) or bool(of_group)


def is_zero(cell: object) -> bool:
    """Say whether a cell shows 0, in whatever format: False is no number."""
    if isinstance(cell, str):
        return cell.strip() in ZEROS
    if isinstance(cell, date):
        return cell in NO_DAYS or getattr(cell, "date", lambda: None)() in NO_DAYS
    return not isinstance(cell, bool) and cell in (0, time(), timedelta())


def is_ruled(cell: object) -> bool:
    """Say whether a cell is nothing but a line."""
    return isinstance(cell, str) and RULED.fullmatch(cell.strip()) is not None


def are_zeros(cells: Row) -> bool:
    """Say whether a row is nothing but 0: nobody, but formulas filled down too far."""
    return len(cells) >= FEW_CELLS and all(map(is_zero, cells))


def is_aside(cells: Row, width: int, trailing: bool) -> bool:
    """Say whether a row is a total or a note: it stands below, is nearly empty or says so."""
    first = cells[0]
    if are_zeros(cells) or (len(cells) >= FEW_CELLS and all(map(is_ruled, cells))):
        return True
    if isinstance(first, str) and says_total(first):
        return True
    if len(cells) == 1 and isinstance(first, str) and NONE.fullmatch(first.strip()):
        return True
    if len(cells) == 1 < width - 1 and isinstance(first, str):
        return NOTE.match(first.strip()) is not None or len(first.split()) > FEW_CELLS
    return trailing and width >= WIDE
