"""A document that turns out to name a child waits for a person, so that the pack can go out.

It was searched when it came in. A list that arrives later makes more references known; the final
gate would then refuse the whole pack because of one file.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visit_exchange.journey.intake_alerts import tell_of_left_out
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.publishing.gathering import pack_documents
from visit_exchange.journey.staging.known_children import known_children
from visit_exchange.packs.contents import PackDocument
from visit_exchange.privacy.disclosure import CANNOT_BE_SEARCHED
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.returns.documents.document_search import ContainedError, found_in, in_words
from visit_exchange.services.register import Answer
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    Submission,
    SubmissionStatus,
    SubmittedItem,
)
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

WITHHELD_SINCE = (
    "A list that came later shows that the file may identify a child ({found}). We leave it out of "
    "the packs from now on: a person will decide. Upload it again without that if you do not want "
    "to wait."
)


def hold_telling(outside: "Outside", visit: Visit) -> int:
    """Hold each document in use that identifies a child, as is known now; return how many.

    An item that no other document serves waits for a person's decision.
    """
    children, withheld = known_children(outside, visit), 0
    for document in pack_documents(outside, visit):
        if found := _told_by(document, visit, children):
            withheld += _hold(outside, visit, document, found)
    return withheld


def _told_by(document: PackDocument, visit: Visit, children: KnownChildren) -> dict[str, int]:
    """Return what a document tells of children, when it is more than a person has let through."""
    notified = visit.notified
    try:
        found = found_in(document.kind, document.content, children, notified=notified)
    except ContainedError:
        return {CANNOT_BE_SEARCHED: 1}
    is_new = any(count > document.released.get(kind, 0) for kind, count in found.items())
    return found if is_new else {}


def _hold(
    outside: "Outside", visit: Visit, document: PackDocument, found: Mapping[str, int]
) -> int:
    """Hold every upload of the same bytes: each served an item."""
    uploads = outside.register.submissions(visit.id)
    sha256 = {each.sha256 for each in uploads if each.id == document.upload}
    same = [each for each in uploads if each.sha256 in sha256 and _served(each, document)]
    at = visit_now(visit)
    for upload in same:
        answer = Answer(
            reason=WITHHELD_SINCE.format(found=in_words(found)),
            items=tuple(_waiting(item, document) for item in upload.items),
        )
        outside.register.answer_again(upload.id, _status(upload, document), answer, at=at)
        outside.register.hold_for_decision(upload.id, found, at=at)
        tell_of_left_out(outside, visit, upload.id)
    return len(same)


def _served(upload: Submission, document: PackDocument) -> bool:
    return any(i.item in document.items and i.status in ACCEPTED for i in upload.items)


def _waiting(item: SubmittedItem, document: PackDocument) -> SubmittedItem:
    is_document = item.item in document.items
    return SubmittedItem(item.item, SubmissionStatus.WITHHELD) if is_document else item


def _status(upload: Submission, document: PackDocument) -> SubmissionStatus:
    """Return how an upload stands then: one that is a list in use besides stays what it is."""
    is_more = any(i.item not in document.items and i.status in ACCEPTED for i in upload.items)
    return upload.status if is_more else SubmissionStatus.WITHHELD
