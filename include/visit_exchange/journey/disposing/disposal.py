"""Destroy the evidence of a visit when its time has come: the key first, everything on record."""

import hashlib
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.disposing.certifying import certify, is_certified
from visit_exchange.journey.disposing.disposal_plan import disposal_plan
from visit_exchange.journey.disposing.evidence import evidence_of
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.kinds.retention import Evidence
from visit_exchange.services.destroying import (
    NotDestroyed,
    StoredVersion,
    destroy_versions,
    give_up_unfinished,
)
from visit_exchange.services.key_ring.ring import KEY_BYTES
from visit_exchange.services.purging import purge
from visit_exchange.visits.disposal_records import Destroyed
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places import visit_prefix
from visit_exchange.visits.visit import Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.object_store import ObjectStore
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import SealedLetter

KEY_RING = "key ring"
OUTBOX = "outbox"
# What is destroyed between two looks at whether somebody has set a hold.
BATCH = 1000


def visits_to_dispose(outside: "Outside") -> list[str]:
    """Return the visits of which something is due, or whose disposal was broken off.

    Also those where something has arrived after its kind was destroyed.
    """
    return [
        dossier.visit.id
        for dossier in outside.register.dossiers()
        if due_kinds(outside, dossier) or _is_broken_off(outside, dossier)
    ]


def due_kinds(outside: "Outside", dossier: Dossier) -> tuple[Evidence, ...]:
    """Return the kinds of evidence of a visit that are to be destroyed now."""
    store, visit = disposers_store(outside), dossier.visit
    planned = disposal_plan(dossier, visit_now(visit))
    late = {
        each.kind
        for each in planned
        if each.state == "destroyed" and _is_left(outside, store, visit, each.kind)
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
            _destroy(outside, store, visit, kind)
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


def _destroy(outside: "Outside", store: "ObjectStore", visit: Visit, kind: Evidence) -> None:
    _refuse_under_hold(outside, visit)
    if kind is Evidence.KEYS:
        _destroy_key(outside, visit)
    else:
        _destroy_objects(outside, store, visit, kind)
    outside.register.record_destruction(visit.id, kind.value, at=wall_now())


def _destroy_key(outside: "Outside", visit: Visit) -> None:
    sealed = outside.keys.sealed_hash(visit.id)
    if sealed:
        thing = Destroyed(Evidence.KEYS.value, KEY_RING, sealed, "", KEY_BYTES)
        outside.register.list_for_destruction(visit.id, [thing])
    _destroy_unsent(outside, visit)
    outside.keys.destroy(visit.id)
    outside.register.record_key_destroyed(visit.id, at=visit_now(visit))


def _destroy_unsent(outside: "Outside", visit: Visit) -> None:
    """Destroy the mails about a visit that have not gone out; nothing is sealed for it any more."""
    outside.register.forget_outbox_key(visit.id)
    unsent = outside.register.sealed_letters(visit.id)
    things = [_unsent(each) for each in unsent]
    outside.register.list_for_destruction(visit.id, things)
    outside.register.drop_letters([each.waiting.number for each in unsent])


def _unsent(letter: "SealedLetter") -> Destroyed:
    digest = hashlib.sha256(letter.content).hexdigest()
    return Destroyed(Evidence.KEYS.value, OUTBOX, digest, "", len(letter.content))


def _destroy_objects(
    outside: "Outside", store: "ObjectStore", visit: Visit, kind: Evidence
) -> None:
    for bucket in Bucket:
        give_up_unfinished(store, bucket, visit_prefix(visit.id))
    known = _known_content(outside, visit)
    things = tuple(dict.fromkeys(evidence_of(outside, store, visit, kind)))
    for bucket in Bucket:
        of_bucket = [each for each in things if each.bucket is bucket]
        for start in range(0, len(of_bucket), BATCH):
            batch = of_bucket[start : start + BATCH]
            _refuse_under_hold(outside, visit)
            listed = [_listed(each, kind, known.get(each.identity.key_hash)) for each in batch]
            outside.register.list_for_destruction(visit.id, listed)
            destroy_versions(store, batch)
    if _is_left(outside, store, visit, kind):
        raise NotDestroyed(f"Something of {kind.value} is left: it came meanwhile. Run this again")


def _listed(thing: StoredVersion, kind: Evidence, sha256: str | None) -> Destroyed:
    return Destroyed(
        kind=kind.value,
        place=thing.bucket.value,
        key_hash=thing.identity.key_hash,
        version_id=thing.version_id,
        size=thing.size,
        is_marker=thing.is_marker,
        sha256=sha256,
    )


def _known_content(outside: "Outside", visit: Visit) -> dict[str, str]:
    return {
        each.upload.key_hash: each.sha256
        for each in outside.register.submissions(visit.id)
        if each.sha256
    }


def _is_left(outside: "Outside", store: "ObjectStore", visit: Visit, kind: Evidence) -> bool:
    if kind is Evidence.KEYS:
        return outside.keys.has(visit.id)
    return next(evidence_of(outside, store, visit, kind), None) is not None


def _refuse_under_hold(outside: "Outside", visit: Visit) -> None:
    if outside.register.hold(visit.id):
        raise UserError(f"Visit {visit.id} is under a legal hold: nothing more of it is destroyed")


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
        outside.register.move_visit(
            visit.id, VisitStatus.DISPOSED, by="pipeline", at=visit_now(visit)
        )
