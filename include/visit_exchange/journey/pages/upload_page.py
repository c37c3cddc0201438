"""What an authority sees on its upload page: what is asked, what it sent, our replies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.reply_downloads import Download, ReplyDownloads
from visit_exchange.journey.pages.upload_permits import sent_by
from visit_exchange.journey.sender import Sender
from visit_exchange.returns.screening.screen import MOST_BYTES
from visit_exchange.visits.submission import Submission, SubmissionStatus, Upload
from visit_exchange.visits.visit import Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NOT_SENT = "Not sent yet"
NO_DATE = "No deadline now"
DEFERRED = (
    "This visit is deferred. There is no deadline now, and we will mail you the new dates. You can "
    "still send files: they count when the visit is resumed."
)
MOST_LINES = 50  # newest files whose replies open on the page itself; the others are a click away
# State of an upload in the officer's words, and how it is marked.
STATES: Mapping[SubmissionStatus, tuple[str, str]] = {
    SubmissionStatus.RECEIVED: ("Being checked", "blue"),
    SubmissionStatus.SCREENED: ("Being checked", "blue"),
    SubmissionStatus.ACCEPTED: ("Accepted", "green"),
    SubmissionStatus.ACCEPTED_WITH_QUERIES: ("Accepted, with questions", "turquoise"),
    SubmissionStatus.MUST_FIX: ("Must be corrected", "red"),
    SubmissionStatus.HELD: ("Not used", "red"),
    SubmissionStatus.SET_ASIDE: ("Set aside", "yellow"),
    SubmissionStatus.SEEN_BEFORE: ("Sent before", "grey"),
}


@dataclass(frozen=True)
class Asked:
    """One item of the request: when it is due, and whether it has arrived.

    ``is_late`` says that it has not, though its deadline has passed.
    """

    number: str
    title: str
    due: str
    state: str
    is_late: bool


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
    return UploadPage(
        visit_id=visit.id,
        authority=sender.name,
        kind=sender.framework.title,
        contact=visit.lead_inspector_email,
        most_bytes=MOST_BYTES,
        stopped=DEFERRED if _is_deferred(visit) else "",
        tracking_due=_tracking_due(outside, sender),
        asked=tuple(_asked(outside, sender)),
        sent=tuple(reversed(list(_sent(outside, sender, replies)))),
        downloads=replies.of_request(),
    )


def _asked(outside: "Outside", sender: Sender) -> Iterator[Asked]:
    visit = sender.visit
    due = {each.id: each for each in outside.register.milestones(visit.id)}
    now = visit_now(visit)
    accepted = outside.register.accepted_items(visit.id, sender.id)
    not_held = outside.register.not_held(visit.id, sender.id)
    for item in sender.framework.items:
        state = "Received" if item.id in accepted else NOT_SENT
        if item.id in not_held and item.id not in accepted:
            state = "Not held"
        if _is_deferred(visit):
            yield Asked(item.number, item.title, NO_DATE, state, is_late=False)
            continue
        when = due[item.due]
        is_late = state == NOT_SENT and when.due <= now
        yield Asked(item.number, item.title, say_when(when.local), state, is_late)


def _tracking_due(outside: "Outside", sender: Sender) -> str:
    visit, milestone = sender.visit, sender.framework.tracking.milestone
    if milestone is None or not outside.register.selection(visit.id):
        return ""
    if _is_deferred(visit):
        return NO_DATE
    due = {each.id: say_when(each.local) for each in outside.register.milestones(visit.id)}
    return f"Due by {due[milestone]}" if milestone in due else ""


def _is_deferred(visit: Visit) -> bool:
    return visit.status is VisitStatus.DEFERRED


def _sent(outside: "Outside", sender: Sender, replies: ReplyDownloads) -> Iterator[Sent]:
    known = {each.upload: each for each in outside.register.submissions(sender.visit.id)}
    uploads = sent_by(outside, sender)
    for older, upload in zip(range(len(uploads), 0, -1), uploads, strict=True):
        answered = known.get(upload.identity)
        lines = replies.lines(answered) if answered and older <= MOST_LINES else ()
        yield _as_sent(upload, answered, replies, lines)


def _as_sent(
    upload: Upload, known: Submission | None, replies: ReplyDownloads, lines: tuple[str, ...]
) -> Sent:
    state, tone = STATES[known.status if known else SubmissionStatus.RECEIVED]
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
