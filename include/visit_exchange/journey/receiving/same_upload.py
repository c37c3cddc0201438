"""The same file again: known by its hash, whatever it is called this time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visit_exchange.journey.staging.in_use import standing_in
from visit_exchange.returns.documents.recognising import said_to_be
from visit_exchange.returns.tables.safe_reading import TABLES
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    CHECKLIST_ITEM,
    TRACKING_CHECKLIST,
    Submission,
)

if TYPE_CHECKING:
    from visit_exchange.journey.upload import Opened
    from visit_exchange.request.checklist_reading import Checklist


def same_upload(dossier: Dossier, submission: Submission, sha256: str) -> Submission | None:
    """Return an earlier upload of the same sender and bytes that still stands, or None.

    One that a newer version has replaced does not: sent again after that, it is news. Nor does one
    of which nobody knows yet what becomes of it.
    """
    earlier = _earlier(dossier, submission)
    return next((each for each in earlier if each.sha256 == sha256), None)


def is_the_same_table(opened: "Opened", earlier: Submission, checklist: "Checklist") -> bool:
    """Return whether a table is only what it was: no checklist, and no document by what is said.

    A document may answer more than it did, by another name; it is assessed.
    """
    if any(item.item in (CHECKLIST_ITEM, TRACKING_CHECKLIST) for item in earlier.items):
        return False
    is_table = earlier.kind in TABLES
    return is_table and not said_to_be(opened.name, opened.framework, checklist.files)


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
    """Yield earlier uploads that may be the same, of the same sender and size, and are in use."""
    stands = standing_in(dossier, submission.sender)
    for earlier in dossier.submissions:
        if earlier.number >= submission.number or earlier.size != submission.size:
            continue
        if earlier.sender != submission.sender or earlier.status not in ACCEPTED:
            continue
        accepted = [item.item for item in earlier.items if item.status in ACCEPTED]
        is_used = all(earlier.id in {upload.id for upload, _ in stands[name]} for name in accepted)
        if is_used and not _may_be_replaced(dossier, earlier, submission):
            yield earlier


def _may_be_replaced(dossier: Dossier, earlier: Submission, submission: Submission) -> bool:
    """Say whether a file that came between the two has no answer yet and may replace a table."""
    return earlier.kind in TABLES and any(
        each.answered_at is None and earlier.number < each.number < submission.number
        for each in dossier.submissions
        if each.sender == submission.sender
    )
