"""Words that stand together as one name would, with what stands around them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from visit_exchange.privacy.people.around_names import (
    acts,
    acts_as_person,
    has_cue,
    is_of_saint,
    is_time,
    is_titled,
    small_thing_follows,
    thing_follows,
)
from visit_exchange.privacy.people.name_lists import is_surname, told
from visit_exchange.privacy.people.small_names import SHORTEST, is_small_name
from visit_exchange.privacy.people.telling_words import Strength, is_of_the_field, strength
from visit_exchange.privacy.people.text_words import Word

MOST_WORDS = 6
LONGEST_GAP = 4  # signs between two words of a name, brackets and quotation marks of nicknames
_TOGETHER = re.compile(r"\.? ?|\.? \(?[\"']?|[\"']?\)? ?|-")
_TURNED = re.compile(r", ?")  # Surname, Given
_PARTICLE_FIRST = re.compile(r"[a-z]{2,3}-[A-Z][^\W\d_]{1,30}")  # al-Khatib
_GIVEN_OR_LIKE_IT = (Strength.GIVEN, Strength.UNKNOWN, Strength.WORD)


@dataclass(frozen=True)
class Run:
    """A run of words that may be a name, at ``start`` to ``end``.

    ``strengths`` are those of its words that are more than an initial; ``initials`` counts those
    that are not. ``title`` and ``cue`` say that it is called Mrs or stands beside "mum".
    ``small`` is a name written without a capital. ``thing_follows`` and ``small_thing_follows``
    say that what comes next makes it a place or an illness, ``ends_in_thing`` that its last word
    may, ``is_institution`` that it does. ``listed`` says that one of its words is part of a name
    that is known.
    """

    start: int
    end: int
    strengths: tuple[Strength, ...]
    initials: int
    title: bool
    cue: bool
    small: bool
    starts: bool
    owns: bool
    thing_follows: bool
    small_thing_follows: bool
    ends_in_thing: bool
    is_institution: bool
    is_of_saint: bool
    is_famous: bool
    listed: bool
    acts: bool
    acts_as_person: bool
    in_time: bool

    @property
    def strongest(self) -> Strength:
        return max(self.strengths, default=Strength.NOBODY)


def runs_of_names(
    words: Sequence[Word], is_listed: Callable[[str], bool], *, shouted: bool
) -> Iterator[Run]:
    """Yield every run of words that may name somebody. ``shouted`` text is all in capitals."""
    finder = _Finder(words, is_listed, shouted)
    at = 0
    while at < len(words):
        last = finder.last(at)
        if last is None:
            at += 1
            continue
        yield finder.run(at, last)
        at = last + 1


class _Finder:
    """Finds where runs begin and end in the words of one text."""

    def __init__(
        self, words: Sequence[Word], is_listed: Callable[[str], bool], shouted: bool
    ) -> None:
        self._words = words
        self._is_listed = is_listed
        self._shouted = shouted

    def last(self, first: int) -> int | None:
        """Return where a run that begins at ``first`` ends, None if none does."""
        if not self._begins(first):
            return None
        last = first
        for at in range(first + 1, min(first + MOST_WORDS, len(self._words))):
            if not self._goes_on(last, at):
                break
            if self._words[at].lower not in told("particles"):
                last = at
        return last if any(map(self._may_be_name, self._words[first : last + 1])) else None

    def run(self, first: int, last: int) -> Run:
        """Return the run from ``first`` to ``last`` with what stands around it."""
        words = self._words
        named = words[first : last + 1]
        small = self._shouted or not named[0].is_capital
        whole = [w for w in named if not w.is_initial and w.lower not in told("particles")]
        return Run(
            start=named[0].start,
            end=named[-1].end,
            strengths=tuple(map(self._strength, whole)),
            initials=sum(word.is_initial for word in named),
            title=is_titled(words, first),
            cue=has_cue(words, first, last),
            small=small,
            starts=named[0].starts,
            owns=named[-1].owns,
            listed=any(self._is_listed(word.text) for word in whole),
            thing_follows=not small and thing_follows(words, last),
            small_thing_follows=small_thing_follows(words, last),
            ends_in_thing=len(whole) > 1 and whole[-1].lower in told("things"),
            is_institution=len(whole) > 1 and whole[-1].lower in told("institutions"),
            is_of_saint=is_of_saint(words, first),
            is_famous=" ".join(word.lower for word in named) in told("famous"),
            acts=acts(words, last),
            acts_as_person=acts_as_person(words, first, last),
            in_time=len(named) == 1 and is_time(words, first),
        )

    def _strength(self, word: Word) -> Strength:
        small = self._shouted or not word.is_capital
        by_itself = strength(word.lower.capitalize() if small else word.text)
        if by_itself < Strength.WORD and self._is_listed(word.text):
            return Strength.WORD
        return by_itself

    def _may_be_name(self, word: Word) -> bool:
        return not word.is_initial and self._strength(word) > Strength.NOBODY

    def _begins(self, at: int) -> bool:
        word = self._words[at]
        if self._shouted or not word.is_capital:
            return self._is_small(at)
        if word.is_initial:
            after = self._words[at + 1 : at + 2]
            return word.text not in "IA" or bool(after and "." in after[0].gap)
        return self._may_be_name(word)

    def _goes_on(self, last: int, at: int) -> bool:
        word, before = self._words[at], self._words[last]
        if not self._shouted and before.is_capital and _TURNED.fullmatch(word.gap):
            return self._is_turned(last, at)
        between = sum(len(other.gap) for other in self._words[last + 1 : at + 1])
        if not _TOGETHER.fullmatch(word.gap) or between > LONGEST_GAP or before.owns:
            return False
        if word.lower in told("particles") and not word.starts:
            return True
        if _PARTICLE_FIRST.fullmatch(word.text):
            return word.text.partition("-")[0].lower() in told("particles")
        if self._shouted or not before.is_capital:
            return self._strength(word) >= Strength.SURNAME
        if not word.is_capital:
            return False
        return word.is_initial or self._may_be_name(word) or self._is_role_as_surname(last, at)

    def _is_role_as_surname(self, last: int, at: int) -> bool:
        """Say whether a title is a surname: in "Jo Bishop said", not in "Jo, Bishop Tutu"."""
        word = self._words[at]
        titles = not any(map(self._may_be_name, self._words[at + 1 : at + 2]))
        return (
            titles
            and word.gap == " "
            and not word.text.isupper()
            and self._strength(self._words[last]) >= Strength.UNKNOWN
            and is_surname(word.text)
            and not is_of_the_field(word.lower)
        )

    def _is_turned(self, last: int, at: int) -> bool:
        """Say whether a comma parts a surname from a given name."""
        word, before = self._words[at], self._words[last]
        return (
            word.is_capital
            and last == at - 1
            and before.starts
            and self._may_be_name(before)
            and self._strength(word) in _GIVEN_OR_LIKE_IT
        )

    def _is_small(self, at: int) -> bool:
        word = self._words[at]
        listed = self._strength(word) >= Strength.UNKNOWN and self._is_listed(word.text)
        return (len(word.text) >= SHORTEST and listed) or is_small_name(self._words, at)
