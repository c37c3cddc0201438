"""What an authority says of a selected child: who asked, and whether the child takes part.

AP "Selecting children and young people for tracking meetings" and "Discussions with children";
SEND 93 and 104. No reason is asked for, and nobody is named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from visit_exchange.errors import UserError
from visit_exchange.privacy.naming_nobody import named_in

LONGEST = 500  # characters
NO_STAND = "Select how the child stands."
NO_ROLE = "Enter the role of who approached the child, like class teacher."
TOO_LONG = f"{{what}} must be {LONGEST} characters or fewer."
NAMES_SOMEBODY = "{what} must name nobody. Take out: {found}."
OTHER_SHAPE = (
    "What was said of the children was kept by another version of Visit Exchange. Ask the data "
    "team to update it."
)


class Stand(StrEnum):
    """How a selected child stands. The values are stored."""

    APPROACHED = "approached"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LEFT = frozenset({Stand.DECLINED, Stand.WITHDRAWN})


@dataclass(frozen=True)
class Agreement:
    """What was said of one child last. ``approached_by`` is a role, ``support`` how inspectors can
    best help the child to tell; ``at`` is visit time."""

    code: str = field(repr=False)
    stands: Stand
    approached_by: str = field(repr=False)
    support: str = field(repr=False)
    at: datetime


_AGREEMENTS = TypeAdapter(tuple[Agreement, ...])


def read_agreements(content: bytes) -> tuple[Agreement, ...]:
    """Return what was said of each child; UserError when another version wrote it."""
    try:
        return _AGREEMENTS.validate_json(content)
    except ValidationError:
        # Its own words would quote what is said of a child.
        raise UserError(OTHER_SHAPE) from None


def written_agreements(agreements: Sequence[Agreement]) -> bytes:
    """Return them as they are kept."""
    return _AGREEMENTS.dump_json(tuple(agreements), indent=1)


def new_agreement(
    code: str, stands: str, approached_by: str, support: str, at: datetime
) -> Agreement:
    """Return what is said of a child; UserError when it is not whole, or names somebody.

    How to support a child who does not take part is nobody's business any more: it is not kept.
    """
    if stands not in set(Stand):
        raise UserError(NO_STAND)
    role = _nameless(approached_by, "The role of who approached the child")
    if not role:
        raise UserError(NO_ROLE)
    how = _nameless(support, "The best way to support the child")
    return Agreement(code, Stand(stands), role, "" if stands in LEFT else how, at)


def with_agreement(agreements: Iterable[Agreement], new: Agreement) -> tuple[Agreement, ...]:
    """Return the agreements with a new one in place of what was said of that child before."""
    return (*(each for each in agreements if each.code != new.code), new)


def _nameless(text: str, what: str) -> str:
    tidy = " ".join(text.split())
    if len(tidy) > LONGEST:
        raise UserError(TOO_LONG.format(what=what))
    if found := named_in(tidy):
        raise UserError(NAMES_SOMEBODY.format(what=what, found=found))
    return tidy
