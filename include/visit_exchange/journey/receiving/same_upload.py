"""The same file again: known by its hash, whatever it is called this time."""

import hashlib
from typing import TYPE_CHECKING

from visit_exchange.journey.receiving.originals import content_of
from visit_exchange.journey.staging.in_use import standing_files
from visit_exchange.visits.submission import ACCEPTED, Submission, SubmissionStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

# What went no further is looked at again: its reason may be gone.
NOT_COMPARED = frozenset(
    {SubmissionStatus.HELD, SubmissionStatus.SET_ASIDE, SubmissionStatus.SEEN_BEFORE}
)


def same_upload(outside: "Outside", submission: Submission, sha256: str) -> Submission | None:
    """Return an earlier upload of the same sender and bytes that still stands, or None.

    One that arrived in the same batch counts too, though it may not be hashed yet. One that a
    newer version has replaced does not: sent again after that, it is news.
    """
    for earlier in outside.register.submissions(submission.visit_id):
        if earlier.number >= submission.number or earlier.size != submission.size:
            continue
        if earlier.sender != submission.sender:
            continue
        if _went_no_further(earlier) or not _still_stands(outside, earlier):
            continue
        if (earlier.sha256 or _hash_of(outside, earlier)) == sha256:
            return earlier
    return None


def _went_no_further(earlier: Submission) -> bool:
    # A file that we could not place was perhaps sent again as we asked: under a telling name.
    is_unplaced = earlier.status is SubmissionStatus.MUST_FIX and not earlier.items
    return is_unplaced or earlier.status in NOT_COMPARED


def _hash_of(outside: "Outside", submission: Submission) -> str:
    return hashlib.sha256(content_of(outside, submission)).hexdigest()


def _still_stands(outside: "Outside", earlier: Submission) -> bool:
    visit = outside.register.visit(earlier.visit_id)
    standing = standing_files(outside, visit, earlier.sender)
    accepted = [item.item for item in earlier.items if item.status in ACCEPTED]
    return all(earlier.id in {upload.id for upload, _ in standing[name]} for name in accepted)
