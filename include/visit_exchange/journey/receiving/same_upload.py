"""The same file again: known by its hash, whatever it is called this time."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from visit_exchange.journey.receiving.originals import content_of
from visit_exchange.journey.staging.in_use import standing_in
from visit_exchange.returns.documents.recognising import said_to_be
from visit_exchange.returns.tables.safe_reading import TABLES
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    CHECKLIST_ITEM,
    TRACKING_CHECKLIST,
    Submission,
    SubmissionStatus,
)

if TYPE_CHECKING:
    from visit_exchange.journey.upload import AtHand, Opened
    from visit_exchange.request.checklist_reading import Checklist
    from visit_exchange.services.outside import Outside

# What is not used, or not whole, is looked at again: its reason may be gone.
NOT_COMPARED = frozenset(
    {
        SubmissionStatus.MUST_FIX,
        SubmissionStatus.WITHHELD,
        SubmissionStatus.SET_ASIDE,
        SubmissionStatus.SEEN_BEFORE,
        SubmissionStatus.TAKEN_BACK,
    }
)


def same_upload(outside: "Outside", at_hand: "AtHand", sha256: str) -> Submission | None:
    """Return an earlier upload of the same sender and bytes that still stands, or None.

    One that arrived in the same batch counts too, though it may not be hashed yet. One that a
    newer version has replaced does not: sent again after that, it is news.
    """
    for earlier in _earlier(at_hand.dossier, at_hand.submission):
        if (earlier.sha256 or _hash_of(outside, at_hand, earlier)) == sha256:
            return earlier
    return None


def is_the_same_table(
    opened: "Opened", earlier: Submission, checklist: "Checklist", kind: str
) -> bool:
    """Return whether a table is only what it was: no checklist, and no document by what is said.

    ``kind`` is that of both. A document may answer more than it did, by another name; it is
    assessed.
    """
    if any(item.item in (CHECKLIST_ITEM, TRACKING_CHECKLIST) for item in earlier.items):
        return False
    return kind in TABLES and not said_to_be(opened.name, opened.framework, checklist.files)


def answered_by_the_same(dossier: Dossier, submission: Submission) -> dict[str, int]:
    """Return what the same bytes of the same sender answer already: upload's number by item."""
    return {
        item.item: earlier.number
        for earlier in _earlier(dossier, submission)
        if earlier.sha256 == submission.sha256
        for item in earlier.items
        if item.status in ACCEPTED
    }


def _earlier(dossier: Dossier, submission: Submission) -> Iterator[Submission]:
    """Yield earlier uploads that may be the same, of the same sender and size."""
    stands = standing_in(dossier, submission.sender)
    for earlier in dossier.submissions:
        if earlier.number >= submission.number or earlier.size != submission.size:
            continue
        if earlier.sender != submission.sender or earlier.status in NOT_COMPARED:
            continue
        accepted = [item.item for item in earlier.items if item.status in ACCEPTED]
        if all(earlier.id in {upload.id for upload, _ in stands[name]} for name in accepted):
            yield earlier


def _hash_of(outside: "Outside", at_hand: "AtHand", submission: Submission) -> str:
    return hashlib.sha256(content_of(outside, at_hand, submission)).hexdigest()
