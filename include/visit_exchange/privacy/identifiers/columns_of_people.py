"""Columns under headings of settings that hold people or homes after all: shifted by one, say.

Settings are called by words of schools, by places, by their founders; so most cells must be plainly
somebody's name, or a house in a street, before the column counts as people's.
"""

import re
from collections import Counter
from collections.abc import Sequence

from visit_exchange.privacy.identifiers.column_contents import FEWEST_HITS
from visit_exchange.privacy.people.name_lists import told
from visit_exchange.privacy.people.telling_words import Strength, strength
from visit_exchange.privacy.people.text_words import words_of
from visit_exchange.privacy.text.folding import folded
from visit_exchange.privacy.text.upload_text import HOME

MOSTLY = 0.5
FEWEST_PLAIN = 0.2  # of the cells; the others may be names in no list of names
FEWEST_AMONG = 0.1  # of the cells, where only some are people
NEARLY_ALL = 0.8  # of the cells, where each is a single word
_MOST_WORDS = 4
# What people write behind a name in the same cell: a date of birth, a number, a year group.
_BEHIND = re.compile(r" ?[(\[/:;|\d]| - |, ?(?=\d)")
_HOUSE = re.compile(
    r"(?:(?:flat|apartment|apt|room) \w{1,4},? (?:\d{1,4}[a-z]?,? )?|\d{1,4}[a-z]?,? )"
    r"[^\W\d_][\w'.-]{0,30}(?: [^\W\d_][\w'.-]{0,30}){0,3}(?:,|$)",
    re.I,
)
_BARE_HOUSE = re.compile(r"\d{1,4}[A-Za-z]?(?: [A-Z][\w'.-]{1,30}){2,4}")
_POSTCODE_LAST = re.compile(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$", re.I)
_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr"})
_NAME = re.compile(r"[^\W\d_][\w'.-]{0,30}(?:(?: |, ?)[^\W\d_][\w'.-]{0,30}){1,3}")


def people(texts: Sequence[str]) -> int:
    """Return how many cells are a person's name, 0 when not most of them are."""
    plain = [_BEHIND.split(folded(text).strip(), maxsplit=1)[0] for text in texts]
    if given := _forenames(plain):
        return given
    shaped = [text for text in plain if _NAME.fullmatch(text) and not _is_of_setting(text)]
    if not _are_most(len(shaped), len(texts)):
        return 0
    sure = sum(1 for text in set(shaped) if _is_person(text))
    different = len(set(shaped))
    may_be = sum(1 for text in set(shaped) if _may_be_person(text))
    is_peoples = sure >= max(2, FEWEST_PLAIN * different) and may_be > MOSTLY * different
    return len(shaped) if is_peoples else 0


def people_among(texts: Sequence[str]) -> frozenset[str]:
    """Return the cells that are a person's name where some are, each of them once.

    So it is when part of a list was shifted. A setting that is called as its founder was is the
    same in many rows, and one or two in a long list may be tutors.
    """
    times = Counter(texts)
    shaped = {
        text: _BEHIND.split(folded(text).strip(), maxsplit=1)[0]
        for text, count in times.items()
        if count == 1
    }
    names = {t: p for t, p in shaped.items() if _NAME.fullmatch(p) and not _is_of_setting(p)}
    sure = frozenset(text for text, plain in names.items() if _is_person(plain))
    if len(sure) < max(FEWEST_HITS, FEWEST_AMONG * len(texts)):
        return frozenset()
    return sure | {text for text, plain in names.items() if _may_be_person(plain)}


def homes(texts: Sequence[str]) -> int:
    """Return how many cells are a house in a street, 0 when not most of them are."""
    hits = sum(1 for text in texts if _is_home(folded(text).strip()))
    return hits if _are_most(hits, len(texts)) else 0


def homes_with_postcode(texts: Sequence[str]) -> int:
    """Return how many cells are a house with its postcode, 0 when not most of them are."""
    plain = [folded(text).strip() for text in texts]
    hits = sum(1 for text in plain if _HOUSE.match(text) and _POSTCODE_LAST.search(text))
    return hits if _are_most(hits, len(texts)) else 0


def _is_home(text: str) -> bool:
    """A number and a street, or a number and a name with capitals: "12 Oldfields, York".

    Under a heading of settings nothing else begins so in most cells.
    """
    if _BARE_HOUSE.fullmatch(text):
        return True
    house = _HOUSE.match(text)
    return bool(HOME.match(text) or (house and house[0].endswith(",") and _has_capital(house[0])))


def _has_capital(text: str) -> bool:
    return any(map(str.isupper, text))


def _forenames(texts: Sequence[str]) -> int:
    """Return how many cells are a given name alone, 0 when not nearly all of them are."""
    single = [text for text in texts if len(words_of(text)) == 1]
    different = {text.lower() for text in single}
    given = sum(1 for text in different if strength(text.capitalize()) is Strength.GIVEN)
    enough = len(single) > NEARLY_ALL * len(texts) and given >= FEWEST_HITS
    return len(single) if enough and given > MOSTLY * len(different) else 0


def _are_most(hits: int, cells: int) -> bool:
    return hits >= FEWEST_HITS and hits > MOSTLY * cells


def _is_of_setting(text: str) -> bool:
    return any(word.lower in told("things") for word in words_of(text)[1:]) or text[:3] == "St "


def _is_person(text: str) -> bool:
    """A given name, in the place of one, with another name; or an initial or Mrs and a surname."""
    weights = _weights(text)
    if _has_initial(text) or _is_titled(text):
        return max(weights, default=Strength.NOBODY) >= Strength.SURNAME
    return len(weights) > 1 and Strength.GIVEN in (weights[0], weights[-1] if "," in text else 0)


def _may_be_person(text: str) -> bool:
    weights = _weights(text)
    return len(weights) + (_has_initial(text) or _is_titled(text)) > 1 and all(
        weight > Strength.NOBODY for weight in weights
    )


def _has_initial(text: str) -> bool:
    return any(word.is_initial for word in words_of(text))


def _is_titled(text: str) -> bool:
    """Lady Manners and Sir John Lowe are schools; Mrs Lowe is none."""
    return any(word.lower in _TITLES for word in words_of(text)[:1])


def _weights(text: str) -> list[Strength]:
    words = [word for word in words_of(text) if not word.is_initial]
    named = [word for word in words if word.lower not in told("titles") | told("particles")]
    return [strength(word.lower.capitalize()) for word in named[:_MOST_WORDS]]
