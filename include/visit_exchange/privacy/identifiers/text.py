"""Identifiers inside running text. Each pattern is bounded, so that no text makes it slow."""

import re
from collections.abc import Callable, Iterator
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
from visit_exchange.privacy.text.dates_in_text import DATE_PATTERN, DAY_AND_MONTH, WEEKDAY
from visit_exchange.privacy.text.folding import fold


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
    return text.lstrip()[0] in "4679" and NhsNumber.fits(text)


def _labelled_nhs_number(text: str) -> bool:
    return NhsNumber.fits(re.sub(r"\D", "", text)[-10:])


_SEP = r"(?:[^\w\n]|_)"  # any sign; lines stay lines, for two cells of a table are not one number
_NOT_IN_NUMBER = r"(?<!\d)(?<!\d\.)"  # not the tail of a longer number or a decimal
_NO_DIGIT = r"(?!\d|\.\d)"
_FREE = r"(?<!\w)(?<!\d\.)"
_END = r"(?![\w]|\.\d)"
_BORN = (
    r"(?<![A-Za-z])(?:d[. ]{0,2}o[. ]{0,2}b(?![A-Za-z])\.?|born|birth[ _]?date"
    r"|(?:date|day)[ _]of[ _]birth|b(?:irth|'?)-?day|y\.?o\.?b(?![A-Za-z])|b\.)"
    r"[\W_]{0,4}(?:(?:on|is|in|was|the|date|year|spring|summer|autumn|winter|early|late|of)"
    rf"[\W_]{{1,3}}){{0,5}}(?:{WEEKDAY}[\W_]{{0,3}}(?:the )?)?"
)
# Where the word or an age tells of what it is, a day is enough: "turned 12 on 4 March".
_BIRTHDAY = (
    r"(?<![A-Za-z])(?:b(?:irth|'?)-?day|turn(?:s|ed|ing)? \d{1,2})"
    rf"[\W_]{{0,4}}(?:(?:on|is|was|the)[\W_]{{1,3}}){{0,3}}(?:{WEEKDAY}[\W_]{{0,3}}(?:the )?)?"
)
_MONTH_AND_YEAR = (
    r"(?:[A-Za-z]{3,9}|\d{1,2})[ ./-]{1,2}(?:(?:19|20)\d\d|'?\d\d(?!\d))|(?:19|20)\d\d"
)
_ADDRESS = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_LOCAL_PART = re.compile(r"[\w.+'%-]{1,64}$")
# The order decides who wins where two match: the one with the better check comes first.
_PATTERNS = (
    _Pattern(
        Kind.UPN,
        re.compile(
            rf"(?<!\d)[A-HJ-NP-RT-Za-hj-np-rt-z](?:{_SEP}{{0,5}}\d){{11}}{_SEP}{{0,5}}"
            r"(?:\d(?!\d)|[A-Za-z](?![A-Za-z]))"
        ),
        Upn.fits,
    ),
    _Pattern(
        Kind.NHS_NUMBER,
        re.compile(
            r"(?<!ISBN )"
            + _NOT_IN_NUMBER
            + rf"(?:\d{{3}}{_SEP}{{0,3}}\d{{3}}{_SEP}{{0,3}}\d{{4}}|\d(?:{_SEP}\d){{9}}"
            + rf"|\d{{5}} ?\d{{5}}|\d{{4}}{_SEP}\d{{3}}{_SEP}\d{{3}}|\d\d(?:{_SEP}\d\d){{4}})"
            + _NO_DIGIT
        ),
        _issued_nhs_number,
    ),
    _Pattern(
        Kind.NHS_NUMBER,
        re.compile(
            rf"\bNHS\b[^\w\n]{{0,3}}(?:n(?:umbe)?[ro]?s?\b|id\b)?[^\w\n]{{0,4}}"
            rf"(?:is )?\d(?:{_SEP}{{0,3}}\d){{9}}" + _NO_DIGIT,
            re.I,
        ),
        _labelled_nhs_number,
    ),
    _Pattern(
        Kind.NINO,
        re.compile(
            # "a cost of 250000 a year" is none: small letters stand alone, or with the digits.
            rf"(?:(?<![A-Za-z])[A-Za-z]{_SEP}{{0,3}}[A-Za-z]|[A-Z]{_SEP}{{0,3}}[A-Z]"
            rf"|[a-z]{{2}}(?=\d{{6}}[a-d]))"
            rf"(?:{_SEP}{{0,3}}\d){{6}}{_SEP}{{0,3}}[A-Da-d](?![A-Za-z\d])"
        ),
        Nino.fits,
    ),
    _Pattern(
        Kind.DATE_OF_BIRTH,
        re.compile(rf"{_BORN}(?:(?:{DATE_PATTERN})|{_MONTH_AND_YEAR})", re.I),
        bool,
    ),
    _Pattern(
        Kind.DATE_OF_BIRTH,
        re.compile(rf"{_BIRTHDAY}(?:{DATE_PATTERN}|{DAY_AND_MONTH})", re.I),
        bool,
    ),
    _Pattern(
        Kind.DATE_OF_BIRTH,
        re.compile(rf"(?:{DATE_PATTERN})[ ,]{{0,2}}\(?(?:d\.?o\.?b\b|date of birth)", re.I),
        bool,
    ),
    _Pattern(
        Kind.ULN,
        re.compile(
            rf"(?:\bULN|learner (?:number|no\.?))\W{{0,3}}\d(?:{_SEP}?\d){{9}}" + _END, re.I
        ),
        lambda text: Uln.fits(re.sub(r"\D", "", text)[-10:]),
    ),
    _Pattern(
        Kind.PHONE,
        re.compile(
            r"(?<![\d.+])(?:\+44|0044|\(?0)(?:[ ()-]{0,2}\d){9,11}"
            + _NO_DIGIT
            + r"|(?<![\d.+])0\d{2,4}[./_]\d{3,4}[./_ -]?\d{3,4}"
            + _NO_DIGIT
            + r"|"
            + _NOT_IN_NUMBER
            + r"7[1-9]\d\d[ -]?\d{3}[ -]?\d{3}"
            + _NO_DIGIT
        ),
        Phone.fits,
    ),
    _Pattern(
        Kind.POSTCODE,
        re.compile(_FREE + r"[A-Z]{1,2}\d[A-Z\d]?[ .-]{0,2}\d[A-Z]{2}" + _END, re.I),
        Postcode.fits,
    ),
)


