"""Identifiers inside running text."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from visit_exchange.privacy.identifiers.value_types import (
    Email,
    Kind,
    NhsNumber,
    Nino,
    Phone,
    Postcode,
    Uln,
    Upn,
)


@dataclass(frozen=True)
class Span:
    """Where an identifier stands: ``text[start:end]``."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class _Pattern:
    kind: Kind
    looks: re.Pattern[str]
    is_one: Callable[[str], bool]


def _issued_nhs_number(text: str) -> bool:
    """Numbers are issued from 4, 6 and 7; those from 9 are invented. Others are other things."""
    return text[0] in "4679" and NhsNumber.fits(text)


_FREE = r"(?<!\w)(?<!\d\.)"  # not the tail of a word, a decimal or a longer number
_END = r"(?![\w]|\.\d)"
_DATE = (
    r"\d{1,4}[./-](?:\d{1,2}|[A-Za-z]{3,9})[./-]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4}"
)
_BORN = r"\b(?:d\.?\s?o\.?\s?b\b\.?|born|(?:date of )?birth(?:day)?)\W{0,3}(?:on |is |in )?"
# The order decides who wins where two match: the one with the better check comes first.
_PATTERNS = (
    _Pattern(Kind.EMAIL, re.compile(r"[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+"), Email.fits),
    _Pattern(
        Kind.UPN,
        re.compile(_FREE + r"[A-HJ-NP-RT-Za-hj-np-rt-z](?:[ -]?\d){11}[ -]?[0-9A-Za-z]" + _END),
        Upn.fits,
    ),
    _Pattern(
        Kind.NHS_NUMBER,
        re.compile(r"(?<!ISBN )" + _FREE + r"\d{3}([ -]?)\d{3}\1\d{4}" + _END),
        _issued_nhs_number,
    ),
    _Pattern(
        Kind.NINO,
        re.compile(_FREE + r"[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d]" + _END),
        Nino.fits,
    ),
    _Pattern(
        Kind.DATE_OF_BIRTH,
        re.compile(
            rf"{_BORN}(?:{_DATE})",
            re.I,
        ),
        bool,
    ),
    _Pattern(
        Kind.ULN,
        re.compile(r"(?:\bULN|learner (?:number|no\.?))\W{0,3}\d{10}" + _END, re.I),
        lambda text: Uln.fits(text[-10:]),
    ),
    _Pattern(
        Kind.PHONE,
        re.compile(
            r"(?<![\w.+])(?:\+44|\(?0)(?:[ ()-]{0,2}\d){9,11}"
            + _END
            + r"|"
            + _FREE
            + r"7[1-9]\d{8}"
            + _END
        ),
        Phone.fits,
    ),
    _Pattern(
        Kind.POSTCODE,
        re.compile(_FREE + r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}" + _END, re.I),
        Postcode.fits,
    ),
)


def find_in_text(text: str) -> list[Span]:
    """Return every identifier of a full format in ``text``, in order, none overlapping another."""
    found: list[Span] = []
    for pattern in _PATTERNS:
        for match in pattern.looks.finditer(text):
            span = Span(pattern.kind, match.start(), match.end())
            if pattern.is_one(match[0]) and not any(_overlap(span, other) for other in found):
                found.append(span)
    return sorted(found, key=lambda span: span.start)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
