"""What identifies a person: judged for a whole column, or found in running text.

A single number that passes the NHS check proves nothing (9 % of random ones do); three in a
column, and three in ten of its cells, do. The thresholds come from 200,000 random strings.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from visit_exchange.privacy.identifiers.column_contents import (
    FEWEST_HITS,
    SMALLEST_SHARE,
    addresses,
    births,
    case_numbers,
    names,
    pictures,
)
from visit_exchange.privacy.identifiers.columns_of_people import homes, homes_with_postcode, people
from visit_exchange.privacy.identifiers.text import Span, find_in_text
from visit_exchange.privacy.identifiers.value_types import (
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
    "Uln", "Upn", "find_in_text", "identify_column", "is_of_setting",
]  # fmt: skip

_OF_A_SETTING = re.compile(
    r"provider|setting|school|establish|organisation|placement|commission|academy|centre|site|\bap\b",
    re.I,
)
_ADDRESS_HEADING = re.compile(r"address|location|where|street|post ?code", re.I)
_REGISTER_NUMBER = re.compile(r"\bUK ?PRN\b|\bURN\b|\bLA ?ESTAB\b|company|charity|\bDfE\b", re.I)

_TELLING = frozenset({Kind.UPN, Kind.NINO, Kind.EMAIL})


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
    of_setting = is_of_setting(heading)
    for kind, hits in (
        (Kind.DATE_OF_BIRTH, births(cells, on)),
        (Kind.PHOTO, pictures(texts)),
        (Kind.ADDRESS, _homes(texts, heading, of_setting)),
        (Kind.NAME, (0 if of_setting else names(texts, heading)) or people(texts)),
        (Kind.CASE_ID, 0 if _REGISTER_NUMBER.search(heading) else case_numbers(texts)),
    ):
        if hits:
            return Finding(kind, hits)
    return None


def is_of_setting(heading: str) -> bool:
    """Say whether a heading speaks of schools and other settings, whose names are no secret.

    It excuses single cells. A column that is mostly people or homes was shifted there.
    """
    return bool(_OF_A_SETTING.search(heading))


def _homes(texts: Sequence[str], heading: str, of_setting: bool) -> int:
    """Settings have addresses too, under a heading that says so."""
    if not of_setting:
        return addresses(texts) or homes_with_postcode(texts)
    return 0 if _ADDRESS_HEADING.search(heading) else homes(texts)


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
    times = Counter(texts)
    counts = [(kind, sum(times[t] for t in times if fits(t))) for kind, fits in tests]
    return sorted(counts, key=lambda found: -found[1])


def _enough(kind: Kind, count: int, cells: int) -> bool:
    """Three in ten of the cells, and three cells, unless the format is telling by itself."""
    fewest = 1 if kind in _TELLING else FEWEST_HITS
    return count >= fewest and count >= SMALLEST_SHARE * cells
