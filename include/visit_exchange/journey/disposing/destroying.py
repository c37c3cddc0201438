"""Destroying a kind of evidence of a visit: all of it is written down first."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.disposing.evidence import evidence_of
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.kinds.rules.retention import Evidence
from visit_exchange.services.destroying import (
    NotDestroyed,
    StoredVersion,
    destroy_versions,
    give_up_unfinished,
)
from visit_exchange.services.key_ring.ring import KEY_BYTES
from visit_exchange.visits.disposal_records import Destroyed
from visit_exchange.visits.places.keys import visit_prefix
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.object_store import ObjectStore
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import SealedLetter

KEY_RING = "key ring"
OUTBOX = "outbox"
# What is destroyed between two looks at whether somebody has set a hold.
BATCH = 1000


def destroy(outside: "Outside", store: "ObjectStore", visit: Visit, kind: Evidence) -> None:
    """Destroy a kind of evidence and record it; UserError under a legal hold."""
    _refuse_under_hold(outside, visit)
    if kind is Evidence.KEYS:
        _destroy_key(outside, visit)
    else:
        _destroy_objects(outside, store, visit, kind)
        if outside.register.key_was_destroyed(visit.id):
            _destroy_unsent(outside, visit, kind)  # what was written since is sealed for the house
    outside.register.record_destruction(visit.id, kind.value, at=wall_now())


def is_left(outside: "Outside", store: "ObjectStore", visit: Visit, kind: Evidence) -> bool:
    """Say whether anything of a kind of evidence is there."""
    if kind is Evidence.KEYS:
        return outside.keys.has(visit.id)
    return next(evidence_of(outside, store, visit, kind), None) is not None


def destroy_each(
    outside: "Outside",
    store: "ObjectStore",
    visit: Visit,
    things: Sequence[StoredVersion],
    kind: str,
) -> None:
    """Write down what goes, then destroy it, a batch after the other."""
    known = _known_content(outside, visit)
    for bucket in Bucket:
        of_bucket = [each for each in things if each.bucket is bucket]
        for start in range(0, len(of_bucket), BATCH):
            batch = of_bucket[start : start + BATCH]
            _refuse_under_hold(outside, visit)
            listed = [_listed(each, kind, known.get(each.identity.key_hash)) for each in batch]
            outside.register.list_for_destruction(visit.id, listed)
            destroy_versions(store, batch)


def _destroy_key(outside: "Outside", visit: Visit) -> None:
    sealed = outside.keys.sealed_hash(visit.id)
    if sealed:
        thing = Destroyed(Evidence.KEYS.value, KEY_RING, sealed, "", KEY_BYTES)
        outside.register.list_for_destruction(visit.id, [thing])
    _destroy_unsent(outside, visit, Evidence.KEYS)
    outside.keys.destroy(visit.id)
    outside.register.record_key_destroyed(visit.id, at=visit_now(visit))


def _destroy_unsent(outside: "Outside", visit: Visit, kind: Evidence) -> None:
    """Destroy the mails about a visit that have not gone out; nothing is sealed for it any more."""
    outside.register.forget_outbox_key(visit.id)
    unsent = outside.register.sealed_letters(visit.id)
    things = [_unsent(each, kind) for each in unsent]
    outside.register.list_for_destruction(visit.id, things)
    outside.register.drop_letters([each.waiting.number for each in unsent])


def _unsent(letter: "SealedLetter", kind: Evidence) -> Destroyed:
    digest = hashlib.sha256(letter.content).hexdigest()
    return Destroyed(kind.value, OUTBOX, digest, "", len(letter.content))


def _destroy_objects(
    outside: "Outside", store: "ObjectStore", visit: Visit, kind: Evidence
) -> None:
    for bucket in Bucket:
        give_up_unfinished(store, bucket, visit_prefix(visit.id))
    things = tuple(dict.fromkeys(evidence_of(outside, store, visit, kind)))
    destroy_each(outside, store, visit, things, kind.value)
    if is_left(outside, store, visit, kind):
        raise NotDestroyed(f"Something of {kind.value} is left: it came meanwhile. Run this again")


def _listed(thing: StoredVersion, kind: str, sha256: str | None) -> Destroyed:
    return Destroyed(
        kind=kind,
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


def _refuse_under_hold(outside: "Outside", visit: Visit) -> None:
    if outside.register.hold(visit.id):
        raise UserError(f"Visit {visit.id} is under a legal hold: nothing more of it is destroyed")
