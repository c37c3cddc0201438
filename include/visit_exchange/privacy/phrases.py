"""Finds any of many names or references in text, as whole words, in one pass."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick


@dataclass(frozen=True)
class Place:
    """Where a phrase stands: ``text[start:end]``."""

    start: int
    end: int


class Phrases:
    """Phrases looked for whatever their letter case.

    Spaces in a phrase stand for one space of the text. Blank phrases are left out.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for phrase in phrases:
            if word := _folded(" ".join(phrase.split())):
                self._automaton.add_word(word, len(word))
        self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Place]:
        """Yield every place, overlapping ones too, where a phrase stands as a whole word."""
        if not len(self._automaton):
            return
        for last, length in self._automaton.iter(_folded(text)):
            place = Place(last - length + 1, last + 1)
            if _is_whole(text, place):
                yield place


def _folded(text: str) -> str:
    """Fold letter case and white space, one character for one, so that places stay the same."""
    if text.isascii():
        return text.translate(_ASCII)
    return "".join(" " if c.isspace() else _lower(c) for c in text)


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


# Nearly all text is this, and a list has tens of thousands of cells.
_ASCII = {code: " " if chr(code).isspace() else _lower(chr(code)) for code in range(128)}


def _is_whole(text: str, place: Place) -> bool:
    before = text[place.start - 1 : place.start]
    after = text[place.end : place.end + 1]
    return not before.isalnum() and not after.isalnum()
