"""Deferring, cancelling and resuming a visit."""

from typing import TYPE_CHECKING

from visit_exchange.journey.access.store_access import READERS
from visit_exchange.journey.access.store_identities import identities_of
from visit_exchange.journey.ending.consequences import what_resuming_does, what_stopping_does
from visit_exchange.journey.ending.deferring import cancel, defer, everyone
from visit_exchange.journey.ending.resuming import check_day, new_timeline, resume
from visit_exchange.journey.pages.board.acts.act import (
    Act,
    Entered,
    Field,
    Foresight,
    Kind,
    day_of,
    is_ticked,
    reason_field,
    reason_of,
)
from visit_exchange.journey.pages.board.acts.dates import (
    agreed_fields,
    agreed_in,
    confirm_field,
)
from visit_exchange.journey.pages.board.acts.keys_by_hand import left_to_a_person
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import VISIT_MOVES, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

GROUP = "The visit"
TOLD = "It is kept, and told to everyone. Name no child in it."


def _reason_alone(_dossier: Dossier) -> tuple[Field, ...]:
    return (reason_field(TOLD),)


def _foresee_stop(seen: Foresight, entered: Entered, to: VisitStatus) -> tuple[str, ...]:
    reason_of(entered)
    does = what_stopping_does(seen.dossier, to, everyone(seen.outside, seen.dossier.visit))
    is_deferred = to is VisitStatus.DEFERRED
    all_of_them = [each.id for each in identities_of(seen.outside, seen.visit_id)]
    return (*does, *left_to_a_person(seen, "destroy", READERS if is_deferred else all_of_them))


def _defer(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    defer(outside, visit_id, reason_of(entered), by=by)
    return "The visit is deferred. Resume it with a new notification date, or cancel it"


def _cancel(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    cancel(outside, visit_id, reason_of(entered), by=by)
    return "The visit is cancelled. Its evidence is destroyed when its retention ends"


def _may_become(to: VisitStatus, dossier: Dossier) -> bool:
    return to in VISIT_MOVES[dossier.visit.status]


DEFER = Act(
    "defer",
    "Defer the visit",
    GROUP,
    lambda dossier: _may_become(VisitStatus.DEFERRED, dossier),
    _reason_alone,
    lambda seen, entered: _foresee_stop(seen, entered, VisitStatus.DEFERRED),
    _defer,
    needs_worker=True,
    goes_on=True,
)
CANCEL = Act(
    "cancel",
    "Cancel the visit",
    GROUP,
    lambda dossier: _may_become(VisitStatus.CANCELLED, dossier),
    _reason_alone,
    lambda seen, entered: _foresee_stop(seen, entered, VisitStatus.CANCELLED),
    _cancel,
    needs_worker=True,
    goes_on=True,
)


def _resume_fields(dossier: Dossier) -> tuple[Field, ...]:
    return (
        Field("notified", "The new notification date", kind=Kind.DAY),
        *agreed_fields(dossier.framework),
        reason_field(TOLD),
        confirm_field(),
    )


def _foresee_resuming(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    visit = seen.dossier.visit
    notified = day_of(entered, "notified", "the new notification date")
    reason_of(entered)
    agreed = agreed_in(seen.dossier.framework, entered)
    timeline = new_timeline(visit, notified, agreed, seen.now)
    check_day(visit, timeline, seen.now, confirmed=is_ticked(entered, "confirm"))
    return what_resuming_does(seen.dossier, timeline, everyone(seen.outside, visit))


def _resume(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    kind = outside.register.dossier(visit_id).framework
    resume(
        outside,
        visit_id,
        day_of(entered, "notified", "the new notification date"),
        reason_of(entered),
        agreed=agreed_in(kind, entered),
        confirmed=is_ticked(entered, "confirm"),
        by=by,
    )
    return "The visit is resumed. The request goes out again on its notification date"


RESUME = Act(
    "resume",
    "Resume the visit",
    GROUP,
    lambda dossier: dossier.visit.status is VisitStatus.DEFERRED,
    _resume_fields,
    _foresee_resuming,
    _resume,
)
