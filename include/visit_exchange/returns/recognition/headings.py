"""Which heading is which field: exact wording first, then by pattern, and never a guess."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from visit_exchange.kinds.heading_words import (
    HeadingGroup,
    bare_heading,
    load_heading_words,
    normalise,
    without_guidance,
)
from visit_exchange.kinds.list_spec import Column, ListSpec

# A sender's own headings of a list, normalised, with the field that each is.
OwnWords = Mapping[str, str]
NO_WORDS: OwnWords = {}
# The same by list.
OwnHeadings = Mapping[str, OwnWords]
NO_HEADINGS: OwnHeadings = {}


@dataclass(frozen=True)
class MatchedHeadings:
    """What a table's headings mean for one list, by column index from 0.

    ``columns`` is field to column. ``twice`` are fields that several columns claim, ``either``
    columns that several fields claim: both are questions for the officer.
    """

    columns: dict[str, int]
    twice: dict[str, tuple[int, ...]]
    either: dict[int, tuple[str, ...]]

    @property
    def fields(self) -> frozenset[str]:
        """Every field that some heading speaks of, questions included."""
        unsure = (field for fields in self.either.values() for field in fields)
        return frozenset((*self.columns, *self.twice, *unsure))

    @property
    def claimed(self) -> frozenset[int]:
        """Every column that this list has a field for, questions included."""
        several = (column for columns in self.twice.values() for column in columns)
        return frozenset((*self.columns.values(), *several, *self.either))


class ListHeadings:
    """The wordings of one list's headings, made ready once for many tables.

    ``own`` are the sender's headings for it, by which it has said what each column is.
    """

    def __init__(self, spec: ListSpec, own: OwnWords = NO_WORDS) -> None:
        self.spec = spec
        self.own = {word: field for word, field in own.items() if may_be(word, spec, field)}
        # What names no identifier may fit a pattern, and so may an identifier that is asked for.
        self._asked_for = {None, *(column.identifies for column in spec.columns)}
        self.worded: dict[str, tuple[str, ...]] = {}
        for column in spec.columns:
            for word in {normalise(heading) for heading in column.headings}:
                self.worded[word] = (*self.worded.get(word, ()), column.id)
        # A field's own title is its alone, whatever other fields are also called.
        self.worded.update({normalise(column.title): (column.id,) for column in spec.columns})
        self.worded.update({word: (field,) for word, field in self.own.items()})

    def match(self, headings: Mapping[int, str]) -> MatchedHeadings:
        """Return which column is which field; ``headings`` is column index to text.

        A heading worded as the list has it beats one that only fits a pattern.
        """
        words = {index: self._word(text) for index, text in headings.items() if normalise(text)}
        claims = {index: self.worded.get(word, ()) for index, word in words.items()}
        taken = {field for fields in claims.values() for field in fields}
        for index, word in words.items():
            if not claims[index] and identifying_kind(word) in self._asked_for:
                claims[index] = tuple(f for f in self.patterned(word) if f not in taken)
        return _judged(self._settled(words, claims))

    def is_said_of(self, texts: Iterable[str]) -> bool:
        """Say whether headings are those of which the sender said that they are this list's."""
        return bool(self.own) and self.own.keys() <= {self._word(text) for text in texts}

    def _settled(
        self, words: Mapping[int, str], claims: Mapping[int, tuple[str, ...]]
    ) -> dict[int, tuple[str, ...]]:
        """Return the claims without those on a field of which the sender named the column."""
        chosen = {self.own[word] for word in words.values() if word in self.own}
        return {
            index: fields
            if words[index] in self.own
            else tuple(field for field in fields if field not in chosen)
            for index, fields in claims.items()
        }

    def _word(self, text: str) -> str:
        """Return a heading as it is compared: bare, unless the list has it just as it stands."""
        said = (normalise(text), bare_heading(text), without_guidance(text))
        known = next((word for word in said if word in self.worded), None)
        return known or said[1] or said[0]

    def patterned(self, word: str) -> tuple[str, ...]:
        """Return the fields whose pattern a normalised heading fits."""
        return tuple(column.id for column in self.spec.columns if _fits(column, word))


def may_be(word: str, spec: ListSpec, field: str) -> bool:
    """Say whether a sender may call a column so: no heading of a name becomes a reference by it."""
    column = next((each for each in spec.columns if each.id == field), None)
    if column is None:
        return False
    kinds = {identifying_kind(said) for said in (word, bare_heading(word))}
    return kinds <= {None, column.identifies}


def _judged(claims: Mapping[int, tuple[str, ...]]) -> MatchedHeadings:
    either = {index: fields for index, fields in claims.items() if len(fields) > 1}
    claimants: dict[str, list[int]] = {}
    for index, fields in claims.items():
        if len(fields) == 1:
            claimants.setdefault(fields[0], []).append(index)
    return MatchedHeadings(
        columns={field: found[0] for field, found in claimants.items() if len(found) == 1},
        twice={field: tuple(found) for field, found in claimants.items() if len(found) > 1},
        either=either,
    )


def _fits(group: Column | HeadingGroup, word: str) -> bool:
    if group.regex is None or not re.search(group.regex, word):
        return False
    return group.exclude is None or not re.search(group.exclude, word)


def identifying_kind(word: str) -> str | None:
    """Return which kind of identifier a normalised heading names (a key of headings.yaml)."""
    worded = load_identifying_words().get(word)
    return worded or next((kind for kind, group in _direct() if _fits(group, word)), None)


def _direct() -> tuple[tuple[str, HeadingGroup], ...]:
    groups = load_heading_words().identifying.items()
    return tuple((kind, group) for kind, group in groups if group.kind == "direct_identifier")


@cache
def load_identifying_words() -> dict[str, str]:
    """Return the headings of columns that identify a child, as compared, with their kind."""
    return {normalise(heading): kind for kind, group in _direct() for heading in group.headings}


def is_heading(text: str, lists: Sequence[ListHeadings], *, by_pattern: bool) -> bool:
    """Say whether ``text`` is a heading of any of the lists, or of an identifier."""
    words = {normalise(text), bare_heading(text), without_guidance(text)} - {""}
    return any(_is_heading(word, lists, by_pattern) for word in words)


def _is_heading(word: str, lists: Sequence[ListHeadings], by_pattern: bool) -> bool:
    if word in load_identifying_words() or any(word in known.worded for known in lists):
        return True
    if not by_pattern:
        return False
    return identifying_kind(word) is not None or any(known.patterned(word) for known in lists)
