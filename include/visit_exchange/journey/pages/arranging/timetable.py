"""The page of the timetable: the same for the authority and the inspectors, who share it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.meeting.entering import Entered, as_entered
from visit_exchange.journey.meeting.keeping import (
    cancel_slot,
    ground_of,
    local_now,
    note_took_place,
    restart_timetable,
    save_slot,
    start_timetable,
    timetable_of,
)
from visit_exchange.journey.meeting.telling import line_of, tell_everybody
from visit_exchange.journey.sender import Sender
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.meeting.meeting_checks import clashes, not_as_agreed, off_days
from visit_exchange.visits.meeting.meetings import Slot, Timetable
from visit_exchange.visits.meeting.starting_timetable import Ground, days_between
from visit_exchange.visits.visit import ENDED, STOPPED
from visit_exchange.writing.dates_in_words import say_day, say_time

if TYPE_CHECKING:
    from datetime import date

    from visit_exchange.services.outside import Outside

ONLY_AUTHORITY = "The local authority and the inspectors alone share the timetable."
NOTHING = Entered()
TELLS = {
    "start": "The timetable is started. Check it, then tell everybody.",
    "restart": "The timetable is started again. Check it, then tell everybody.",
    "save": "Saved. Tell everybody when you have made your changes.",
    "cancel": "Cancelled. Tell everybody when you have made your changes.",
    "took": "Saved.",
    "tell": "Everybody was told by mail, with a calendar file.",
}


@dataclass(frozen=True)
class Asked:
    """What is done on the page: ``do`` is a key of ``TELLS``, ``edit`` or ``new``."""

    do: str = ""
    number: int = 0
    slot: str = ""
    took_place: bool = False
    entered: Entered = NOTHING


@dataclass(frozen=True)
class ShownSlot:
    """A slot in words; ``has_ended`` says that it can be said whether it took place."""

    slot: Slot
    when: str
    who: str
    has_ended: bool


@dataclass(frozen=True)
class TimetablePage:
    """The timetable by day, what cannot work in it, and what not everybody was told of.

    ``stay`` and ``to_cancel`` are how many meetings stay and go when it is started again.
    ``editing`` is the form that is open: a slot's id, ``new``, or nothing; ``fields`` what it has.
    """

    kind: str
    authority: str
    number: int
    days: Mapping[str, tuple[ShownSlot, ...]]
    clashes: tuple[str, ...]
    news: tuple[str, ...]
    identity: str
    is_open: bool
    can_start: bool
    can_restart: bool
    stay: int
    to_cancel: int
    editing: str
    fields: Entered


def check_authority(sender: Sender) -> None:
    """Raise UserError for a partner, who has no part in the timetable."""
    if sender.partner:
        raise UserError(ONLY_AUTHORITY)


def act(outside: "Outside", visit_id: str, asked: Asked, *, by: str) -> str:
    """Do what is asked for; return what is told of it. UserError says why it cannot be done."""
    number, slot = asked.number, asked.slot
    match asked.do:
        case "start":
            start_timetable(outside, visit_id, by=by)
        case "restart":
            restart_timetable(outside, visit_id, number, by=by)
        case "save":
            save_slot(outside, visit_id, number, slot, asked.entered, by=by)
        case "cancel":
            cancel_slot(outside, visit_id, number, slot, by=by)
        case "took":
            note_took_place(outside, visit_id, number, slot, took_place=asked.took_place, by=by)
        case "tell":
            tell_everybody(outside, visit_id, number, by=by)
    return TELLS.get(asked.do, "")


def timetable_page(outside: "Outside", visit_id: str, asked: Asked, refused: str) -> TimetablePage:
    """Return the page as it is after what was asked for, which ``refused`` says was not done."""
    dossier, timetable = outside.register.dossier(visit_id), timetable_of(outside, visit_id)
    visit = dossier.visit
    editing, fields, ground = "", asked.entered, ground_of(outside, dossier)
    on_site, now = _on_site(dossier, ground), local_now(dossier)
    to_cancel = len(timetable.to_come(now))
    if asked.do == "new" or (asked.do == "save" and refused):
        editing = asked.slot or "new"
    elif asked.do == "edit":
        editing, fields = asked.slot, as_entered(timetable.slot(asked.slot))
    is_open = visit.status not in ENDED | STOPPED
    return TimetablePage(
        kind=f"{dossier.framework.title} ({visit.id})",
        authority=visit.la_name,
        number=timetable.number,
        days={
            say_day(day): tuple(_shown(slot, dossier) for slot in slots)
            for day, slots in timetable.days().items()
        },
        clashes=_clashes(timetable, dossier, ground),
        news=tuple(line_of(each) for each in timetable.news),
        identity=dossier.framework.tracking.identity,
        is_open=is_open,
        can_start=is_open and not timetable.slots,
        can_restart=is_open and bool(off_days(timetable, on_site, now)),
        stay=len(timetable.standing) - to_cancel,
        to_cancel=to_cancel,
        editing=editing,
        fields=fields,
    )


def _shown(slot: Slot, dossier: Dossier) -> ShownSlot:
    when = f"{say_time(slot.starts.time())} to {say_time(slot.ends.time())}"
    return ShownSlot(slot, when, ", ".join(slot.roles), slot.ends <= local_now(dossier))


def _clashes(timetable: Timetable, dossier: Dossier, ground: Ground) -> tuple[str, ...]:
    if not timetable.slots:
        return ()
    minutes = dossier.framework.timetable.travel_minutes
    agreed = {name: at for name, at in ground.providers if at}
    on_site, now = _on_site(dossier, ground), local_now(dossier)
    found = clashes(timetable, travel_minutes=minutes, on_site=on_site, now=now)
    return (*found, *not_as_agreed(timetable, agreed))


def _on_site(dossier: Dossier, ground: Ground) -> "tuple[date, ...]":
    days, rules = ground.days, dossier.framework
    last = next((rule.id for rule in rules.milestones if rule.last_on_site_day), "")
    first = rules.on_site.milestone or ""
    return days_between(days[first], days[last]) if {first, last} <= days.keys() else ()
