"""Dates of birth and homes that an upload tells in columns, found again in its text."""

import re
from collections.abc import Iterator, Set
from datetime import date

from visit_exchange.privacy.identifiers.text import Span
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.text.dates_in_text import dates_in
from visit_exchange.privacy.text.folding import Folded, folded
from visit_exchange.privacy.text.phrases import Phrases

# The first letters of kinds of streets: a house number before such a name is somebody's home.
STREETS = (
    "road|rd|street|st|lane|ln|close|avenue|ave|drive|dr|way|court|ct|crescent|cres|gardens|gdns|"
    "grove|place|terrace|square|walk|hill|rise|mews|row|view|park|green|parade|bank|fold|gate"
)
HOME = re.compile(
    r"(?<![\d.])\b(?:flat \d{1,4}[a-z]?,? )?\d{1,4}[a-z]?,? {1,2}"
    r"(?:[^\W\d_][\w'.-]{0,30} {1,2}){1,3}"
    rf"(?:{STREETS})\b",
    re.I,
)
_STARTS_WITH_NUMBER = re.compile(r"(?:flat )?\d{1,4}[a-z]?\b", re.I)


def births_in(whole: Folded, births: Set[date]) -> Iterator[Span]:
    """Yield each date of a text that is a listed date of birth."""
    if births:
        for found in dates_in(whole.text):
            if found.days & births:
                yield Span(Kind.DATE_OF_BIRTH, *whole.place(found.start, found.end))


def homes_in(whole: Folded, homes: Set[str]) -> Iterator[Span]:
    """Yield each house and street of a text, and each listed home, be it without a number."""
    for match in HOME.finditer(whole.text):
        yield Span(Kind.ADDRESS, *whole.place(match.start(), match.end()))
    for place in Phrases(_lines(homes)).find(whole.text) if homes else ():
        yield Span(Kind.ADDRESS, *whole.place(place.start, place.end))


def _lines(homes: Set[str]) -> Iterator[str]:
    """Yield what of an address tells a home: all of it, and its line of a number and a street."""
    for home in homes:
        plain = folded(home)
        first = plain.split(",")[0].strip()
        if len(plain) > 5 and any(map(str.isdigit, plain)):
            yield plain
        if _STARTS_WITH_NUMBER.match(first) and len(first.split()) > 2:
            yield first