def find_in_text(text: str) -> list[Span]:
    """Return every identifier of a full format in ``text``, in order, none overlapping another."""
    whole = fold(text)
    found: list[Span] = []
    taken = _Taken()
    for span in (*_emails(whole.text), *_by_pattern(whole.text)):
        if taken.take(span):
            found.append(Span(span.kind, *whole.place(span.start, span.end)))
    return sorted(found, key=lambda span: span.start)


def _emails(text: str) -> Iterator[Span]:
    """Look from each @ outwards: a search from the left is slow where there is none."""
    at = text.find("@")
    while at >= 0:
        before = _LOCAL_PART.search(text[max(0, at - 64) : at])
        after = _ADDRESS.match(text, at + 1)
        if before and after and Email.fits(f"{before[0]}@{after[0]}"):
            yield Span(Kind.EMAIL, at - len(before[0]), after.end())
        at = text.find("@", at + 1)


def _by_pattern(text: str) -> Iterator[Span]:
    for pattern in _PATTERNS:
        for match in pattern.looks.finditer(text):
            if pattern.is_one(match[0]):
                yield Span(pattern.kind, match.start(), match.end())


class _Taken:
    """The characters of a text that are part of an identifier already."""

    def __init__(self) -> None:
        self._characters: set[int] = set()

    def take(self, span: Span) -> bool:
        """Take the span's characters, unless some are taken: then return False."""
        characters = range(span.start, span.end)
        if not self._characters.isdisjoint(characters):
            return False
        self._characters.update(characters)
        return True
