"""How much doubt there is that a run of words names somebody: the rules, in their order."""

from collections.abc import Callable
from enum import IntEnum

from visit_exchange.privacy.people.runs_of_names import Run
from visit_exchange.privacy.people.telling_words import Strength


class Doubt(IntEnum):
    """How much doubt the rules leave that a run of words names somebody."""

    NONE = 0
    IF_MODEL_AGREES = 1  # sure if the model sees a person too, else unsure
    UNSURE = 2
    ONLY_IF_MODEL_AGREES = 3  # unsure if the model sees a person, else nobody
    NOBODY = 4


def doubt_of(run: Run) -> Doubt:
    """Return how much doubt there is of a run: the first rule that applies decides."""
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


def _acts_as_person(run: Run) -> bool:
    """A word that is a name as well, where it does what only people do."""
    return run.acts_as_person and run.strongest > Strength.NOBODY


def _is_initialled(run: Run) -> bool:
    """J Sealy: an initial, and a word that is a surname as well."""
    return run.initials > 0 and run.strongest > Strength.NOBODY


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
    (_acts_as_person, Doubt.UNSURE),
    (_is_initialled, Doubt.UNSURE),
    (_may_be_somebody, Doubt.ONLY_IF_MODEL_AGREES),
    (_else, Doubt.NOBODY),
)
