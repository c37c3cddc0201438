"""Names of listed children, kept so that they can be recognised and not read.

A print is the HMAC of a whole name with the visit's key. With the prints of a visit a document can
be asked whether it names one of its children; without the key, or from the prints alone, no name
can be told. First names and surnames by themselves leave none: they are words, and other people's.
"""

import hmac
from collections.abc import Iterable, Iterator
from hashlib import sha256

from visit_exchange.privacy.people.mistyped import one_letter_away
from visit_exchange.privacy.people.name_lists import is_common_name, is_word, told
from visit_exchange.privacy.people.spelled_names import (
    Atom,
    find_names,
    joined_forms,
    last_names,
    parts_of,
)
from visit_exchange.privacy.people.telling_words import is_of_the_field
from visit_exchange.privacy.text.folding import fold
from visit_exchange.privacy.text.phrases import Place

SHORTEST_MISTYPED = 5  # letters
_LENGTH = 16  # bytes of the print that are kept
_MOST_SEEN = 200_000  # words of a text that are asked for again
_JOINED = "\0"  # no part of a name: what is kept as joined is never taken for a part


def name_prints(key: bytes, names: Iterable[str]) -> frozenset[str]:
    """Return the prints of whole names, by which ``KnownNames`` finds them however written."""
    return frozenset(
        _print(key, words) for name in names for words in _recognised_by(parts_of(name))
    )


def _recognised_by(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield what a name of two parts or more is recognised by: itself, and pairs of its parts."""
    if len(name) < 2 or len(name[0]) < 2 or len(name[-1]) < 2:
        return
    yield from ((joined, _JOINED) for joined in joined_forms(name))
    yield from ((name[0], last) for last in last_names(name))
    # J Smith and Grace B are anybody, or nobody.
    if not is_common_name(name[-1]):
        yield name[0][0], name[-1]
    if not is_word(name[0]):
        yield name[0], name[-1][0]


class KnownNames:
    """Finds in text the names that have left a print."""

    def __init__(self, key: bytes, prints: frozenset[str]) -> None:
        self._key = key
        self._prints = prints
        self._seen: dict[tuple[str, ...], bool] = {}

    def knowing(self, names: Iterable[str]) -> "KnownNames":
        """Return the same with more names known."""
        return KnownNames(self._key, self._prints | name_prints(self._key, names))

    def find(self, text: str) -> Iterator[Place]:
        """Yield each place of a known name, in the spellings that people use for it."""
        yield from self._found(text, _InAnySpelling(self))

    def find_whole(self, text: str) -> Iterator[Place]:
        """Yield each place where a known name stands whole: what our own lists may not hold."""
        yield from self._found(text, _Whole(self))

    def _found(self, text: str, known: "_Whole") -> Iterator[Place]:
        if self._prints:
            whole = fold(text)
            for place in find_names(whole.text, known):
                yield Place(*whole.place(place.start, place.end))

    def have(self, *words: str) -> bool:
        """Say whether a name is recognised by these words, in any order."""
        if words not in self._seen:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            self._seen[words] = _print(self._key, words) in self._prints
        return self._seen[words]


class _Whole:
    """A name's first and last part, one beside the other, or all of its letters."""

    def __init__(self, names: KnownNames) -> None:
        self._names = names

    def is_joined(self, joined: str) -> bool:
        return self._names.have(joined, _JOINED)

    def are_one(self, given: Atom, surname: Atom, *, beside: bool) -> bool:
        is_initial = given.is_initial or surname.is_initial
        return beside and not is_initial and self._names.have(given.plain, surname.plain)


class _InAnySpelling(_Whole):
    """Also with something between them, an initial for one, or a letter mistyped in one."""

    def are_one(self, given: Atom, surname: Atom, *, beside: bool) -> bool:
        if given.is_initial and surname.is_initial:
            return False
        are_capital = given.is_capital and surname.is_capital
        if given.is_initial or surname.is_initial:
            return beside and are_capital and self._names.have(given.plain, surname.plain)
        if self._names.have(given.plain, surname.plain):
            return True
        return beside and are_capital and self._is_mistyped(given.plain, surname.plain)

    def _is_mistyped(self, given: str, surname: str) -> bool:
        """Say whether the surname, asked both ways round, is a known one but for a letter."""
        if not _may_be_mistyped(surname):
            return False
        return any(self._names.have(given, meant) for meant in one_letter_away(surname))


def _may_be_mistyped(word: str) -> bool:
    """A word that many are called by, or that stands in a dictionary, is meant as it is written."""
    if len(word) < SHORTEST_MISTYPED or is_common_name(word):
        return False
    return not is_word(word) and not is_of_the_field(word) and word not in told("titles")


def _print(key: bytes, words: Iterable[str]) -> str:
    told_of = b"name\0" + " ".join(sorted(words)).encode()
    return hmac.digest(key, told_of, sha256)[:_LENGTH].hex()
