"""What stands around words that may be a name: titles, roles, verbs, what makes them a thing."""

import re
from collections.abc import Sequence

from visit_exchange.privacy.people.name_lists import (
    is_given,
    is_given_or_word,
    is_surname,
    told,
)
from visit_exchange.privacy.people.telling_words import MONTHS
from visit_exchange.privacy.people.text_words import Word

_BESIDE = re.compile(r"\W{1,4}")
_NUMBER_BESIDE = re.compile(r"\d\W?$")
_LINKS = frozenset({"is", "now", "called", "named", "and", "&", "the", "current", "new", "a"})


def _before(words: Sequence[Word], first: int) -> Word | None:
    if first and _BESIDE.fullmatch(words[first].gap) and not words[first].gap.startswith("!"):
        return words[first - 1]
    return None


def is_titled(words: Sequence[Word], first: int) -> bool:
    """Say whether Mrs, Dr or the like stands before them."""
    before = _before(words, first)
    return before is not None and before.lower in told("titles")


def has_cue(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether somebody's role stands beside them: "mum Tracey", "Angela (mum)"."""
    return _cue_before(words, first) or _cue_after(words, last)


def _cue_before(words: Sequence[Word], first: int) -> bool:
    """Look back over "is", "now" and names that are linked by "and"."""
    for at in range(first, max(first - 5, 0), -1):
        before = _before(words, at)
        if before is None:
            return False
        if before.lower in told("relations") or before.lower in told("workers"):
            return "." not in words[at].gap
        linked = before.lower in _LINKS or is_given(before.text) or is_surname(before.text)
        if not linked:
            return False
    return False


def _cue_after(words: Sequence[Word], last: int) -> bool:
    """A role in brackets or behind a comma: "Angela (mum)"."""
    if last + 1 >= len(words) or words[last].owns:
        return False
    after = words[last + 1]
    beside = after.gap.strip() in ("(", ",", "-", "/") or after.gap == " ("
    return beside and (after.lower in told("relations") or after.lower in told("workers"))


def thing_follows(words: Sequence[Word], last: int) -> bool:
    """Say whether a word with a capital comes next that makes a school or a street of them."""
    after = _after(words, last)
    return after is not None and after.is_capital and after.lower in told("things")


def small_thing_follows(words: Sequence[Word], last: int) -> bool:
    """Say the same of a word without one: "Brown syndrome", "Crohn's disease"."""
    if last + 1 < len(words) and words[last].owns and words[last].lower in told("illnesses"):
        return words[last + 1].lower in told("small_things")
    after = _after(words, last)
    return after is not None and after.lower in told("small_things")


def _after(words: Sequence[Word], last: int) -> Word | None:
    if last + 1 >= len(words) or words[last].owns or words[last + 1].gap not in (" ", "-"):
        return None
    return words[last + 1]


def acts(words: Sequence[Word], last: int) -> bool:
    """Say whether what follows is a verb that only somebody's name stands before."""
    after = words[last + 1] if last + 1 < len(words) else None
    return after is not None and after.gap == " " and after.lower in told("acts")


def acts_as_person(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether they do, or are done, what only people are: "Kai hates", "Stead was arrested".

    The surname of somebody is a word of a dictionary as often as not, but no bridge hates maths.
    """
    after = words[last + 1 : last + 3]
    if not after or after[0].gap != " " or words[last].lower in told("not_people"):
        return False
    is_done = len(after) > 1 and after[1].gap == " "
    to_do = is_done and after[0].lower == "to" and after[1].lower in told("asked_of_people")
    if after[0].lower in told("of_people") or to_do:
        return is_given_or_word(words[first].text) or is_surname(words[last].text)
    return (
        is_done
        and after[0].lower in ("is", "was", "got", "been")
        and after[1].lower in told("done_to_people")
    )


def is_of_saint(words: Sequence[Word], first: int) -> bool:
    """Say whether a saint is meant, whom schools and hospitals are called by."""
    before = _before(words, first)
    return before is not None and before.text in ("St", "Saint", "Ss", "ST")


def is_time(words: Sequence[Word], first: int) -> bool:
    """Say whether a month or a season is meant: "in May", "14 May", "the Summer term"."""
    if words[first].lower not in MONTHS:
        return False
    before = _before(words, first)
    after = words[first + 1] if first + 1 < len(words) else None
    numbered = bool(_NUMBER_BESIDE.search(words[first].gap))
    followed = after is not None and after.lower in ("term", "half", "holiday", "holidays")
    timed = before is not None and (before.lower in told("times") or before.lower in MONTHS)
    return numbered or followed or timed or (after is not None and after.gap[1:2].isdigit())
