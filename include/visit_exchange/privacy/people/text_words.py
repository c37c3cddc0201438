"""The words of a text, each with what its letters and its neighbours say of it."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]{1,60}(?:['\-][^\W\d_]{1,60}){0,4}")
_STARTS = re.compile(r"[.!?:;|•\n\r]")
_INITIAL = re.compile(r"[A-Z]")
LONGEST_OF_NUMBER = 3  # letters


@dataclass(frozen=True)
class Word:
    """A word at ``start`` to ``end`` of a text, without a possessive 's.

    ``gap`` is what stands between it and the word before. ``starts`` says that a sentence, or
    what looks like one, begins with it.
    """

    text: str
    start: int
    end: int
    gap: str
    starts: bool
    owns: bool

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        return bool(_INITIAL.fullmatch(self.text))


def words_of(text: str) -> list[Word]:
    """Return the words of a folded text in their order."""
    words: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        if _is_of_number(text, match):
            continue
        gap = text[before : match.start()]
        initial = bool(words) and words[-1].is_initial and gap.startswith(".")
        starts = not words or bool(_STARTS.search(gap[1:] if initial else gap))
        base = _without_possessive(match[0])
        words.append(
            Word(base, match.start(), match.start() + len(base), gap, starts, base != match[0])
        )
        before = match.end()
    return words


def is_shouted(words: list[Word]) -> bool:
    """Say whether a text is in capitals, so that these tell nothing."""
    long = [word.text for word in words if len(word.text) > 1]
    return len(long) > 2 and sum(map(str.isupper, long)) > 0.7 * len(long)


def _is_of_number(text: str, match: re.Match[str]) -> bool:
    """Letters that stand against a digit (AB123456C, 2nd, 15mg) are part of a number."""
    beside = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    return match.end() - match.start() <= LONGEST_OF_NUMBER and any(map(str.isdigit, beside))


def _without_possessive(word: str) -> str:
    return word[:-2] if word[-2:] in ("'s", "'S") and len(word) > 3 else word
