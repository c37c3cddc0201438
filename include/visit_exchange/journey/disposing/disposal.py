"""Destroy the evidence of a visit when its time has come: the key first, everything on record."""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.disposing.certifying import certify, is_certified
from visit_exchange.journey.disposing.destroying import destroy, destroy_each, is_left
from visit_exchange.journey.disposing.disposal_plan import disposal_plan
from visit_exchange.journey.disposing.untracked import untracked, untracked_evidence
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.kinds.rules.retention import Evidence
from visit_exchange.services.purging import purge
from visit_exchange.visits.disposal_records import UNTRACKED
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.object_store import ObjectStore
    from visit_exchange.services.outside import Outside


def visits_to_dispose(outside: "Outside") -> list[str]:
    """Return the visits of which something is due, or whose disposal was broken off.

    Also those where something has arrived after its kind was destroyed, and those that hold
    something about a child who is tracked no longer.
    """
    return [
        dossier.visit.id
        for dossier in outside.register.dossiers()
        if due_kinds(outside, dossier)
        or _is_broken_off(outside, dossier)
        or _is_left_early(outside, dossier)
    ]


def due_kinds(outside: "Outside", dossier: Dossier) -> tuple[Evidence, ...]:
    """Return the kinds of evidence of a visit that are to be destroyed now."""
    store, visit = disposers_store(outside), dossier.visit
    planned = disposal_plan(dossier, visit_now(visit))
    late = {
        each.kind
        for each in planned
        if each.state == "destroyed" and is_left(outside, store, visit, each.kind)
    }
    return tuple(each.kind for each in planned if each.state == "due" or each.kind in late)


def dispose_visit(outside: "Outside", visit_id: str) -> tuple[Evidence, ...]:
    """Destroy what is due of a visit and certify it; return the kinds destroyed.

    It can be broken off anywhere: what is about to be destroyed is written down first, and the
    next time goes on from there.
    """
    store = disposers_store(outside)
    with outside.register.alone(f"disposal of {visit_id}"):
        dossier = outside.register.dossier(visit_id)
        visit, kinds = dossier.visit, due_kinds(outside, dossier)
        for kind in kinds:
            destroy(outside, store, visit, kind)
        _destroy_untracked(outside, store, dossier)
        if outside.settings.purge_store and outside.register.has_uncertified(visit.id):
            purge(store)  # what is certified is gone from the server's own files, too
        certify(outside, visit)
        _close_the_book(outside, visit_id)
        return kinds


def disposers_store(outside: "Outside") -> "ObjectStore":
    """Return the store as the disposer reaches it; UserError when this process may not."""
    if outside.disposal is None:
        raise UserError(
            "This process may not destroy anything. Set VISIT_EXCHANGE_DISPOSAL_ACCESS_KEY and "
            "VISIT_EXCHANGE_DISPOSAL_SECRET_KEY to those of the disposer: the pipeline itself "
            "cannot delete"
        )
    return outside.disposal


def _destroy_untracked(outside: "Outside", store: "ObjectStore", dossier: Dossier) -> None:
    """Destroy early what is about children who are tracked no longer; never under a legal hold."""
    if dossier.hold is None:
        now = visit_now(dossier.visit)
        things = tuple(dict.fromkeys(untracked_evidence(store, dossier, now)))
        destroy_each(outside, store, dossier.visit, things, UNTRACKED)
        if untracked(dossier, now):  # also what a run that was broken off had destroyed
            outside.register.record_destruction(dossier.visit.id, UNTRACKED, at=wall_now())


def _is_left_early(outside: "Outside", dossier: Dossier) -> bool:
    found = untracked_evidence(disposers_store(outside), dossier, visit_now(dossier.visit))
    return dossier.hold is None and next(found, None) is not None


def _is_broken_off(outside: "Outside", dossier: Dossier) -> bool:
    return can_be_closed(dossier) or not is_certified(outside, dossier.visit)


def can_be_closed(dossier: Dossier) -> bool:
    """Return whether nothing is left of a visit whose journey has ended."""
    has_ended = dossier.visit.status in (VisitStatus.CLOSED, VisitStatus.CANCELLED)
    return has_ended and dossier.kinds_destroyed >= {kind.value for kind in Evidence}


def _close_the_book(outside: "Outside", visit_id: str) -> None:
    dossier = outside.register.dossier(visit_id)
    visit = dossier.visit
    if can_be_closed(dossier):
        outside.register.forget_names(visit.id)
        outside.register.move_visit(
            visit.id, VisitStatus.DISPOSED, by="pipeline", at=visit_now(visit)
        )
