"""The names that came with the upload, found in its text in the spellings that people use for them.

With one letter mistyped too. Parts by themselves are words too often: ``parts`` lets the search for
people judge them by what stands around them.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from visit_exchange.privacy.people.mistyped import Mistyped
from visit_exchange.privacy.people.name_lists import is_word, told
from visit_exchange.privacy.people.spelled_names import (
    Atom,
    find_names,
    joined_forms,
    last_names,
    parts_of,
)
from visit_exchange.privacy.people.telling_words import is_of_the_field
from visit_exchange.privacy.text.folding import letters
from visit_exchange.privacy.text.phrases import Place

SHORTEST_MISTYPED = 4  # letters


class ListedNames:
    """Names that are known in clear: ``whole`` ones, and ``parts`` that stand by themselves."""

    def __init__(self, whole: Iterable[str] = (), parts: Iterable[str] = ()) -> None:
        names = {name: parts_of(name) for name in whole}
        self._joined: set[str] = set()
        self._last_of: dict[str, set[str]] = {}
        self._first_of: dict[str, set[str]] = {}
        for name in filter(None, names.values()):
            self._learn(name)
        lonely = [part for name in parts for part in parts_of(name)]
        every = {part for name in names.values() for part in name} | set(lonely)
        self.parts = frozenset(part for part in every if _stands_alone(part))
        self._seen: dict[str, bool] = {}
        self._mistyped = Mistyped(part for part in every if len(part) >= SHORTEST_MISTYPED)

    def _learn(self, name: Sequence[str]) -> None:
        if len(name) < 2:
            return
        self._joined |= joined_forms(name)
        for last in last_names(name):
            self._last_of.setdefault(name[0], set()).add(last)
            self._first_of.setdefault(last, set()).add(name[0])

    def is_part(self, word: str) -> bool:
        """Say whether ``word`` is part of a listed name, or all but one letter of a long one."""
        if word not in self._seen:
            self._seen[word] = self._looks_like_part(word)
        return self._seen[word]

    def _looks_like_part(self, word: str) -> bool:
        plain = letters(word)
        if plain in self.parts or self._is_double(word):
            return True
        if len(plain) <= SHORTEST_MISTYPED or is_word(word) or is_of_the_field(word.lower()):
            return False
        return plain in self._mistyped

    def _is_double(self, word: str) -> bool:
        """Say whether it is a listed name that has a hyphen: Destiny-Mae."""
        return "-" in word and all(letters(part) in self.parts for part in word.split("-") if part)

    def find(self, text: str) -> Iterator[Place]:
        """Yield each place of a listed person in a folded text."""
        if self._joined:
            yield from find_names(text, self)

    def is_joined(self, joined: str) -> bool:
        """Say whether a listed name has these letters, one part behind the other."""
        return joined in self._joined

    def are_one(self, given: Atom, surname: Atom, *, beside: bool) -> bool:
        """Say whether two parts are of one listed name, also with a letter mistyped."""
        if given.is_initial or surname.is_initial:
            return self._with_initial(given, surname)
        lasts = self._last_of.get(given.plain, set())
        if surname.plain in lasts or self._differs(surname.plain, lasts):
            return True
        return self._differs(given.plain, self._first_of.get(surname.plain, set()))

    def _with_initial(self, given: Atom, surname: Atom) -> bool:
        if not (given.is_capital and surname.is_capital) or given.is_initial is surname.is_initial:
            return False
        if surname.is_initial:
            lasts = self._last_of.get(given.plain, set())
            return any(last.startswith(surname.plain) for last in lasts)
        firsts = self._first_of.get(surname.plain, set())
        return any(first.startswith(given.plain) for first in firsts)

    def _differs(self, word: str, known: Collection[str]) -> bool:
        """Say whether a word is a known one but for a letter that was mistyped."""
        if len(word) < SHORTEST_MISTYPED - 1 or not known:
            return False
        return any(original in known for original in self._mistyped.originals(word))


def _stands_alone(part: str) -> bool:
    return len(part) > 1 and part not in told("particles")
