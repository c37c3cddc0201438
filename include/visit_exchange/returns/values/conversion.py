"""A column's cells brought to canonical values, with what could not be read, for every type."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from visit_exchange.kinds.list_spec import Check, Column, Treatment
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import (
    NO_LETTERS,
    as_text,
    is_blank,
    is_error,
    is_junk,
    says_not_held,
)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell: rule, severity and words without the cell's value."""

    rule: str
    severity: Severity
    message: str


@dataclass(frozen=True)
class Values:
    """Canonical values in the order of the cells; ``faults`` by position.

    A value is str, float, date or None. ``remarks`` concern the whole column.
    """

    values: list[object]
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    remarks: tuple[Fault, ...] = ()

    def __repr__(self) -> str:
        return f"Values({len(self.values)}, faults={len(self.faults)})"


@dataclass(frozen=True)
class ColumnPlace:
    """A column of a list as it stands in a sheet.

    ``percent_rows`` are positions whose number is formatted as a percentage, ``epoch`` the year
    that date serials count from, ``check`` the list's own rule on the column's codes.
    """

    column: Column
    heading: str
    notified: date
    percent_rows: frozenset[int] = frozenset()
    epoch: int = 1900
    check: Check | None = None


Outcome = tuple[object, Fault | None]
Meaning = Callable[[object], Outcome]
BLANK: Outcome = (None, None)
MARKS = ("#", "*", "<", "~", "E", "e")  # errors and placeholders begin with one of these
OR_EMPTY_IT = ", or empty the cell if you do not hold it"
ERROR_CELL = Fault(
    "error_cell",
    Severity.PLEASE_CHECK,
    f"The cell shows an Excel error. Enter the value{OR_EMPTY_IT}.",
)
UNREADABLE = Fault(
    "unreadable_character",
    Severity.PLEASE_CHECK,
    "The cell holds a character that is no letter and cannot be shown. Enter the text again.",
)
OF_THE_CELL = frozenset({"error_cell", "placeholder", "unreadable_character", "linked_blank"})
JUNK_CELL = Fault(
    "placeholder",
    Severity.PLEASE_CHECK,
    f"The cell holds a placeholder of your system. Enter the value{OR_EMPTY_IT}.",
)


def fault_in(column: Column, fault: Fault) -> Fault | None:
    """Return what is told of a cell that shows no value, in this column.

    Where a value is needed, it must be entered; of a column that goes nowhere, nothing is asked.
    """
    if fault.rule not in OF_THE_CELL:
        return fault
    if column.treatment is Treatment.DROP:
        return None
    if not column.required:
        return fault
    return Fault(fault.rule, Severity.MUST_FIX, fault.message.replace(OR_EMPTY_IT, ""))


def read_each(cells: Sequence[object], meaning: Meaning, *, codes: bool = False) -> Values:
    """Return what each cell means; every distinct cell is worked out once.

    ``codes`` says that even "n/k" may have a meaning of its own.
    """
    known = {cell: _outcome(cell, meaning, codes) for cell in set(cells)}
    meant = {cell: value for cell, (value, _) in known.items()}
    values = list(map(meant.__getitem__, cells))
    bad = {cell: fault for cell, (_, fault) in known.items() if fault}
    faults = [(at, bad[cell]) for at, cell in enumerate(cells) if cell in bad] if bad else []
    return Values(values, faults)


def _outcome(cell: object, meaning: Meaning, codes: bool) -> Outcome:
    if is_blank(cell):
        return BLANK
    if isinstance(cell, str):
        if not cell.isprintable() and NO_LETTERS.search(cell):
            return _outcome(NO_LETTERS.sub("", cell), meaning, codes)[0], UNREADABLE
        text = as_text(cell)
        if text.startswith(MARKS):
            if is_error(text):
                return None, ERROR_CELL
            if is_junk(text):
                return None, JUNK_CELL
        if says_not_held(text) and not codes:
            return BLANK
        return meaning(text)
    return meaning(cell)


def number_of(cell: object) -> float | None:
    """Return a cell that is a number, or a text that is nothing but one."""
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) else None
    if not isinstance(cell, str):
        return None
    try:
        number = float(cell.replace(",", "") if cell.count(",") and "." in cell else cell)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
