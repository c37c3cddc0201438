"""Where each kind of evidence of a visit lies in the store."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.kinds.retention import Evidence
from visit_exchange.services.destroying import StoredVersion, stored_versions
from visit_exchange.visits.places import tracking_packs_prefix, visit_prefix
from visit_exchange.visits.submission import TRACKING_CHECKLIST, Submission
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.object_store import ObjectStore
    from visit_exchange.services.outside import Outside

BUCKETS = {
    Evidence.STAGING: Bucket.STAGING,
    Evidence.REPLIES: Bucket.REPLIES,
    Evidence.UPLOADS: Bucket.UPLOADS,
    Evidence.PACKS: Bucket.PACKS,
}


def evidence_of(
    outside: "Outside", store: "ObjectStore", visit: Visit, kind: Evidence
) -> Iterator[StoredVersion]:
    """Yield every version and delete marker of one kind of evidence; of the key there is none."""
    if kind is Evidence.TRACKING:
        yield from _tracking(outside, store, visit)
    elif kind in BUCKETS:
        yield from stored_versions(store, BUCKETS[kind], visit_prefix(visit.id))


def _tracking(outside: "Outside", store: "ObjectStore", visit: Visit) -> Iterator[StoredVersion]:
    """Yield what is about a selected child: packs, what is staged, and the uploads themselves."""
    yield from stored_versions(store, Bucket.PACKS, tracking_packs_prefix(visit.id))
    about = [each for each in outside.register.submissions(visit.id) if _is_about_a_child(each)]
    for submission in about:
        for item in submission.items:
            if item.staged_key:
                yield from stored_versions(store, Bucket.STAGING, item.staged_key)
    sent = {submission.upload for submission in about}
    uploads = stored_versions(store, Bucket.UPLOADS, visit_prefix(visit.id))
    yield from (each for each in uploads if each.identity in sent)


def _is_about_a_child(submission: Submission) -> bool:
    return any(":" in item.item or item.item == TRACKING_CHECKLIST for item in submission.items)
