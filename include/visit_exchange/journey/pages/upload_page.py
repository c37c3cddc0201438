"""What an authority sees on its upload page: what is asked, what it sent, our replies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from visit_exchange.journey.pages.asked_items import NO_DATE, Asked, asked_items, is_deferred
from visit_exchange.journey.pages.reply_downloads import Download, ReplyDownloads
from visit_exchange.journey.pages.upload_permits import sent_by
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.in_use import replacements
from visit_exchange.returns.screening.screen import MOST_BYTES
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.submission import ACCEPTED, Submission, SubmissionStatus, Upload
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

DEFERRED = (
    "This visit is deferred. There is no deadline now, and we will mail you the new dates. You can "
    "still send files: they count when the visit is resumed."
)
REPLACED = "Upload {number} has replaced this file."
IN_PART = ("Used in part, must be corrected", "yellow")
MOST_LINES = 50  # newest files whose replies open on the page itself; the others are a click away
# State of an upload in the officer's words, and how it is marked.
STATES: Mapping[SubmissionStatus, tuple[str, str]] = {
    SubmissionStatus.RECEIVED: ("Being checked", "blue"),
    SubmissionStatus.SCREENED: ("Being checked", "blue"),
    SubmissionStatus.ACCEPTED: ("Accepted", "green"),
    SubmissionStatus.ACCEPTED_WITH_QUERIES: ("Accepted, with questions", "turquoise"),
    SubmissionStatus.MUST_FIX: ("Must be corrected", "red"),
    SubmissionStatus.WITHHELD: ("Not used", "red"),
    SubmissionStatus.SET_ASIDE: ("Set aside", "yellow"),
    SubmissionStatus.SEEN_BEFORE: ("Sent before", "grey"),
}


@dataclass(frozen=True)
class Sent:
    """One file that was sent. ``id`` is the hash of its key; ``name`` is the sender's own.

    ``lines`` are the first of our reply, as the mail has them.
    """

    id: str
    number: int | None
    state: str
    tone: str
    is_waiting: bool
    downloads: tuple[Download, ...]
    lines: tuple[str, ...]
    name: str = field(repr=False)


@dataclass(frozen=True)
class UploadPage:
    """Everything that the page shows. ``tracking_due`` is empty until children are selected.

    ``stopped`` says that the visit is deferred, and what that means; else it is empty.
    """

    visit_id: str
    authority: str
    kind: str
    contact: str
    most_bytes: int
    stopped: str
    tracking_due: str
    asked: tuple[Asked, ...]
    sent: tuple[Sent, ...]
    downloads: tuple[Download, ...]


def upload_page(outside: "Outside", sender: Sender) -> UploadPage:
    """Return what the authority, or a partner, of this visit sees now."""
    visit, replies = sender.visit, ReplyDownloads(outside, sender)
    dossier = outside.register.dossier(visit.id)
    return UploadPage(
        visit_id=visit.id,
        authority=sender.name,
        kind=sender.framework.title,
        contact=visit.lead_inspector_email,
        most_bytes=MOST_BYTES,
        stopped=DEFERRED if is_deferred(visit) else "",
        tracking_due=_tracking_due(dossier, sender),
        asked=tuple(asked_items(dossier, sender)),
        sent=tuple(reversed(list(_sent(outside, dossier, sender, replies)))),
        downloads=replies.of_request(),
    )


def _tracking_due(dossier: Dossier, sender: Sender) -> str:
    visit, milestone = sender.visit, sender.framework.tracking.milestone
    if milestone is None or not dossier.selection:
        return ""
    if is_deferred(visit):
        return NO_DATE
    due = {each.id: say_when(each.local) for each in dossier.milestones}
    return f"Due by {due[milestone]}" if milestone in due else ""


def _sent(
    outside: "Outside", dossier: Dossier, sender: Sender, replies: ReplyDownloads
) -> Iterator[Sent]:
    known = {each.upload: each for each in dossier.submissions}
    replaced = replacements(dossier)
    # What a person decides on, or has decided, is told in the newest words.
    waited = {each.submission_id for each in dossier.document_reviews}
    decided = {e.id: (e.reason,) for e in dossier.submissions if e.id in waited and e.reason}
    uploads = sent_by(outside, sender)
    for older, upload in zip(range(len(uploads), 0, -1), uploads, strict=True):
        answered = known.get(upload.identity)
        by = replaced.get(answered.id) if answered else None
        lines = replies.lines(answered) if answered and older <= MOST_LINES else ()
        told = decided.get(answered.id, lines) if answered else lines
        told = (REPLACED.format(number=by),) if by else told
        yield _as_sent(upload, answered, replies, told, is_replaced=by is not None)


def _as_sent(
    upload: Upload,
    known: Submission | None,
    replies: ReplyDownloads,
    lines: tuple[str, ...],
    *,
    is_replaced: bool,
) -> Sent:
    state, tone = ("Replaced", "grey") if is_replaced else _state(known)
    return Sent(
        id=upload.identity.key_hash,
        number=known.number if known else None,
        state=state,
        tone=tone,
        is_waiting=known is None or known.answered_at is None,
        downloads=replies.to(known) if known else (),
        lines=lines,
        name=PurePosixPath(upload.key).name,
    )


def _state(known: Submission | None) -> tuple[str, str]:
    """Return how an upload stands in the officer's words; one of which a part is used says so."""
    if known is None:
        return STATES[SubmissionStatus.RECEIVED]
    is_in_part = any(item.status in ACCEPTED for item in known.items)
    if known.status is SubmissionStatus.MUST_FIX and is_in_part:
        return IN_PART
    return STATES[known.status]
