"""A concern that comes up during a visit: what it is, who was told when, what became of it."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework
from visit_exchange.kinds.rules.concern_rules import Choice


@dataclass(frozen=True)
class Told:
    """Who was told of a concern (a role, like "director of children's services"), and when."""

    whom: str
    at: datetime


@dataclass(frozen=True)
class Concern:
    """What is kept sealed of one concern; every instant is one of visit time.

    ``about`` is a child's code, a provider's name or which survey was answered. ``outcome`` is the
    id of what became of it and ``follows`` the words for it; both are empty while it is open.
    """

    kind: str
    words: str = field(repr=False)
    about: str = field(repr=False)
    told: tuple[Told, ...] = ()
    outcome: str = ""
    follows: str = field(default="", repr=False)


@dataclass(frozen=True)
class ConcernEntry:
    """What the register can read of a concern: that there is one, and whether it is open."""

    number: int
    opened_by: str
    opened_at: datetime
    closed_by: str | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has said what became of it."""
        return self.closed_at is None


def new_concern(framework: Framework, kind: str, words: str, about: str) -> Concern:
    """Return a concern ``about`` a child's code or a provider; UserError says what is wrong."""
    if framework.concerns is None:
        raise UserError(f"{framework.title} records no concerns")
    _chosen(framework.concerns.kinds, kind, "--kind")
    if not words.strip():
        raise UserError("Enter what the concern is")
    return Concern(kind, words.strip(), about)


def settled(framework: Framework, concern: Concern, outcome: str, follows: str) -> Concern:
    """Return a concern with what became of it; UserError when that is no outcome, or not said."""
    if framework.concerns is None or concern.outcome:
        raise UserError("It is said already what became of this concern")
    _chosen(framework.concerns.outcomes, outcome, "--outcome")
    if not follows.strip():
        raise UserError("Enter what becomes of the concern")
    return replace(concern, outcome=outcome, follows=follows.strip())


def _chosen(choices: tuple[Choice, ...], named: str, option: str) -> None:
    if named not in {each.id for each in choices}:
        raise UserError(f"{option} must be one of: {', '.join(each.id for each in choices)}")
