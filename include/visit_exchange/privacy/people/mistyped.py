"""Words that differ from known ones in a single letter: one wrong, one missing, one too many, or
two that changed places.
"""

from collections.abc import Iterable, Iterator
from string import ascii_lowercase


class Mistyped:
    """Known words, found by what is left of them when one letter is taken out."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._without: dict[str, set[str]] = {}
        for word in self._words:
            for less in _less_a_letter(word):
                self._without.setdefault(less, set()).add(word)

    def knows(self, word: str) -> bool:
        """Say whether ``word`` is one letter away from a known word, or is one."""
        return word in self

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and any(True for _ in self.originals(word))

    def originals(self, word: str) -> Iterator[str]:
        """Yield the known words that ``word`` may have been meant for."""
        if word in self._words:
            yield word
        candidates = set(self._without.get(word, ()))
        for less in _less_a_letter(word):
            candidates |= self._without.get(less, set())
            if less in self._words:
                candidates.add(less)
        yield from (each for each in candidates if each != word and _is_near(word, each))


def one_letter_away(word: str) -> Iterator[str]:
    """Yield every word that ``word`` may have been meant for, known or not: 53 for each letter."""
    for at in range(len(word) + 1):
        before, behind = word[:at], word[at:]
        yield from (before + letter + behind for letter in ascii_lowercase)
        if behind:
            yield before + behind[1:]
            yield from (before + letter + behind[1:] for letter in ascii_lowercase)
        if len(behind) > 1:
            yield before + behind[1] + behind[0] + behind[2:]


def _less_a_letter(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _is_near(one: str, other: str) -> bool:
    """Say whether one edit parts two words: both lack a letter, but perhaps not the same one."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return short[start:] == long[start + 1 :]
    swapped = one[start : start + 2] == other[start : start + 2][::-1]
    return one[start + 1 :] == other[start + 1 :] or (
        swapped and one[start + 2 :] == other[start + 2 :]
    )
