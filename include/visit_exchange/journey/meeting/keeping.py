"""The timetable as it is kept: started from the kind's meetings, and changed by one at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.meeting.entering import Entered, slot_of
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.selecting.provider_visits import chosen_visits
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.meeting.meetings import (
    MOVED_ON,
    Timetable,
    read_timetable,
    written_timetable,
)
from visit_exchange.visits.meeting.starting_timetable import Ground, starting_timetable
from visit_exchange.visits.places.keys import timetable_key
from visit_exchange.visits.visit import ENDED, STOPPED

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NOT_OPEN = "The visit is {status}. Its timetable cannot be changed now."
NOT_YET = "This meeting has not ended yet."
STARTED = "There is a timetable already. Change its meetings one by one."
CHANGED = "timetable changed"


def timetable_of(outside: "Outside", visit_id: str) -> Timetable:
    """Return the timetable of a visit; an empty one before it is started."""
    try:
        return read_timetable(outside.store.get(Bucket.PACKS, timetable_key(visit_id)))
    except FileNotFoundError:
        return Timetable()


def start_timetable(outside: "Outside", visit_id: str, *, by: str) -> None:
    """Start the timetable from what the kind fixes; UserError when there is one already."""

    def started(dossier: Dossier, before: Timetable) -> Timetable:
        if before.slots:
            raise UserError(STARTED)
        made = starting_timetable(dossier.framework.timetable, ground_of(outside, dossier))
        return replace(made, number=1)

    change(outside, visit_id, None, started, by=by)


def restart_timetable(outside: "Outside", visit_id: str, number: int, *, by: str) -> None:
    """Cancel what is to come, and start that from what the kind fixes on the days as now."""

    def restarted(dossier: Dossier, before: Timetable) -> Timetable:
        made = starting_timetable(dossier.framework.timetable, ground_of(outside, dossier))
        return before.started_again(made, visit_now(dossier.visit))

    change(outside, visit_id, number, restarted, by=by)


def save_slot(
    outside: "Outside", visit_id: str, number: int, slot_id: str, entered: Entered, *, by: str
) -> None:
    """Keep a meeting as it was entered, a new one where ``slot_id`` is empty; UserError if not.

    ``number`` is the version of the timetable that was looked at.
    """

    def saved(dossier: Dossier, before: Timetable) -> Timetable:
        old = before.slot(slot_id) if slot_id else None
        codes = dossier.selection.codes if dossier.selection else ()
        known = words_that_name_nobody(dossier)
        slot = slot_of(entered, old, zone_of(dossier), codes=codes, known=known)
        return before.with_changed(slot) if old else before.with_new(slot)

    change(outside, visit_id, number, saved, by=by)


def cancel_slot(outside: "Outside", visit_id: str, number: int, slot_id: str, *, by: str) -> None:
    """Cancel a meeting; who has it in a calendar is told with the next news."""

    def cancelled(_dossier: Dossier, before: Timetable) -> Timetable:
        return before.with_changed(replace(before.slot(slot_id), is_cancelled=True))

    change(outside, visit_id, number, cancelled, by=by)


def note_took_place(
    outside: "Outside", visit_id: str, number: int, slot_id: str, *, took_place: bool, by: str
) -> None:
    """Keep whether a meeting took place, once it has ended: the summary note is made of these."""

    def noted(dossier: Dossier, before: Timetable) -> Timetable:
        if before.slot(slot_id).ends > visit_now(dossier.visit):
            raise UserError(NOT_YET)
        return before.with_what_took_place(slot_id, took_place=took_place)

    change(outside, visit_id, number, noted, by=by)


def change(
    outside: "Outside",
    visit_id: str,
    number: int | None,
    changed: Callable[[Dossier, Timetable], Timetable],
    *,
    by: str,
) -> Timetable:
    """Keep a change to the version ``number``; UserError when it has changed since."""
    dossier = outside.register.dossier(visit_id)
    if dossier.visit.status in ENDED | STOPPED:
        raise UserError(NOT_OPEN.format(status=dossier.visit.status.value))
    with outside.register.alone(f"timetable {visit_id}"):
        before = timetable_of(outside, visit_id)
        if number is not None and number != before.number:
            raise UserError(MOVED_ON)
        after = changed(dossier, before)
        if after != before:
            outside.store.put(Bucket.PACKS, timetable_key(visit_id), written_timetable(after))
            at, detail = visit_now(dossier.visit), {"version": after.number}
            outside.register.note_arranged(visit_id, CHANGED, detail, by=by, at=at)
    return after


def ground_of(outside: "Outside", dossier: Dossier) -> Ground:
    """Return what a visit's timetable is made on."""
    zone = zone_of(dossier)
    visits = chosen_visits(outside, dossier)
    return Ground(
        days={each.id: each.due.astimezone(zone).date() for each in dossier.milestones},
        zone=zone,
        children=dossier.selection.codes if dossier.selection else (),
        providers=tuple((each.name, each.agreed) for each in visits),
    )


def words_that_name_nobody(dossier: Dossier) -> frozenset[str]:
    """Return titles and roles of the kind's own timetable, and the providers that are visited."""
    slots = dossier.framework.timetable.slots
    names = dossier.providers.names if dossier.providers else ()
    roles = (role for slot in slots for role in slot.roles)
    return frozenset((*names, *(slot.title for slot in slots), *roles))


def zone_of(dossier: Dossier) -> ZoneInfo:
    """Return the time zone in which a visit's meetings are entered and shown."""
    return ZoneInfo(dossier.framework.timezone)


def local_now(dossier: Dossier) -> datetime:
    """Return the present instant in the visit's own time and zone."""
    return visit_now(dossier.visit).astimezone(zone_of(dossier))
