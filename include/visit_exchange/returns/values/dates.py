"""Dates as officers write them. Which number is the day is decided for a whole column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_ZONE = r"(?: ?(?:z|utc|gmt|bst|[+-]\d{2}:?\d{2}))?"
_TIME = rf"(?:[t ,]{{1,9}}\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,9}})?)?(?: ?[ap]m)?{_ZONE})?"
_DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
YEAR_FIRST = re.compile(
    rf"(\d{{4}})[-/. ](\d{{1,2}}|{_MONTH})[a-z]{{0,9}}[-/. ](\d{{1,2}}){_TIME}", re.I
)
NUMBERS = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_TIME}", re.I)
DAY_MONTH = re.compile(
    rf"{_DAY_NAME}(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[-/. ]{{0,9}}({_MONTH})[a-z]{{0,9}}"
    rf"[-/., ]{{0,9}}(\d{{4}}|\d{{2}}){_TIME}",
    re.I,
)
MONTH_DAY = re.compile(
    rf"{_DAY_NAME}({_MONTH})[a-z]{{0,9}}[-/. ]{{0,9}}(\d{{1,2}})(?:st|nd|rd|th)?[-/., ]{{1,9}}"
    rf"(\d{{4}}|\d{{2}}){_TIME}",
    re.I,
)
EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
FIRST_YEAR, OPEN_ENDED_YEAR = 1900, 9999
FIRST_SERIAL, LAST_SERIAL = 36_526, 54_789  # 2000 to 2049, counted from 1900
EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}


class Order(StrEnum):
    """Which of the first two numbers of a date is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True)
class Written:
    """What a text can mean: as day first and as month first; both None when it is no date."""

    day_first: date | None
    month_first: date | None

    @property
    def is_ambiguous(self) -> bool:
        return None not in (self.day_first, self.month_first) and self.day_first != self.month_first

    def by(self, order: Order) -> date | None:
        return self.day_first if order is Order.DAY_FIRST else self.month_first


NO_DATE = Written(None, None)


def read_date(text: str) -> Written:
    """Return what a text can mean as a date, with nothing before or after it."""
    text = " ".join(text.split())
    if match := YEAR_FIRST.fullmatch(text) or EIGHT_DIGITS.fullmatch(text):
        return _certain(match[1], match[2], match[3])
    if match := DAY_MONTH.fullmatch(text):
        return _certain(match[3], match[2], match[1])
    if match := MONTH_DAY.fullmatch(text):
        return _certain(match[3], match[1], match[2])
    if match := NUMBERS.fullmatch(text):
        first, second, year = match.groups()
        return Written(_made(year, second, first), _made(year, first, second))
    return NO_DATE


def find_date(text: str) -> date | None:
    """Return the date that stands somewhere in a sentence, day first."""
    for pattern in (YEAR_FIRST, DAY_MONTH, MONTH_DAY, NUMBERS):
        if (match := pattern.search(text)) and (found := read_date(match[0].strip()).day_first):
            return found
    return None


def serial_date(number: float, epoch: int) -> date | None:
    """Return the day of an Excel serial number of this century, None for any other number."""
    shift = (EPOCHS[1904] - EPOCHS[1900]).days if epoch == 1904 else 0
    if number == number and FIRST_SERIAL <= number + shift <= LAST_SERIAL:
        return EPOCHS[epoch] + timedelta(days=int(number))
    if number == int(number) if abs(number) < 1e9 else False:
        return read_date(str(int(number))).day_first
    return None


def order_of(written: Iterable[Written]) -> Order | None:
    """Return the order that a column's dates prove, None when they prove none or both."""
    day = month = False
    for one in written:
        day = day or (one.day_first is not None and one.month_first is None)
        month = month or (one.month_first is not None and one.day_first is None)
    if day == month:
        return None
    return Order.DAY_FIRST if day else Order.MONTH_FIRST


def as_day(cell: object) -> date | None:
    """Return the day of a cell that Excel holds as a date."""
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def _certain(year: str, month: str, day: str) -> Written:
    found = _made(year, month, day)
    return Written(found, found)


def _made(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    whole = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)
    if whole < FIRST_YEAR:
        return None
    try:
        return date(whole, number, int(day))
    except ValueError:
        return None
