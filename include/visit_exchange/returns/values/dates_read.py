"""A column of dates: one order of day and month for all of it, or a question."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.formats.cells import as_text
from visit_exchange.returns.values.conversion import ColumnPlace, Fault, Outcome, Values, read_each
from visit_exchange.returns.values.dates import (
    NO_DATE,
    OPEN_ENDED_YEAR,
    Order,
    Written,
    as_day,
    order_of,
    read_date,
    serial_date,
)
from visit_exchange.returns.values.evenings import perhaps_day_early

MONTHS = 12
SERIAL = re.compile(r"[1-6]\d{4}")  # 1927 to 2091, as Excel saves a date without its format as text
DIGITS = re.compile(r"\d{5,6}")
OPEN_ENDED = frozenset({"ongoing", "current", "continuing", "open", "present", "to date"})


def read_dates(cells: Sequence[object], place: ColumnPlace) -> Values:
    """Return days. Texts whose day and month can't be told apart are answered, not guessed."""
    written = {cell: read_date(as_text(cell)) for cell in set(cells) if isinstance(cell, str)}
    order = order_of(written.values())
    early, digits = perhaps_day_early(cells), _are_digits_of_dates(cells)
    unsure = any(one.is_ambiguous for one in written.values())
    mixed = unsure and order is None and _proves_both(written.values())

    def meaning(cell: object) -> Outcome:
        if digits and _digits(cell):
            return None, _ask_digits(place.column.title)
        day, fault = _day(cell, place, order or Order.DAY_FIRST, mixed)
        return day, _ask_early(place.column.title) if day and cell in early else fault

    values = read_each(cells, meaning)
    if unsure and order is None and not mixed:
        return Values(values.values, values.faults, (_ask_order(place.column.title),))
    if not unsure and order and _perhaps_swapped(cells):
        return Values(values.values, values.faults, (_ask_swapped(place.column.title),))
    return values


def _digits(cell: object) -> str:
    """Return the digits of a cell that may be a day, month and year without anything between."""
    text = as_text(cell) if isinstance(cell, float | str) else ""
    return text.zfill(6) if DIGITS.fullmatch(text) else ""


def _are_digits_of_dates(cells: Sequence[object]) -> bool:
    """Say whether some numbers are only days, months and years (30511): then none of the column is
    one of Excel's numbers of days, though some (40612) might be.
    """
    found = {digits for cell in set(cells) if (digits := _digits(cell))}
    return any(
        serial_date(float(digits), 1900) is None and read_date(_parted(digits)) is not NO_DATE
        for digits in found
    )


def _parted(digits: str) -> str:
    return f"{digits[:2]}/{digits[2:4]}/{digits[4:]}"


def _perhaps_swapped(cells: Sequence[object]) -> bool:
    """Say whether Excel may have taken days for months when it opened a text file.

    An Excel of another country makes dates, day and month swapped, of what can be read so, and
    leaves the rest (14/02/2023) as text: then no date's day is above 12, and no such text is left.
    """
    days = [day for cell in cells if (day := as_day(cell))]
    return any(day.day != day.month for day in days) and all(day.day <= MONTHS for day in days)


def _proves_both(written: Collection[Written]) -> bool:
    found = [one for one in written if one is not NO_DATE]
    return any(one.month_first is None for one in found) and any(
        one.day_first is None for one in found
    )


def _day(cell: object, place: ColumnPlace, order: Order, mixed: bool) -> Outcome:
    title = place.column.title
    if (day := as_day(cell)) is not None:
        return _closed(day)
    if isinstance(cell, float):
        return _found(serial_date(cell, place.epoch), title)
    if not isinstance(cell, str):
        return None, _wrong(title)
    if SERIAL.fullmatch(cell):
        return _found(serial_date(float(cell), place.epoch), title)
    if cell.casefold() in OPEN_ENDED:
        return None, None
    written = read_date(cell)
    if mixed and (written.is_ambiguous or written.day_first is None is not written.month_first):
        return None, _mixed(title)
    return _found(written.by(order), title)


def _found(day: date | None, title: str) -> Outcome:
    return _closed(day) if day else (None, _wrong(title))


def _closed(day: date) -> Outcome:
    return (None, None) if day.year == OPEN_ENDED_YEAR else (day, None)


def _wrong(title: str) -> Fault:
    return Fault(
        "not_a_date", Severity.MUST_FIX, f"{title} must be a date with a day, like 24/03/2023."
    )


def _mixed(title: str) -> Fault:
    return Fault(
        "day_or_month",
        Severity.MUST_FIX,
        f"{title} has the day first in some rows and the month first in others. "
        "Enter the date like 24 March 2023.",
    )


def _ask_digits(title: str) -> Fault:
    return Fault(
        "digits_of_a_date",
        Severity.MUST_FIX,
        f"{title} has numbers like 30511, which Excel takes for numbers of days. "
        "Enter dates like 03/05/2011.",
    )


def _ask_early(title: str) -> Fault:
    return Fault(
        "day_perhaps_early",
        Severity.PLEASE_CHECK,
        f"{title} has a time late in the evening, as dates have that were moved to another time "
        "zone. The day may be one too early. Check it, and send dates without a time.",
    )


def _ask_swapped(title: str) -> Fault:
    return Fault(
        "day_and_month_swapped",
        Severity.PLEASE_CHECK,
        f"{title}: some dates are text, and in all the others the day is 12 or less. Excel may "
        "have swapped day and month in those. Check them against your system.",
    )


def _ask_order(title: str) -> Fault:
    return Fault(
        "day_or_month",
        Severity.PLEASE_CHECK,
        f"{title}: nothing shows whether the day or the month comes first. We read the day first. "
        "Check that this is right.",
    )
