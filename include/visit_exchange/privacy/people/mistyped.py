"""Words that differ from known ones in a single letter: one wrong, one missing, one too many, or
two that changed places.
"""

from collections.abc import Iterable, Iterator


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
