"""Finds in text the names that came with the upload, in the spellings that people use for them.

Whole names however their parts are joined or turned; with a middle name, an initial or a nickname
between; an initial and the surname, or the first name and an initial; with one letter mistyped.
Parts by themselves are words too often: ``parts`` lets the search for people judge them by what
stands around them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from visit_exchange.privacy.people.mistyped import Mistyped
from visit_exchange.privacy.people.name_lists import is_word, told
from visit_exchange.privacy.people.telling_words import is_of_the_field
from visit_exchange.privacy.text.folding import letters
from visit_exchange.privacy.text.phrases import Place

MOST_PARTS = 6
MOST_BETWEEN = 2  # names, initials or nicknames between the first and the last
SHORTEST_MISTYPED = 4  # letters
SHORTEST_GLUED = 6  # letters of a name that is written as one word
_ATOM = re.compile(r"[^\W\d_]{1,60}(?:'[^\W\d_]{1,60}){0,3}")
_PARTED = re.compile(r"[^\w\n]{0,2}[ _\n]?[^\w\n]{0,3}|_{1,3}")
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")


@dataclass(frozen=True)
class _Atom:
    """A part of a word that may be a name: ``plain`` is it without case and accents."""

    text: str
    plain: str
    start: int
    end: int

    @property
    def is_initial(self) -> bool:
        return len(self.plain) == 1

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


class ListedNames:
    """Names that are known in clear: ``whole`` ones, and ``parts`` that stand by themselves."""

    def __init__(self, whole: Iterable[str] = (), parts: Iterable[str] = ()) -> None:
        names = {name: _parts_of(name) for name in whole}
        self._joined: set[str] = set()
        self._last_of: dict[str, set[str]] = {}
        self._first_of: dict[str, set[str]] = {}
        for name in filter(None, names.values()):
            self._learn(name)
        self._longest = max(map(len, self._joined), default=0)
        lonely = [part for name in parts for part in _parts_of(name)]
        every = {part for name in names.values() for part in name} | set(lonely)
        self.parts = frozenset(part for part in every if _stands_alone(part))
        self._seen: dict[str, bool] = {}
        self._mistyped = Mistyped(part for part in every if len(part) >= SHORTEST_MISTYPED)

    def _learn(self, name: Sequence[str]) -> None:
        if len(name) < 2:
            return
        self._joined |= {"".join(name), "".join([*name[1:], name[0]]), name[0] + name[-1]}
        self._joined |= {"".join([name[-1], *name[:-1]]), name[-1] + name[0]}
        lasts = {name[-1], "".join(name[1:])} | {"".join(p) for p in pairwise(name[1:])}
        for last in lasts - told("particles"):
            self._last_of.setdefault(name[0], set()).add(last)
            self._first_of.setdefault(last, set()).add(name[0])

    def is_part(self, word: str) -> bool:
        """Say whether ``word`` is part of a listed name, or all but one letter of a long one."""
        if word not in self._seen:
            self._seen[word] = self._looks_like_part(word)
        return self._seen[word]

    def _looks_like_part(self, word: str) -> bool:
        plain = letters(word)
        if plain in self.parts:
            return True
        if len(plain) <= SHORTEST_MISTYPED or is_word(word) or is_of_the_field(word.lower()):
            return False
        return plain in self._mistyped

    def find(self, text: str) -> Iterator[Place]:
        """Yield each place of a listed person in a folded text; places may overlap."""
        if not self._joined:
            return
        atoms = list(_atoms(text))
        for at in range(len(atoms)):
            yield from self._from(text, atoms, at)

    def _from(self, text: str, atoms: Sequence[_Atom], at: int) -> Iterator[Place]:
        joined = ""
        for last in range(at, min(at + MOST_PARTS, len(atoms))):
            if last > at and not _PARTED.fullmatch(text, atoms[last - 1].end, atoms[last].start):
                return
            joined += atoms[last].plain
            words = atoms[at : last + 1]
            # "she will mark" is no Will Mark, but "casey quill" is somebody.
            if not any(word.is_capital or not is_word(word.text) for word in words):
                continue
            if self._is_joined(joined, words) or self._is_person(words):
                yield Place(atoms[at].start, atoms[last].end)

    def _is_joined(self, joined: str, atoms: Sequence[_Atom]) -> bool:
        if len(joined) > self._longest or joined not in self._joined:
            return False
        return len(atoms) > 1 or len(joined) >= SHORTEST_GLUED

    def _is_person(self, atoms: Sequence[_Atom]) -> bool:
        if not 2 <= len(atoms) <= MOST_BETWEEN + 2:
            return False
        first, *between, last = atoms
        if between and not all(atom.is_capital for atom in atoms):
            return False
        return self._are_one(first, last) or self._are_one(last, first)

    def _are_one(self, given: _Atom, surname: _Atom) -> bool:
        if given.is_initial or surname.is_initial:
            return self._with_initial(given, surname)
        lasts = self._last_of.get(given.plain, set())
        if surname.plain in lasts or self._differs(surname.plain, lasts):
            return True
        return self._differs(given.plain, self._first_of.get(surname.plain, set()))

    def _with_initial(self, given: _Atom, surname: _Atom) -> bool:
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


def _parts_of(name: str) -> tuple[str, ...]:
    turned = name.split(",", 1)
    right = f"{turned[1]} {turned[0]}" if len(turned) > 1 else name
    words = (letters(atom.text) for atom in _atoms(right))
    parts = [word for word in words if word and word not in told("titles")]
    return tuple(parts[:MOST_PARTS])


def _stands_alone(part: str) -> bool:
    return len(part) > 1 and part not in told("particles")


def _atoms(text: str) -> Iterator[_Atom]:
    """Yield the letters that stand together, "CaseyQuill" as two and "Casey's" without its s."""
    for match in _ATOM.finditer(text):
        word = match[0]
        end = match.end() - (2 if word[-2:] in ("'s", "'S") and len(word) > 3 else 0)
        start = match.start()
        for cut in (*(m.start() for m in _CAMEL.finditer(word)), None):
            stop = end if cut is None else match.start() + cut
            if piece := text[start:stop]:
                yield _Atom(piece, letters(piece), start, stop)
            start = stop
