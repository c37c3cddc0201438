"""Dates in running text, in the ways people write them, with the days they may mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SEP = r"[ ./\\_,-]{1,3}"
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
_DAY = r"\d{1,2} ?(?:st|nd|rd|th)?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sat|sun)(?:day)?\.?"
DAY_AND_MONTH = rf"(?:{_DAY}(?: of)?[ ./-]{{1,3}}{_MONTH}\b|{_MONTH}[ .]{{1,2}}{_DAY}(?![\d]))"
_FREE, _END = r"(?<![\d])(?<!\d[./-])", r"(?!\d|[./-]\d)"
DATE = re.compile(
    _FREE
    + "(?:"
    + rf"(?P<y1>(?:19|20)\d\d){_SEP}(?P<m1>\d{{1,2}}){_SEP}(?P<d1>\d{{1,2}})"
    + rf"|(?P<d2>\d{{1,2}}){_SEP}(?P<m2>\d{{1,2}}){_SEP}(?P<y2>{_YEAR})"
    + rf"|(?P<d3>{_DAY})(?: of(?: the)?)?[ ./,_-]{{0,3}}(?P<m3>{_MONTH})"
    + rf"\.?[ ./,_-]{{0,3}}(?P<y3>{_YEAR})"
    + rf"|(?P<y4>(?:19|20)\d\d)[ ./,_-]{{0,3}}(?P<m4>{_MONTH})[ ./,_-]{{0,3}}(?P<d4>{_DAY})"
    + rf"|(?P<d8>\d{{1,2}})[./-](?P<m8>[ivx]{{1,4}})[./-](?P<y8>{_YEAR})"  # 4.iii.2010
    + r"|(?P<y5>(?:19|20)\d\d)(?P<m5>[01]\d)(?P<d5>[0-3]\d)"
    + r"|(?P<d6>[0-3]\d)(?P<m6>[01]\d)(?P<y6>(?:19|20)?\d\d)"
    + ")"
    + _END
    + rf"|\b(?P<m7>{_MONTH})\.? ?(?P<d7>{_DAY}),? {{1,2}}(?P<y7>{_YEAR})"
    + _END,
    re.I,
)
# The same without its groups, for patterns that a date is part of.
DATE_PATTERN = re.sub(r"\?P<\w\d>", "?:", DATE.pattern)
_FORMS = range(1, 9)


@dataclass(frozen=True)
class DateInText:
    """A date at ``start`` to ``end``, and the days that it can mean (3/4/10 may be either)."""

    start: int
    end: int
    days: frozenset[date]


def dates_in(text: str) -> Iterator[DateInText]:
    """Yield the dates of a folded text."""
    for match in DATE.finditer(text):
        if days := frozenset(_days(match)):
            yield DateInText(match.start(), match.end(), days)


def _days(match: re.Match[str]) -> Iterator[date]:
    form = next(n for n in _FORMS if match[f"y{n}"])
    year, month, day = (match[f"{part}{form}"] for part in "ymd")
    first, second = _number(month), _number(day)
    for whole in _years(year):
        for one, other in {(first, second), (second, first)}:
            try:
                yield date(whole, one, other)
            except ValueError:
                continue


def _number(text: str) -> int:
    if text.lower() in _ROMAN:
        return _ROMAN.index(text.lower()) + 1
    digits = re.sub(r"\D", "", text)
    if not digits and text[:3].lower() not in _MONTHS:
        return 0  # "ixi": letters of a Roman number, and none
    return int(digits) if digits else _MONTHS.index(text[:3].lower()) + 1


def _years(text: str) -> tuple[int, ...]:
    year = int(text.lstrip("'"))
    return (year,) if year > 99 else (1900 + year, 2000 + year)
