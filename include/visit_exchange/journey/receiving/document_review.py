"""A person decides on a document that may identify a child: it goes out, or it does not."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.receiving.intake import open_upload
from visit_exchange.journey.receiving.known import newest_checklist
from visit_exchange.journey.sender import sender_of
from visit_exchange.journey.upload import Opened
from visit_exchange.mails.catalogue import mail
from visit_exchange.returns.documents.document_search import in_words, readable
from visit_exchange.returns.documents.recognising import recognise_document
from visit_exchange.services.register import Answer, Decision, HeldDocument
from visit_exchange.visits.places import document_key
from visit_exchange.visits.submission import Submission, SubmissionStatus, SubmittedItem

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


def undecided(outside: "Outside", visit_id: str) -> tuple[HeldDocument, ...]:
    """Return the documents of a visit that wait for a person; UserError when there is no visit."""
    outside.register.visit(visit_id)
    return tuple(d for d in outside.register.held_documents(visit_id) if d.decision is None)


def release(outside: "Outside", visit_id: str, number: int, reason: str, *, by: str) -> str:
    """Let a held document go out with the next pack; return what was found in it, in words.

    What a later list makes known besides still keeps it back.
    """
    document = _waiting(outside, visit_id, number, reason)
    opened = open_upload(outside, outside.register.submission(document.submission_id))
    items, staged = _staged(outside, opened)
    for key, content in staged.items():
        outside.store.put(Bucket.STAGING, key, content)
    # Moved first: done by halves, the document stays in the list of those that wait.
    _move(outside, opened, SubmissionStatus.ACCEPTED, RELEASED, by, items)
    at = visit_now(opened.visit)
    outside.register.decide(document.submission_id, Decision.RELEASED, reason, by=by, at=at)
    _tell(outside, opened, RELEASED)
    return in_words(document.found)


def refuse(outside: "Outside", visit_id: str, number: int, reason: str, *, by: str) -> str:
    """Keep a held document back for good; return what was found in it, in words."""
    document = _waiting(outside, visit_id, number, reason)
    opened = open_upload(outside, outside.register.submission(document.submission_id))
    words = REFUSED.format(reason=reason if reason.endswith(".") else f"{reason}.")
    _move(outside, opened, SubmissionStatus.SET_ASIDE, words, by)
    at = visit_now(opened.visit)
    outside.register.decide(document.submission_id, Decision.REFUSED, reason, by=by, at=at)
    _tell(outside, opened, words)
    return in_words(document.found)


def _waiting(outside: "Outside", visit_id: str, number: int, reason: str) -> HeldDocument:
    if not reason.strip():
        raise UserError("Enter a reason. It is kept in the audit; name no child in it")
    for document in undecided(outside, visit_id):
        if document.number == number:
            return document
    raise UserError(
        f"Upload {number} of {visit_id} does not wait for a decision. "
        f"See visit-exchange submissions held {visit_id}"
    )


def _staged(
    outside: "Outside", opened: Opened
) -> tuple[tuple[SubmittedItem, ...], dict[str, bytes]]:
    files = newest_checklist(outside, sender_of(outside, opened.submission)).files
    found = recognise_document(opened.kind, opened.content, opened.name, opened.framework, files)
    served = [item.id for item in opened.framework.documents if item.id in found]
    if not served:
        raise UserError(NO_ITEM.format(number=opened.submission.number))
    key = document_key(opened.submission, opened.kind, served[0])
    items = tuple(SubmittedItem(i, SubmissionStatus.ACCEPTED, staged_key=key) for i in served)
    return items, {key: readable(opened.kind, opened.content).content}


def _move(
    outside: "Outside",
    opened: Opened,
    to: SubmissionStatus,
    reason: str,
    by: str,
    items: tuple[SubmittedItem, ...] = (),
) -> Submission:
    answer = Answer(reason=reason, items=items)
    at = visit_now(opened.visit)
    return outside.register.move_submission(opened.submission.id, to, at=at, answer=answer, by=by)


def _tell(outside: "Outside", opened: Opened, words: str) -> None:
    upload, visit = opened.submission, opened.visit
    written = mail("decided_on_upload", visit=visit.id, number=upload.number, words=words)
    to = sender_of(outside, upload).email
    mail_once(outside, f"{upload.id}/decided", to, *written, visit_id=visit.id)
