"""What identifies a person: judged for a whole column, or found in running text.

A single number that passes the NHS check proves nothing (9 % of random ones do); three in a
column, and three in ten of its cells, do. The thresholds come from 200,000 random strings.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from visit_exchange.privacy.identifier_text import Span, find_in_text
from visit_exchange.privacy.identifier_types import (
    Email,
    Identifier,
    Kind,
    NhsNumber,
    Nino,
    Phone,
    Postcode,
    Uln,
    Upn,
)

__all__ = [
    "Email", "Finding", "Identifier", "Kind", "NhsNumber", "Nino", "Phone", "Postcode", "Span",
    "Uln", "Upn", "find_in_text", "identify_column",
]  # fmt: skip

FEWEST_HITS = 3
SMALLEST_SHARE = 0.3
_OF_A_SETTING = re.compile(
    r"provider|setting|school|establish|organisation|placement|commission|academy|centre|site|\bap\b",
    re.I,
)
_REGISTER_NUMBER = re.compile(r"\bUK ?PRN\b|\bURN\b|\bLA ?ESTAB\b|company|charity|\bDfE\b", re.I)
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


@dataclass(frozen=True)
class Finding:
    """A column identifies people: what it holds, and how many of its cells show it."""

    kind: Kind
    cells: int


def identify_column(values: Sequence[object], heading: str, *, on: date) -> Finding | None:
    """Return what a column identifies people by, or None.

    ``values`` are the cells as read (text, numbers, dates, None), ``on`` is the visit's
    notification date, from which ages are counted. The heading only ever excuses a column
    (a setting's postcode, a URN); it also helps with names, which have no format.
    """
    cells = [
        value for value in values if value is not None and str(value).strip() not in ("", "nan")
    ]
    texts = [_as_text(cell) for cell in cells]
    for kind, count in _formats(texts, heading):
        if _enough(kind, count, len(texts)):
            return Finding(kind, count)
    for kind, hits in (
        (Kind.DATE_OF_BIRTH, _births(cells, on)),
        (Kind.NAME, _names(texts, heading)),
        (Kind.CASE_ID, _case_ids(texts, heading)),
    ):
        if hits:
            return Finding(kind, hits)
    return None


def _as_text(cell: object) -> str:
    """Ids that Excel made floats (9434765870.0) are read as they were."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return re.sub(r"\.0$", "", " ".join(str(cell).split()))


def _formats(texts: Sequence[str], heading: str) -> list[tuple[Kind, int]]:
    tests: list[tuple[Kind, Callable[[str], bool]]] = [(Kind.UPN, Upn.fits), (Kind.NINO, Nino.fits)]
    if not _REGISTER_NUMBER.search(heading):
        tests += [(Kind.NHS_NUMBER, NhsNumber.fits), (Kind.ULN, Uln.fits)]
    if not _OF_A_SETTING.search(heading):
        contact = (Kind.EMAIL, Email.fits), (Kind.PHONE, Phone.fits), (Kind.POSTCODE, Postcode.fits)
        tests += contact
    counts = [(kind, sum(map(fits, texts))) for kind, fits in tests]
    return sorted(counts, key=lambda found: -found[1])


def _enough(kind: Kind, count: int, cells: int) -> bool:
    """Three cells and three in ten; in a shorter column all of them, if the format is telling."""
    if cells < FEWEST_HITS:
        return count == cells > 0 and kind in (Kind.UPN, Kind.NINO, Kind.EMAIL)
    return count >= FEWEST_HITS and count >= SMALLEST_SHARE * cells


def _births(cells: Sequence[object], on: date) -> int:
    """Dates 4 to 19 years back, in most rows: no placement began that long ago."""
    years = [_year(cell) for cell in cells]
    hits = sum(1 for year in years if year is not None and 4 <= on.year - year <= 19)
    return hits if hits >= FEWEST_HITS and hits > 0.5 * len(cells) else 0


def _year(cell: object) -> int | None:
    if isinstance(cell, datetime | date):
        return cell.year
    match = re.match(
        r"\s*(?:\d{1,2}[./ -]\w{1,9}[./ -](\d{4}|\d{2})|(\d{4})-\w{1,3}-\d{1,2})\b", str(cell)
    )
    if match is None:
        return None
    year = int(match[1] or match[2])
    return year + 2000 if year < 100 else year


def _names(texts: Sequence[str], heading: str) -> int:
    if _OF_A_SETTING.search(heading) or len(texts) < FEWEST_HITS:
        return 0
    fewest_words = 1 if _PERSON_HEADING.search(heading) else 2
    hits = sum(1 for text in texts if _is_name(text, fewest_words))
    if sum(1 for text in texts if _NOT_A_PERSON.search(text)) >= SMALLEST_SHARE * len(texts):
        return 0
    # Children's names hardly repeat, codes in words do; under a heading for names they may.
    distinct = len(set(texts)) > 0.8 * len(texts) or fewest_words == 1
    return hits if distinct and hits >= max(FEWEST_HITS, 0.6 * len(texts)) else 0


def _is_name(text: str, fewest_words: int) -> bool:
    words = re.split(r"[ ,]+", text.strip())
    return (
        fewest_words <= len(words) <= 4
        and all(re.fullmatch(r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?", word) for word in words)
        and any(len(word) > 2 for word in words)
    )


def _case_ids(texts: Sequence[str], heading: str) -> int:
    """Whole numbers of 5 to 9 digits, all different, that rise or fall: a system counted them."""
    if _REGISTER_NUMBER.search(heading) or len(texts) < FEWEST_HITS * 2:
        return 0
    if not all(re.fullmatch(r"\d{5,9}", text, re.ASCII) for text in texts):
        return 0
    numbers = [int(text) for text in texts]
    rises = sum(1 for a, b in pairwise(numbers) if b > a) / (len(numbers) - 1)
    return len(numbers) if len(set(numbers)) == len(numbers) and not 0.2 < rises < 0.8 else 0
