"""Finds people in free text of whom nobody told us: parents, workers, other children.

Two answers rather than one: where the words leave no doubt a name is *sure* and is taken out;
where they do, a name is *unsure*, and the text waits for somebody who knows. Rules look first, with
lists of names and words; the model is asked of what they leave open.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from visit_exchange.privacy.people.name_model import people_by_model
from visit_exchange.privacy.people.runs_of_names import Run, runs_of_names
from visit_exchange.privacy.people.telling_words import Strength
from visit_exchange.privacy.people.text_words import is_shouted, words_of
from visit_exchange.privacy.text.phrases import Place


class Doubt(IntEnum):
    """How much doubt the rules leave that a run of words names somebody."""

    NONE = 0
    IF_MODEL_AGREES = 1  # sure if the model sees a person too, else unsure
    UNSURE = 2
    ONLY_IF_MODEL_AGREES = 3  # unsure if the model sees a person, else nobody
    NOBODY = 4


@dataclass(frozen=True)
class Person:
    """A name at ``start`` to ``end`` of a folded text, ``sure`` or not."""

    start: int
    end: int
    sure: bool


def nobody_listed(_: str) -> bool:
    """Say of a word that it is no part of a name that is known."""
    return False


def people_in(
    texts: Iterable[str],
    is_listed: Callable[[str], bool] = nobody_listed,
    *,
    use_model: bool = True,
) -> dict[str, tuple[Person, ...]]:
    """Return the people that each different text (folded) names, asking the model at most once.

    ``is_listed`` says whether a word is part of a name that came with the upload.
    """
    judged = {text: list(_judged(text, is_listed)) for text in dict.fromkeys(texts)}
    asked = [text for text, runs in judged.items() if use_model and _needs_model(runs)]
    seen = people_by_model(asked)
    return {
        text: tuple(_decided(runs, seen.get(text, ()))) for text, runs in judged.items() if runs
    }


def _judged(text: str, is_listed: Callable[[str], bool]) -> Iterator[tuple[Run, Doubt]]:
    words = words_of(text)
    for run in runs_of_names(words, is_listed, shouted=is_shouted(words)):
        doubt = _doubt(run)
        if doubt is not Doubt.NOBODY:
            yield run, doubt


def _needs_model(runs: Sequence[tuple[Run, Doubt]]) -> bool:
    """A text that waits for an unsure name anyway, or has none in doubt, needs no second look."""
    doubts = {doubt for _, doubt in runs}
    asks = {Doubt.IF_MODEL_AGREES, Doubt.ONLY_IF_MODEL_AGREES}
    return bool(doubts & asks) and Doubt.UNSURE not in doubts


def _decided(runs: Sequence[tuple[Run, Doubt]], seen: Sequence[Place]) -> Iterator[Person]:
    for run, doubt in runs:
        agrees = any(run.start < place.end and place.start < run.end for place in seen)
        if doubt is Doubt.ONLY_IF_MODEL_AGREES and not agrees:
            continue
        sure = doubt is Doubt.NONE or (doubt is Doubt.IF_MODEL_AGREES and agrees)
        yield Person(run.start, run.end, sure)


def _doubt(run: Run) -> Doubt:
    """The first rule that applies decides."""
    return next(doubt for applies, doubt in _RULES if applies(run))


def _is_a_thing(run: Run) -> bool:
    if run.is_of_saint or run.is_famous or (run.is_institution and not run.title):
        return True
    follows = run.thing_follows or (run.small_thing_follows and run.strongest < Strength.GIVEN)
    is_known = run.listed and run.strongest >= Strength.UNKNOWN
    return follows and not (run.title or run.cue or is_known)


def _may_be_a_thing(run: Run) -> bool:
    """Casey House, where Casey is a listed child: the house or the child?"""
    return run.thing_follows or run.small_thing_follows


def _is_called(run: Run) -> bool:
    return run.title and (run.strongest > Strength.NOBODY)


def _is_listed(run: Run) -> bool:
    """A part of a listed name that is no word, or that stands where only a name does."""
    if not run.listed or run.ends_in_thing:
        return False
    return run.strongest >= Strength.UNKNOWN or run.cue or run.owns or run.acts


def _may_be_listed(run: Run) -> bool:
    return run.listed and not run.starts


def _has_a_role(run: Run) -> bool:
    return run.cue and run.strongest >= Strength.UNKNOWN


def _may_have_a_role(run: Run) -> bool:
    return run.cue and run.strongest > Strength.NOBODY


def _is_called_a_thing(run: Run) -> bool:
    """Ashdown House and Manor Park School, but Zoë Hall may be somebody."""
    return run.ends_in_thing and run.strengths[0] not in (Strength.GIVEN, Strength.UNKNOWN)


def _ends_as_a_thing(run: Run) -> bool:
    return run.ends_in_thing


def _is_whole(run: Run) -> bool:
    """A given name and a surname, or an initial and a word that is nothing but a name."""
    if run.initials:
        return run.strongest >= Strength.SURNAME
    return len(run.strengths) > 1 and run.strengths.count(Strength.GIVEN) > 0


def _may_be_whole(run: Run) -> bool:
    return len(run.strengths) + run.initials > 1 and run.strongest >= Strength.WORD


def _is_given(run: Run) -> bool:
    return run.strongest is Strength.GIVEN


def _is_strange(run: Run) -> bool:
    return run.strongest in (Strength.UNKNOWN, Strength.SURNAME)


def _is_written_small(run: Run) -> bool:
    return run.small


def _is_a_time(run: Run) -> bool:
    return run.in_time


def _owns_or_acts(run: Run) -> bool:
    return run.strongest is Strength.WORD and (run.owns or run.acts or not run.starts)


def _may_be_somebody(run: Run) -> bool:
    return run.strongest > Strength.NOBODY


def _else(_: Run) -> bool:
    return True


_RULES: tuple[tuple[Callable[[Run], bool], Doubt], ...] = (
    (_is_a_thing, Doubt.NOBODY),
    (_is_a_time, Doubt.NOBODY),
    (_is_called, Doubt.NONE),
    (_has_a_role, Doubt.NONE),
    (_may_be_a_thing, Doubt.UNSURE),
    (_is_listed, Doubt.NONE),
    (_may_be_listed, Doubt.UNSURE),
    (_is_written_small, Doubt.UNSURE),
    (_may_have_a_role, Doubt.UNSURE),
    (_is_called_a_thing, Doubt.NOBODY),
    (_ends_as_a_thing, Doubt.UNSURE),
    (_is_whole, Doubt.NONE),
    (_may_be_whole, Doubt.UNSURE),
    (_is_given, Doubt.NONE),
    (_is_strange, Doubt.IF_MODEL_AGREES),
    (_owns_or_acts, Doubt.UNSURE),
    (_may_be_somebody, Doubt.ONLY_IF_MODEL_AGREES),
    (_else, Doubt.NOBODY),
)
