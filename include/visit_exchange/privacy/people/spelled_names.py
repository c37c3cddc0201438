"""Finds names in a folded text in the spellings that people use for them, whoever knows the names.

Whole names however their parts are joined or turned; with a middle name, an initial or a nickname
between; an initial and the surname, or the first name and an initial; in the fields of a form.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Protocol

from visit_exchange.privacy.people.name_lists import is_word, told
from visit_exchange.privacy.text.folding import letters
from visit_exchange.privacy.text.phrases import Place

MOST_PARTS = 6
MOST_BETWEEN = 2  # names, initials or nicknames between the first and the last
SHORTEST_GLUED = 6  # letters of a name that is written as one word
_ATOM = re.compile(r"[^\W\d_]{1,60}(?:'[^\W\d_]{1,60}){0,3}")
LONGEST_GAP = 60  # signs between two parts
_NUMBER = re.compile(r"\d")
_SENTENCE_ENDS = re.compile(r"[.:;!?]\s")
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
# What a form prints before each part of a name.
_LABEL = re.compile(
    r"\n?(?<![^\W_])(?:(?:fore|sur)names?|(?:first|given|last|family|middle)[ _-]?names?)"
    r"(?:\(s\))?(?![^\W_]) {0,3}:?\n?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Atom:
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


class Knowing(Protocol):
    """Who knows names, and perhaps no more of them than what they are recognised by."""

    def is_joined(self, joined: str) -> bool:
        """Say whether the letters of a whole name, one part behind the other, are these."""

    def are_one(self, given: Atom, surname: Atom, *, beside: bool) -> bool:
        """Say whether two parts name somebody; ``beside`` when nothing stands between them."""


def find_names(text: str, known: Knowing) -> Iterator[Place]:
    """Yield each place of a known name in a folded text, in order, none overlapping another."""
    return _merged(_places(text, known))


def parts_of(name: str) -> tuple[str, ...]:
    """Return the parts of a name in their order, as they are compared, without a title."""
    turned = name.split(",", 1)
    right = f"{turned[1]} {turned[0]}" if len(turned) > 1 else name
    words = (letters(atom.text) for atom in _atoms(right))
    parts = [word for word in words if word and word not in told("titles")]
    return tuple(parts[:MOST_PARTS])


def joined_forms(name: Sequence[str]) -> set[str]:
    """Return the letters of a name of two parts or more as ``Knowing.is_joined`` is asked."""
    pairs = [(name[0], last) for last in last_names(name)]
    both_ways = {"".join(pair) for pair in pairs} | {last + first for first, last in pairs}
    return both_ways | {"".join(name), "".join([name[-1], *name[:-1]])}


def last_names(name: Sequence[str]) -> set[str]:
    """Return what stands for the surname of a name of two parts or more: also two parts of it."""
    pairs = ("".join(pair) for pair in pairwise(name[1:]))
    return {name[-1], "".join(name[1:]), *pairs} - told("particles")


def _places(text: str, known: Knowing) -> Iterator[Place]:
    plain = _LABEL.sub(lambda label: " " * len(label[0]), text)
    atoms = _atoms(plain)
    ahead = deque(islice(atoms, MOST_PARTS))
    while ahead:
        yield from _from(plain, list(ahead), known)
        ahead.popleft()
        ahead.extend(islice(atoms, 1))


def _from(text: str, atoms: Sequence[Atom], known: Knowing) -> Iterator[Place]:
    """Yield the places that begin with the first of the atoms."""
    joined = ""
    for last, atom in enumerate(atoms):
        if last and _parts(text, atoms[last - 1], atom):
            return
        joined += atom.plain
        words = atoms[: last + 1]
        # "she will mark" is no Will Mark, but "casey quill" is somebody.
        if not any(word.is_capital or not is_word(word.text) for word in (words[0], words[-1])):
            continue
        long_enough = last > 0 or len(joined) >= SHORTEST_GLUED
        if (long_enough and known.is_joined(joined)) or _is_person(words, known):
            yield Place(atoms[0].start, atom.end)


def _parts(text: str, before: Atom, after: Atom) -> bool:
    """Say whether what stands between two words parts them: a name ends with its sentence."""
    gap = text[before.end : after.start]
    if len(gap) > LONGEST_GAP or gap.count("\n") > 1 or _NUMBER.search(gap):
        return True
    return not before.is_initial and bool(_SENTENCE_ENDS.search(gap))


def _is_person(atoms: Sequence[Atom], known: Knowing) -> bool:
    if not 2 <= len(atoms) <= MOST_BETWEEN + 2:
        return False
    first, *between, last = atoms
    if between and not all(atom.is_capital for atom in atoms):
        return False
    beside = not between
    return known.are_one(first, last, beside=beside) or known.are_one(last, first, beside=beside)


def _atoms(text: str) -> Iterator[Atom]:
    """Yield the letters that stand together, "CaseyQuill" as two and "Casey's" without its s."""
    for match in _ATOM.finditer(text):
        word = match[0]
        end = match.end() - (2 if word[-2:] in ("'s", "'S") and len(word) > 3 else 0)
        start = match.start()
        for cut in (*(m.start() for m in _CAMEL.finditer(word)), None):
            stop = end if cut is None else match.start() + cut
            if piece := text[start:stop]:
                yield Atom(piece, letters(piece), start, stop)
            start = stop


def _merged(places: Iterable[Place]) -> Iterator[Place]:
    """Places that overlap are one: they come in the order of their beginnings."""
    kept: Place | None = None
    for place in places:
        if kept is None or place.start >= kept.end:
            if kept is not None:
                yield kept
            kept = place
        else:
            kept = Place(kept.start, max(kept.end, place.end))
    if kept is not None:
        yield kept
