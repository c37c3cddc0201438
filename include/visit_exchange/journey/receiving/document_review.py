"""A person decides on a document that may identify a child: it goes out, or it does not."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.mailing import with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.receiving.opening import gather, open_upload
from visit_exchange.journey.sender import sender_of
from visit_exchange.journey.telling import mail_sender
from visit_exchange.journey.typed import naming_nobody
from visit_exchange.journey.upload import Opened
from visit_exchange.mails.catalogue import mail
from visit_exchange.returns.documents.document_search import in_words, readable
from visit_exchange.services.register import Answer, Decision, DocumentReview
from visit_exchange.visits.places.keys import document_key
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NO_ITEM = (
    "Upload {number} no longer serves an item of the request. Refuse it, and ask the authority to "
    "send it again under a telling name."
)
RELEASED = "A person has looked at the file and lets it go to the inspectors."
REFUSED = (
    "A person has looked at the file and decided not to pass it on: {reason} Upload it again "
    "without what identifies a child."
)


def undecided(outside: "Outside", visit_id: str) -> tuple[DocumentReview, ...]:
    """Return the documents of a visit that wait for a person; UserError when there is no visit."""
    outside.register.visit(visit_id)
    return tuple(d for d in outside.register.document_reviews(visit_id) if d.decision is None)


def release(outside: "Outside", visit_id: str, number: int, reason: str, *, by: str) -> str:
    """Let a withheld document go out with the next pack; return what was found in it, in words.

    What a later list makes known besides still keeps it back.
    """
    document = _waiting(outside, visit_id, number, reason)
    opened = open_upload(outside, gather(outside, document.submission_id))
    items, staged = _staged(opened)
    for key, content in staged.items():
        outside.store.put(Bucket.STAGING, key, content)
    with with_its_mails(outside, visit_id):
        _answer(outside, opened, SubmissionStatus.ACCEPTED, RELEASED, items, by)
        _decide(outside, opened, Decision.RELEASED, reason, by)
        _tell(outside, opened, RELEASED)
    return in_words(document.found)


def refuse(outside: "Outside", visit_id: str, number: int, reason: str, *, by: str) -> str:
    """Keep a withheld document back for good; return what was found in it, in words."""
    document = _waiting(outside, visit_id, number, reason)
    opened = open_upload(outside, gather(outside, document.submission_id))
    words = REFUSED.format(reason=reason if reason.endswith(".") else f"{reason}.")
    items = tuple(i for i in opened.submission.items if i.status is not SubmissionStatus.WITHHELD)
    with with_its_mails(outside, visit_id):
        _answer(outside, opened, SubmissionStatus.SET_ASIDE, words, items, by)
        _decide(outside, opened, Decision.REFUSED, reason, by)
        _tell(outside, opened, words)
    return in_words(document.found)


def _waiting(outside: "Outside", visit_id: str, number: int, reason: str) -> DocumentReview:
    if not reason.strip():
        raise UserError("Enter a reason. It is kept in the audit; name no child in it")
    naming_nobody(outside.register.visit(visit_id), "The reason", reason)
    for document in undecided(outside, visit_id):
        if document.number == number:
            return document
    raise UserError(
        f"Upload {number} of {visit_id} does not wait for a decision. "
        f"See visit-exchange submissions waiting {visit_id}"
    )


def _staged(opened: Opened) -> tuple[tuple[SubmittedItem, ...], dict[str, bytes]]:
    """Return what a released upload answers now, and the document to stage."""
    documents = {item.id for item in opened.framework.documents}
    answered = [item for item in opened.submission.items if item.item in documents]
    # Done by halves before, they wait no longer.
    served = [i for i in answered if i.status is SubmissionStatus.WITHHELD] or answered
    if not served:
        raise UserError(NO_ITEM.format(number=opened.submission.number))
    key = document_key(opened.submission, opened.kind, served[0].item)
    let_go = [SubmittedItem(i.item, SubmissionStatus.ACCEPTED, staged_key=key) for i in served]
    others = [item for item in opened.submission.items if item not in served]
    return (*others, *let_go), {key: readable(opened.kind, opened.content).content}


def _answer(
    outside: "Outside",
    opened: Opened,
    to: SubmissionStatus,
    reason: str,
    items: tuple[SubmittedItem, ...],
    by: str,
) -> None:
    """Write what the upload comes to; one that is a list in use besides stays what it is."""
    upload, at = opened.submission, visit_now(opened.visit)
    is_whole = upload.status in (SubmissionStatus.WITHHELD, to)
    answer = Answer(reason=reason, items=items)
    status = to if is_whole else upload.status
    outside.register.answer_again(upload.id, status, answer, at=at, by=by)


def _decide(outside: "Outside", opened: Opened, decision: Decision, reason: str, by: str) -> None:
    at = visit_now(opened.visit)
    outside.register.decide(opened.submission.id, decision, reason, by=by, at=at)


def _tell(outside: "Outside", opened: Opened, words: str) -> None:
    upload, visit = opened.submission, opened.visit
    written = mail("decided_on_upload", visit=visit.id, number=upload.number, words=words)
    mail_sender(outside, f"{upload.id}/decided", sender_of(outside, upload), *written)
