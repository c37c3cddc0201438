"""The mails that tell a sender what became of its files: one alone, or several with a line each."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.receiving.replying import inboxes
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.upload import standing
from visit_exchange.mails.catalogue import mail
from visit_exchange.services.addresses import place_of
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places.keys import is_answer_to_inspectors
from visit_exchange.visits.uploads.submission import ACCEPTED, Submission, SubmissionStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

Text = tuple[str, str]  # the subject and the text of a mail
# A mail's key, whom it is to, its subject and its text.
Written = tuple[str, tuple[str, ...], str, str]
NOT_USED = frozenset({SubmissionStatus.WITHHELD, SubmissionStatus.SET_ASIDE})
# What a mail counts, in the order in which it is to be read.
COUNTED = {
    "to correct": frozenset({SubmissionStatus.MUST_FIX}),
    "not used": NOT_USED,
    "accepted": ACCEPTED,
    "sent before": frozenset({SubmissionStatus.SEEN_BEFORE}),
}


def told_alone(
    outside: "Outside",
    dossier: Dossier,
    sender: Sender,
    group: tuple[Submission, ...],
    texts: Mapping[str, Text],
) -> Written:
    """Return the mail about one upload; ``texts`` are those of each upload by its id."""
    [upload] = group
    key = f"{upload.id}/reply"
    if dossier.mail_written(key):  # it was checked again since
        key = f"{key}/{upload.answered_at:%Y%m%d%H%M%S}"
    to = inboxes(sender, are_inspectors=is_answer_to_inspectors(upload.reply_prefix or ""))
    return key, to, *texts[upload.id]


def told_together(
    outside: "Outside",
    dossier: Dossier,
    sender: Sender,
    group: tuple[Submission, ...],
    texts: Mapping[str, Text],
) -> Written:
    """Return one mail about several uploads of a sender."""
    visit, last = dossier.visit, group[-1]
    lines = [
        line for each in sorted(group, key=_is_settled) for line in _lines(each, *texts[each.id])
    ]
    subject, text = mail(
        "replies",
        visit=visit.id,
        files=len(group),
        summary=summary(group),
        lines=lines,
        standing=standing(visit),
        has_page=bool(outside.settings.upload_origin),
        where=place_of(outside, Bucket.REPLIES, sender.folder),
    )
    key = f"{last.id}/replies/{len(group)}-{last.answered_at:%Y%m%d%H%M%S}"
    return key, inboxes(sender, are_inspectors=False), subject, text


def summary(uploads: Sequence[Submission]) -> str:
    """Return how many came to what: ``2 to correct, 5 accepted``."""
    numbers = {
        words: sum(each.status in statuses for each in uploads)
        for words, statuses in COUNTED.items()
    }
    return ", ".join(f"{number} {words}" for words, number in numbers.items() if number)


def _is_settled(upload: Submission) -> tuple[bool, int]:
    """Return the order in which a mail tells of uploads: first those that need somebody."""
    return upload.status not in NOT_USED | {SubmissionStatus.MUST_FIX}, upload.number


def _lines(upload: Submission, subject: str, text: str) -> list[str]:
    """Return a line for an upload, and what to do about one that is not used as it is."""
    told = [] if _is_settled(upload)[0] else text.splitlines()[1:-1]
    return [f"- {subject}.", *(f"  {line}" for line in told)]
