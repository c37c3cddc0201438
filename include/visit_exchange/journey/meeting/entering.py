"""What somebody enters of a meeting, checked: real times, roles, codes, and nobody's name."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.kinds.rules.timetable_rules import How
from visit_exchange.privacy.naming_nobody import named_in
from visit_exchange.privacy.pseudonyms import tidy_code
from visit_exchange.visits.dates.typed_times import typed_instant
from visit_exchange.visits.meeting.meetings import Slot, SlotKind

HOWS: tuple[How, ...] = get_args(How)
KINDS: tuple[SlotKind, ...] = get_args(SlotKind)
LONGEST = 200  # characters
MOST_MINUTES = 12 * 60
NO_TITLE = "Enter what the meeting is for."
NO_TIME = "The date and the time must be real, like 2023-04-17 and 10:30."
NO_MINUTES = f"The length must be a number of minutes from 1 to {MOST_MINUTES}."
NO_ROLES = "Enter who takes part, by role."
NO_HOW = "Select in person, phone or video."
NO_KIND = "Select meeting, travel or analysis."
NO_CHILD = "The child must be the code of a selected child."
TOO_LONG = f"{{what}} must be {LONGEST} characters or fewer."
NAMES_SOMEBODY = "{what} must name nobody: write roles and codes. Take out: {found}."


@dataclass(frozen=True)
class Entered:
    """A meeting as it is entered; every field is text."""

    title: str = ""
    day: str = ""
    at: str = ""
    minutes: str = ""
    how: str = ""
    roles: str = ""
    place: str = ""
    child: str = ""
    kind: str = "meeting"


def as_entered(slot: Slot) -> Entered:
    """Return a slot as a form shows it."""
    return Entered(
        title=slot.title,
        day=slot.starts.date().isoformat(),
        at=f"{slot.starts:%H:%M}",
        minutes=str(slot.minutes),
        how=slot.how,
        roles=", ".join(slot.roles),
        place=slot.place,
        child=slot.child,
        kind=slot.kind,
    )


def slot_of(
    entered: Entered,
    before: Slot | None,
    zone: ZoneInfo,
    *,
    codes: Collection[str],
    known: Collection[str],
) -> Slot:
    """Return the slot that was entered; UserError says what of it cannot be.

    ``codes`` are those of the selected children. ``known`` are words that name nobody, though they
    may look like it: those of the kind's own timetable, and the providers that are visited.
    """
    code = tidy_code(entered.child) if entered.child.strip() else ""
    if code and code not in codes:
        raise UserError(NO_CHILD)
    roles = tuple(filter(None, (each.strip() for each in entered.roles.split(","))))
    now = Slot(
        id="",
        title=_nameless(entered.title, "What the meeting is for", known),
        starts=_starts(entered, zone),
        minutes=_minutes(entered.minutes),
        how=_how(entered.how),
        roles=tuple(_nameless(role, "Who takes part", known) for role in roles),
        place=_nameless(entered.place, "The place", known),
        child=code,
        kind=_kind(entered.kind),
    )
    if not now.title:
        raise UserError(NO_TITLE)
    if not now.roles:
        raise UserError(NO_ROLES)
    if before is None:
        return now
    return replace(
        now,
        id=before.id,
        sequence=before.sequence,
        told=before.told,
        took_place=before.took_place,
    )


def _starts(entered: Entered, zone: ZoneInfo) -> datetime:
    try:
        starts = datetime.fromisoformat(f"{entered.day.strip()}T{entered.at.strip()}")
    except ValueError:
        raise UserError(NO_TIME) from None
    if starts.tzinfo:
        raise UserError(NO_TIME)
    return typed_instant(starts, zone)


def _minutes(text: str) -> int:
    if not (text.strip().isascii() and text.strip().isdecimal()):
        raise UserError(NO_MINUTES)
    if not 1 <= int(text.strip()[:5]) <= MOST_MINUTES:
        raise UserError(NO_MINUTES)
    return int(text)


def _how(text: str) -> How:
    for how in HOWS:
        if how == text:
            return how
    raise UserError(NO_HOW)


def _kind(text: str) -> SlotKind:
    for kind in KINDS:
        if kind == text:
            return kind
    raise UserError(NO_KIND)


def _nameless(text: str, what: str, known: Collection[str]) -> str:
    tidy = " ".join(text.split())
    if len(tidy) > LONGEST:
        raise UserError(TOO_LONG.format(what=what))
    searched = tidy
    for words in sorted(known, key=len, reverse=True):
        searched = searched.replace(words, "somebody")
    if found := named_in(searched):
        raise UserError(NAMES_SOMEBODY.format(what=what, found=found))
    return tidy
