"""What an act of the board is: its fields, what it will do in words, and the doing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.privacy.naming_nobody import named_in
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

Entered = Mapping[str, str]
LONGEST_REASON = 500
REASON = "reason"
NO_REASON = "Enter a reason"
NAMES_SOMEBODY = "The reason must name nobody: the audit keeps it. Take out: {found}."


class Kind(StrEnum):
    """How a field is entered."""

    TEXT = "text"
    LONG = "long"
    DAY = "date"
    TIME = "datetime-local"
    CHOICE = "choice"
    TICK = "tick"
    NUMBER = "number"


class WrongField(UserError):
    """What is wrong with one field of a form; ``field`` is its name."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Field:
    """A field of a form. ``choices`` are pairs of value and words; ``value`` is entered already."""

    name: str
    label: str
    hint: str = ""
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    group: str = ""


@dataclass(frozen=True)
class Foresight:
    """From what an act is foreseen: the visit as it is, and the visit's time."""

    outside: "Outside"
    dossier: Dossier
    now: datetime

    @property
    def visit_id(self) -> str:
        """The visit's id."""
        return self.dossier.visit.id


@dataclass(frozen=True)
class Act:
    """Something that can be done to a visit on the board.

    ``offered`` says whether it can be done to a visit as it stands; ``foresee`` returns what will
    follow, in lines, and raises UserError when it cannot be done; ``do`` does it for a login and
    returns what was done. What ``needs_worker`` is done by a task: the pages hold no keys. With
    ``keeps_reason`` the act itself keeps the reason; else it is written down beside it.
    An act is done whole or not at all, as far as the register and mails go. One that ``goes_on``
    does part by part what must not wait for the rest, and when it is repeated does what is left.
    ``for_inspectors`` may be done by the inspectors of the visit too.
    """

    id: str
    title: str
    group: str
    offered: Callable[[Dossier], bool]
    fields: Callable[[Dossier], tuple[Field, ...]]
    foresee: Callable[[Foresight, Entered], tuple[str, ...]]
    do: Callable[["Outside", str, Entered, str], str]
    needs_worker: bool = False
    keeps_reason: bool = True
    goes_on: bool = False
    for_inspectors: bool = False
    about: str = ""


def has_not_ended(dossier: Dossier) -> bool:
    """Return whether a visit is neither closed nor cancelled."""
    return dossier.visit.status not in ENDED


def reason_field(hint: str = "It is kept in the audit. Name no child in it.") -> Field:
    """Return the field that every act has."""
    return Field(REASON, "Reason", hint, Kind.LONG)


def reason_of(entered: Entered) -> str:
    """Return the reason; UserError when there is none, it is too long, or names somebody."""
    reason = " ".join(entered.get(REASON, "").split())
    if not reason:
        raise WrongField(REASON, NO_REASON)
    if len(reason) > LONGEST_REASON:
        raise WrongField(REASON, f"The reason must be {LONGEST_REASON} characters or fewer")
    if found := named_in(reason):
        raise WrongField(REASON, NAMES_SOMEBODY.format(found=found))
    return reason


def text_of(entered: Entered, name: str, what: str) -> str:
    """Return what was entered in a field; UserError that asks for ``what`` when it is empty."""
    text = entered.get(name, "").strip()
    if not text:
        raise WrongField(name, f"Enter {what}")
    return text


def choice_of(entered: Entered, field: Field) -> str:
    """Return what was chosen; UserError when nothing was, or what is not offered."""
    chosen = entered.get(field.name, "")
    if chosen not in {value for value, _ in field.choices}:
        raise WrongField(field.name, f"Select {field.label[0].lower()}{field.label[1:]}")
    return chosen


def day_of(entered: Entered, name: str, what: str) -> date:
    """Return a day; UserError when there is none or it is not a real one."""
    text = text_of(entered, name, what)
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{what[0].upper()}{what[1:]} must be a real date"
        raise WrongField(name, message) from None


def is_ticked(entered: Entered, name: str) -> bool:
    """Say whether a box was ticked."""
    return entered.get(name, "") == "yes"
