"""Finds an authority's own references in text, whatever parts or surrounds them."""

import itertools
import re
from collections.abc import Iterable, Iterator

import ahocorasick

from visit_exchange.privacy.text.folding import fold
from visit_exchange.privacy.text.phrases import Place

SHORTEST_GLUED = 6  # letters and digits: a shorter reference is found as a word of its own only
_JOINTS = re.compile(r"[\W_]+")
LONGEST_GAP = 3  # signs between two characters of a reference


def is_telling(reference: str) -> bool:
    """Say whether a reference can be told from an ordinary number or word in running text.

    "12" is also an age and "2023" a year; from five characters, or four with letters and digits,
    it is the authority's own.
    """
    bare = "".join(reference.split())
    if len(bare) < 4 or not any(map(str.isdigit, bare)):
        return False
    return len(bare) > 4 or any(map(str.isalpha, bare))


class References:
    """References that are telling, looked for in any letter case and with any separators."""

    def __init__(self, references: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for reference in references:
            if is_telling(reference) and (bare := _bare(fold(reference).text)):
                self._automaton.add_word(bare, bare)
        self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[Place]:
        """Yield each place of a reference in ``text`` as it is written."""
        if not len(self._automaton):
            return
        whole = fold(text)
        found = list(self._automaton.iter(_bare(whole.text)))
        kept = [at for at, sign in enumerate(whole.text) if sign.isalnum()] if found else []
        for last, bare in found:
            places = kept[last - len(bare) + 1 : last + 1]
            if _is_one(whole.text, places, bare):
                yield Place(*whole.place(places[0], places[-1] + 1))


def _bare(text: str) -> str:
    if text.isascii():
        return _JOINTS.sub("", text).lower()
    return "".join(_lower(sign) for sign in text if sign.isalnum())


def _lower(sign: str) -> str:
    lower = sign.lower()
    return lower if len(lower) == 1 else sign


def _is_one(text: str, places: list[int], bare: str) -> bool:
    gaps = [after - before - 1 for before, after in itertools.pairwise(places)]
    if max(gaps, default=0) > (0 if bare.isdigit() and len(bare) < 8 else LONGEST_GAP):
        return False
    if "\n" in text[places[0] : places[-1]]:
        return False
    before = text[places[0] - 1] if places[0] else " "
    after = text[places[-1] + 1 : places[-1] + 2] or " "
    return _ends(before, bare[0], bare) and _ends(after, bare[-1], bare)


def _ends(beside: str, edge: str, bare: str) -> bool:
    """A digit goes on as a digit; a word may be glued to what is long enough to be told."""
    if not beside.isalnum():
        return True
    glued = len(bare) >= SHORTEST_GLUED and sum(map(str.isdigit, bare)) >= 3
    return glued and beside.isalpha() and not (edge.isalpha() and bare.isalpha())
