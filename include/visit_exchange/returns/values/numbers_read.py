"""Whole numbers and minutes as officers write them."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.values.conversion import (
    ColumnPlace,
    Fault,
    Outcome,
    Values,
    number_of,
    read_each,
)
from visit_exchange.returns.values.dates import read_date

YEARS = re.compile(r"(\d{1,3})(?:\.\d+)? ?(?:y|yrs?|years?)\b.{0,20}", re.IGNORECASE)
MINUTES = re.compile(
    r"(?:c\.? ?|approx\.? |about |~ ?)?(\d+(?:\.\d+)?) ?m(?:in(?:ute)?s?)?\.?", re.I
)
HOURS = re.compile(
    r"(?:c\.? ?|approx\.? |about |~ ?)?(\d+(?:\.\d+)?) ?h(?:(?:ou)?rs?)?\.?"
    r"(?:,? ?(?:and )?(\d{1,2}) ?(?:m(?:in(?:ute)?s?)?)?)?",
    re.I,
)
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
RANGE = re.compile(r"(\d+) ?(?:-|–|to) ?(\d+) ?m?(?:in(?:ute)?s?)?", re.I)
SHORTEST_MINUTES = 5


def read_whole_numbers(cells: Sequence[object], place: ColumnPlace) -> Values:
    """Return whole numbers; years and months ("14y 3m") count their whole years."""
    title = place.column.title

    def meaning(cell: object) -> Outcome:
        if (born := _birth(cell)) and 3 <= place.notified.year - born.year <= 26:
            return None, _birth_fault(title)
        if (number := number_of(cell)) is not None:
            return float(int(number // 1)), None
        if isinstance(cell, str) and (match := YEARS.fullmatch(cell)):
            return float(match[1]), None
        return None, wrong_number(f"{title} must be a whole number, like 14.", "not_a_whole_number")

    return read_each(cells, meaning)


def read_counts(cells: Sequence[object], place: ColumnPlace) -> Values:
    """Return how often something happened: whole numbers, and no parts of one."""
    wrong = wrong_number(f"{place.column.title} must be a whole number, like 2.", "not_a_count")

    def meaning(cell: object) -> Outcome:
        number = number_of(cell)
        return (number, None) if number is not None and number.is_integer() else (None, wrong)

    return read_each(cells, meaning)


def _birth(cell: object) -> date | None:
    if isinstance(cell, date):
        return cell
    return read_date(cell).day_first if isinstance(cell, str) else None


def _birth_fault(title: str) -> Fault:
    return Fault(
        "date_of_birth",
        Severity.MUST_FIX,
        f"{title} must be a number. The cell looks like a date of birth: remove it.",
    )


def read_minutes(cells: Sequence[object], place: ColumnPlace) -> Values:
    """Return minutes; a range counts as its longer end, and is asked about."""
    wrong = wrong_number(f"{place.column.title} must be in minutes, like 45.", "not_minutes")

    def meaning(cell: object) -> Outcome:
        if isinstance(cell, time):
            return float(cell.hour * 60 + cell.minute), None
        if isinstance(cell, timedelta):
            return cell.total_seconds() // 60, None
        if (number := number_of(cell)) is not None:
            whole = number == 0 or number >= SHORTEST_MINUTES
            return (number, None) if whole else (None, wrong)
        return _minutes_of(cell, wrong) if isinstance(cell, str) else (None, wrong)

    return read_each(cells, meaning)


def _minutes_of(text: str, wrong: Fault) -> Outcome:
    if match := MINUTES.fullmatch(text):
        return float(match[1]), None
    if match := HOURS.fullmatch(text):
        return float(match[1]) * 60 + float(match[2] or 0), None
    if match := CLOCK.fullmatch(text):
        return float(match[1]) * 60 + float(match[2]), None
    if match := RANGE.fullmatch(text):
        return float(match[2]), Fault(
            "range_of_minutes",
            Severity.PLEASE_CHECK,
            "The journey time is a range. We used the longer one: enter one number of minutes.",
        )
    return None, wrong


def wrong_number(message: str, rule: str) -> Fault:
    """Return the fault of a cell that is no number of its kind."""
    return Fault(rule, Severity.MUST_FIX, message)
