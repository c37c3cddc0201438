"""Finds any of many names or references in text, as whole words, in one pass."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from visit_exchange.privacy.text.folding import fold, folded


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
            if word := _lowered(" ".join(folded(phrase).split())):
                self._automaton.add_word(word, len(word))
        self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Place]:
        """Yield every place, overlapping ones too, where a phrase stands as a whole word."""
        if not len(self._automaton):
            return
        whole = fold(text)
        for last, length in self._automaton.iter(_lowered(whole.text.replace("\n", " "))):
            if _is_whole(whole.text, Place(last - length + 1, last + 1)):
                yield Place(*whole.place(last - length + 1, last + 1))


def _lowered(text: str) -> str:
    """Fold letter case, one character for one, so that places stay the same."""
    return text.lower() if text.isascii() else "".join(map(_lower, text))


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _is_whole(text: str, place: Place) -> bool:
    before = text[place.start - 1 : place.start]
    after = text[place.end : place.end + 1]
    return not before.isalnum() and not after.isalnum()
