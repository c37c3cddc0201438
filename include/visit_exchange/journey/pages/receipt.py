"""The receipt: all that a sender sent, when, and in what state, as a workbook to keep and print.

It names files as their sender did, so it goes to the holder of the link alone and is kept nowhere.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.asked_items import asked_items
from visit_exchange.journey.pages.sent_files import IN_PART, STATES
from visit_exchange.journey.pages.upload_permits import sent_by
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.in_use import replacements
from visit_exchange.tracking.items import is_tracking_item, kind_and_code
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    CHECKLIST_ITEM,
    TRACKING_CHECKLIST,
    Submission,
    SubmissionStatus,
    Upload,
)
from visit_exchange.writing.dates_in_words import say_day, say_time
from visit_exchange.writing.lateness import duration
from visit_exchange.writing.sheet_writing import Heading, PackBook

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

SENT = (
    Heading("Upload", 9),
    Heading("File", 45),
    Heading("Received", 32),
    Heading("On time", 24),
    Heading("Answers", 45),
    Heading("State", 26),
    Heading("Bytes", 12),
    Heading("SHA-256 of the file", 68),
)
ASKED = (Heading("Item", 60), Heading("Due by", 32), Heading("State", 26))
CHECKLISTS = {
    CHECKLIST_ITEM: "The checklist of the request",
    TRACKING_CHECKLIST: "The checklist about the selected children",
}
LINE = Sequence[object]


def receipt(outside: "Outside", sender: Sender) -> bytes:
    """Return the receipt (xlsx) of what this sender sent until now."""
    dossier, now = outside.register.dossier(sender.visit.id), visit_now(sender.visit)
    book = PackBook(now)
    lines = _about(sender, now)
    book.page("Receipt", f"Receipt for {sender.name}", lines, (30, 80))
    book.table("What was sent", SENT, list(sent_lines(dossier, sender, sent_by(outside, sender))))
    asked = asked_items(dossier, sender, now)
    rows = [(f"{each.number} {each.title}", each.due, each.state) for each in asked]
    book.table("What is asked for", ASKED, rows)
    return book.content()


def sent_lines(dossier: Dossier, sender: Sender, uploads: Sequence[Upload]) -> Iterator[LINE]:
    """Yield a line for each upload, as ``SENT`` has it, in the order in which they came."""
    known = {each.upload: each for each in dossier.submissions}
    replaced = replacements(dossier)
    for upload in uploads:
        submission = known.get(upload.identity)
        at = sender.visit.clock.visit_time(upload.received_at)
        if submission is None:
            yield (None, _name(upload), _when(sender, at), "", "", "Not checked yet", upload.size)
            continue
        yield (
            submission.number,
            _name(upload),
            _when(sender, submission.received_at),
            _on_time(submission),
            "; ".join(_answers(sender, submission)),
            _state(submission, replaced.get(submission.id)),
            upload.size,
            submission.sha256 or "",
        )


def _about(sender: Sender, now: datetime) -> list[LINE]:
    return [
        ("What it is about", f"{sender.framework.title}: {sender.visit.la_name}"),
        ("Visit", sender.visit.id),
        ("State of", _when(sender, now)),
        ("Kept", "Every file is kept as it was sent. Nobody can change or replace it."),
        (
            "To prove a file",
            "Its SHA-256 tells whether a file is the one that was sent, down to the last byte.",
        ),
    ]


def _name(upload: Upload) -> str:
    return PurePosixPath(upload.key).name


def _when(sender: Sender, at: datetime) -> str:
    local = at.astimezone(ZoneInfo(sender.framework.timezone))
    return f"{say_time(local.time().replace(second=0, microsecond=0))} on {say_day(local)}"


def _on_time(submission: Submission) -> str:
    if submission.answered_at is None:
        return ""
    return f"{duration(submission.late_by)} late" if submission.late_by else "Yes"


def _answers(sender: Sender, submission: Submission) -> Iterator[str]:
    titles = {each.id: f"{each.number} {each.title}" for each in sender.framework.items}
    kinds = {each.id: each.title for each in sender.framework.tracking.items}
    for item in submission.items:
        if is_tracking_item(item.item):
            kind, code = kind_and_code(item.item)
            yield f"{kinds.get(kind, kind)} of {code}"
        else:
            yield titles.get(item.item) or CHECKLISTS.get(item.item, "")


def _state(submission: Submission, replaced_by: int | None) -> str:
    if replaced_by:
        return f"Replaced by upload {replaced_by}"
    is_in_part = any(item.status in ACCEPTED for item in submission.items)
    if submission.status is SubmissionStatus.MUST_FIX and is_in_part:
        return IN_PART[0]
    return STATES[submission.status][0]
