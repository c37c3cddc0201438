"""What a column holds that has no format of its own: births, names, addresses, case numbers.

Each function returns how many cells show it, 0 when the column as a whole does not.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TypeGuard

FEWEST_HITS = 3
SMALLEST_SHARE = 0.3
_YOUNGEST, _OLDEST = 4, 19  # years; the lists ask for children from 5 to 18
_EXCEL_DAY_0 = date(1899, 12, 30)
_NOT_A_PERSON = re.compile(
    r"\b(?:school|academy|college|centre|center|trust|farm|hub|project|services?|council|hospital|house|"
    r"education|provision|training|learning|ltd|limited|unit|pru|studio|garage|club|team|cic|tuition|"
    r"borough|county|city|support|health|primary|secondary|year|road|street|british|white|asian|"
    r"black|mixed|african|caribbean|registered|independent|maintained|time)\b",
    re.I,
)
_PERSON_HEADING = re.compile(
    r"\b(?:fore|sur|first|last|family|middle|given|preferred|legal|pupil|child|student|full)?"
    r"[ _]?names?\b|worker|senco\b|parent|carer|mother|father",
    re.I,
)
_UNKNOWN = re.compile(r"(?:not |un|n/?[ak]\b|none\b|tbc\b|-+$)", re.I)
_TITLED = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|prof)\.? +[^\W\d_]", re.I)
_SURNAME_FIRST = re.compile(r"[^\W\d_a-z][^\W\d_a-z'’ -]+, ?[^\W\d_]+")
_ADDRESS = re.compile(
    r"\b\d{1,4}[a-z]?,? +(?:[^\W\d_][\w'’.-]* +){1,3}"
    r"(?:road|rd|street|st|lane|ln|close|avenue|ave|drive|dr|way|court|ct|crescent|cres|gardens|gdns|"
    r"grove|place|terrace|square|walk|hill|rise|mews|row|view|park|green)\b",
    re.I,
)
_PICTURE = re.compile(r".+\.(?:jpe?g|png|gif|bmp|tiff?|heic|webp)", re.I)
_DAY = re.compile(
    r"\s*(?:\d{1,2}[./ -]\w{1,9}[./ -](\d{4}|\d{2})|(\d{4})-\w{1,3}-\d{1,2}"
    r"|(?:[a-z]{3,9}|\d{1,2})[ ./-](\d{4}))\b",
    re.I,
)


def births(cells: Sequence[object], on: date) -> int:
    """Dates, or months, 4 to 19 years back in most rows: no placement began that long ago."""
    if serials := _serials(cells, on):
        return serials
    years = [_year(cell) for cell in cells]
    hits = sum(1 for year in years if year is not None and _is_childs(on.year - year))
    return hits if hits >= FEWEST_HITS and hits > 0.5 * len(cells) else 0


def names(texts: Sequence[str], heading: str) -> int:
    """Capitalised words that differ from row to row and are no words of schools or of codes."""
    if len(texts) < FEWEST_HITS:
        return 0
    if told := _enough(sum(1 for text in texts if _is_written_as_name(text)), len(texts), 0.5):
        return told
    fewest_words = 1 if _PERSON_HEADING.search(heading) else 2
    hits = sum(1 for text in texts if _is_name(text, fewest_words))
    if sum(1 for text in texts if _NOT_A_PERSON.search(text)) >= SMALLEST_SHARE * len(texts):
        return 0
    # Children's names hardly repeat, codes in words do; under a heading for names they may.
    named = [text for text in texts if not _UNKNOWN.match(text)]
    distinct = len(set(named)) > 0.8 * len(named) or fewest_words == 1
    return _enough(hits, len(texts), 0.6) if distinct else 0


def case_numbers(texts: Sequence[str]) -> int:
    """Whole numbers of 5 to 9 digits, all different, that rise or fall: a system counted them."""
    known = [text for text in texts if not _UNKNOWN.match(text)]
    if len(known) < FEWEST_HITS * 2 or not all(re.fullmatch(r"[0-9]{5,9}", t) for t in known):
        return 0
    numbers = [int(text) for text in known]
    rises = sum(1 for a, b in pairwise(numbers) if b > a) / (len(numbers) - 1)
    return len(numbers) if len(set(numbers)) == len(numbers) and not 0.2 < rises < 0.8 else 0


def addresses(texts: Sequence[str]) -> int:
    """House numbers before names of streets."""
    return _enough(sum(1 for text in texts if _ADDRESS.search(text)), len(texts), SMALLEST_SHARE)


def pictures(texts: Sequence[str]) -> int:
    """Names of picture files, which photographs of children are linked by."""
    hits = sum(1 for text in texts if _PICTURE.fullmatch(text))
    return _enough(hits, len(texts), SMALLEST_SHARE)


def _enough(hits: int, cells: int, share: float) -> int:
    return hits if hits >= max(FEWEST_HITS, share * cells) else 0


def _is_childs(years: int) -> bool:
    return _YOUNGEST <= years <= _OLDEST


def _serials(cells: Sequence[object], on: date) -> int:
    """Dates that lost their format are numbers of days, nearly all of them of births."""
    days = [_EXCEL_DAY_0 + timedelta(days=cell) for cell in cells if _is_serial(cell)]
    hits = sum(1 for day in days if _is_childs(on.year - day.year))
    return _enough(hits, len(cells), 0.75)


def _is_serial(cell: object) -> TypeGuard[float]:
    whole = isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer())
    return whole and not isinstance(cell, bool) and 30_000 < float(str(cell)) < 60_000


def _year(cell: object) -> int | None:
    if isinstance(cell, datetime | date):
        return cell.year
    match = _DAY.match(str(cell))
    if match is None:
        return None
    year = int(next(group for group in match.groups() if group))
    return year + 2000 if year < 100 else year


def _is_written_as_name(text: str) -> bool:
    return bool(_TITLED.match(text) or _SURNAME_FIRST.fullmatch(text))


def _is_name(text: str, fewest_words: int) -> bool:
    words = re.split(r"[ ,]+", text.strip())
    return (
        fewest_words <= len(words) <= 4
        and all(re.fullmatch(r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?", word) for word in words)
        and any(len(word) > 2 for word in words)
    )
