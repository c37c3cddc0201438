"""Percentages as officers write them: 95, "95%", 0.95 by the cell's format or the whole column."""

import re
from collections.abc import Sequence

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.values.conversion import (
    ColumnPlace,
    Fault,
    Outcome,
    Values,
    number_of,
    read_each,
)
from visit_exchange.returns.values.numbers_read import wrong_number

PERCENT = re.compile(r"(-?\d+(?:[.,]\d+)?) ?(?:%|per ?cent)", re.I)
SHARE = re.compile(r"(\d+) ?(?:/|out of|of) ?(\d+)(?: sessions| days)?", re.I)


def read_percentages(cells: Sequence[object], place: ColumnPlace) -> Values:
    """Return percentages from 0 to 100.

    The format of a cell decides whether 0.85 means 85. Where there is none, the column does: when
    no bare number is above 1, and one lies between 0 and 1, they are parts of one.
    """
    formatted = place.percent_rows
    unformatted = {cell for at, cell in enumerate(cells) if at not in formatted}
    bare = [n for cell in unformatted if (n := _bare(cell))]
    parts = bool(bare) and max(bare) <= 1 and any(0 < number < 1 for number in bare)
    title = place.column.title
    wrong = wrong_number(f"{title} must be a percentage, like 85.", "not_a_percentage")
    below_one = Fault(
        "percentage_below_one",
        Severity.PLEASE_CHECK,
        f"{title} is below 1 and other rows are whole percentages. Enter a number like 85.",
    )

    def meaning(cell: object) -> Outcome:
        number = number_of(cell.replace(",", ".") if isinstance(cell, str) else cell)
        if number is None:
            return _percentage_of(cell, wrong)
        if parts:
            return round(number * 100, 6), None
        return (None, below_one) if 0 < number < 1 else (number, None)

    def formatted_or_bare(cell: object) -> Outcome:
        if isinstance(cell, tuple):
            return round(cell[1] * 100, 6), None
        return meaning(cell)

    # The same number means two things by its format, so the format goes with it.
    marked = [
        ("%", cell) if at in formatted and isinstance(cell, float) else cell
        for at, cell in enumerate(cells)
    ]
    read = read_each(marked, formatted_or_bare)
    return Values(read.values, read.faults, _ones(bare, title))


def _ones(bare: Sequence[float], title: str) -> tuple[Fault, ...]:
    """Ask when every number but 0 is 1: not every kind of file says how its cells are shown."""
    if set(bare) != {1}:
        return ()
    message = (
        f"{title}: nothing shows whether 1 is 1% or 100%. We read it as 1%. "
        "If it is 100%, enter 100."
    )
    return (Fault("percentage_of_one", Severity.PLEASE_CHECK, message),)


def _bare(cell: object) -> float | None:
    return number_of(cell.strip().replace(",", ".") if isinstance(cell, str) else cell)


def _percentage_of(cell: object, wrong: Fault) -> Outcome:
    if not isinstance(cell, str):
        return None, wrong
    if match := PERCENT.fullmatch(cell):
        return float(match[1].replace(",", ".")), None
    if (match := SHARE.fullmatch(cell)) and int(match[2]) > 0:
        return round(100 * int(match[1]) / int(match[2]), 1), None
    return None, wrong
