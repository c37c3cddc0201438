"""Where each kind of evidence of a visit lies in the store."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.kinds.rules.retention import Evidence
from visit_exchange.services.destroying import StoredVersion, stored_versions
from visit_exchange.tracking.recognising import writes_a_code
from visit_exchange.visits.places.keys import tracking_packs_prefix, visit_prefix
from visit_exchange.visits.places.names import CHILD_CODES, SELECTED_CHILDREN
from visit_exchange.visits.uploads.submission import TRACKING_CHECKLIST, Submission
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
    elif kind is Evidence.CROSSWALK:
        yield from _crosswalks(store, visit)
    elif kind in BUCKETS:
        yield from stored_versions(store, BUCKETS[kind], visit_prefix(visit.id))


def _crosswalks(store: "ObjectStore", visit: Visit) -> Iterator[StoredVersion]:
    """Yield the workbooks in the replies that say which child a code stands for."""
    for each in stored_versions(store, Bucket.REPLIES, visit_prefix(visit.id)):
        if each.key.rpartition("/")[2] in (CHILD_CODES, SELECTED_CHILDREN):
            yield each


def _tracking(outside: "Outside", store: "ObjectStore", visit: Visit) -> Iterator[StoredVersion]:
    """Yield what is about a selected child: packs, what is staged, uploads, replies to them."""
    yield from stored_versions(store, Bucket.PACKS, tracking_packs_prefix(visit.id))
    submissions = outside.register.submissions(visit.id)
    about = [each for each in submissions if _is_about_a_child(each)]
    staged = [item.staged_key for each in about for item in each.items if item.staged_key]
    for key in staged:
        yield from stored_versions(store, Bucket.STAGING, key)
    uploads = tuple(stored_versions(store, Bucket.UPLOADS, visit_prefix(visit.id)))
    sent = {submission.upload for submission in about}
    yield from (each for each in uploads if each.identity in sent)
    coded = {each.identity for each in uploads if writes_a_code(each.key)}
    yield from _replies(store, [each for each in submissions if each.upload in sent | coded])


def _replies(store: "ObjectStore", to: Sequence[Submission]) -> Iterator[StoredVersion]:
    """Yield replies that name a file, which may name a child, beside the child's code."""
    for submission in to:
        if submission.reply_prefix:
            yield from stored_versions(store, Bucket.REPLIES, f"{submission.reply_prefix}/")


def _is_about_a_child(submission: Submission) -> bool:
    return any(":" in item.item or item.item == TRACKING_CHECKLIST for item in submission.items)
