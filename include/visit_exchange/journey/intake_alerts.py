"""What the data team is told about uploads: held, stray, or holding what they must not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from visit_exchange.journey.mailing import mail_each, mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.sender import sender_of
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.returns.reply.actions import count
from visit_exchange.returns.reply.list_answer import ContainedBreach, in_words
from visit_exchange.returns.tables.hidden_places import HiddenFinding
from visit_exchange.visits.submission import Submission, Upload
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def tell_of_held(outside: "Outside", submission: Submission) -> None:
    """Tell the data team that an upload is held, and why. It lies untouched in the uploads."""
    text = (
        f"Upload {submission.number} of {submission.visit_id} is held and was not opened further."
        f"\n\n"
        f"Why: {submission.reason}\n\n"
        "Its sender has been told what to do. The upload lies untouched in the upload bucket.\n"
    )
    _tell(outside, f"{submission.id}/held", f"Upload held: {submission.id}", text, submission)


def tell_of_breaches(
    outside: "Outside", submission: Submission, breaches: Sequence[ContainedBreach]
) -> None:
    """Tell the data team that identifying columns were contained: what kind, never what."""
    if not breaches:
        return
    kinds = Counter(breach.words for breach in breaches)
    _record(outside, submission, "columns", kinds)
    lines = "\n".join(f"- {words}: {count(n, 'column')}" for words, n in sorted(kinds.items()))
    text = (
        f"Upload {submission.number} of {submission.visit_id} holds columns that identify people:"
        f"\n\n{lines}\n\n"
        "We have not read them and nobody else gets them. The rest of the list is used where it "
        "can be. Its sender has been told.\n"
    )
    _tell(
        outside, f"{submission.id}/breach", f"Breach contained: {submission.id}", text, submission
    )


def tell_of_hidden(
    outside: "Outside", submission: Submission, found: Sequence[HiddenFinding]
) -> None:
    """Tell the data team what a workbook hides beside its lists: kinds, places and counts."""
    lines = "\n".join(f"- {each.count} × {in_words(each.kind)} in {each.place}" for each in found)
    text = (
        f"Upload {submission.number} of {submission.visit_id} holds what identifies people beside "
        f"its lists:\n\n{lines}\n\n"
        "Nothing of it is passed on. Its sender has been told.\n"
    )
    kinds = Counter({f"{in_words(f.kind)} in {f.place}": f.count for f in found})
    _record(outside, submission, "beside the lists", kinds)
    subject = f"Breach contained beside the lists: {submission.id}"
    _tell(outside, f"{submission.id}/hidden", subject, text, submission)


def tell_of_taken(outside: "Outside", submission: Submission, counts: Mapping[Kind, int]) -> None:
    """Tell the data team what an upload's text lost: kinds and counts."""
    lines = "\n".join(f"- {_lost(kind)}: {n}" for kind, n in sorted(counts.items()))
    text = (
        f"Text in the lists of upload {submission.number} of {submission.visit_id} names people or "
        f"holds their numbers. Before inspectors get it, we take out or withhold:\n\n{lines}\n\n"
        "Its sender has been told, cell by cell.\n"
    )
    subject = f"Text redacted: {submission.id}"
    _tell(outside, f"{submission.id}/taken", subject, text, submission)


def _lost(kind: Kind) -> str:
    return "cells withheld" if kind is Kind.UNSURE_NAME else in_words(kind)


def _record(
    outside: "Outside", submission: Submission, where: str, kinds: Mapping[str, int]
) -> None:
    at = visit_now(outside.register.visit(submission.visit_id))
    outside.register.record_breach(submission.id, where, kinds, at=at)


def tell_of_left_out(outside: "Outside", visit: Visit, upload: str) -> None:
    """Tell data team and sender that an accepted document names a child after all."""
    text = (
        f"The document of upload {upload} names a child of the lists, by a reference that was not "
        "known when it came. It is left out of the pack; its item counts as missing.\n\n"
        "Upload the document again without what identifies the child.\n"
    )
    sender = sender_of(outside, outside.register.submission(upload))
    both, subject = (outside.settings.data_team_email, sender.email), f"Document left out: {upload}"
    mail_each(outside, f"{upload}/left-out", both, subject, text, visit.id)


def tell_of_stray(outside: "Outside", upload: Upload) -> None:
    """Tell the data team of an upload under a prefix that belongs to no visit."""
    text = (
        "An upload lies under a prefix that belongs to no registered visit. Nobody has been "
        "answered.\n\n"
        f"Its version id is {upload.version_id}. Register the visit, or ask the authority to "
        "upload to the place that its request names.\n"
    )
    key = f"stray/{upload.identity.key_hash}/{upload.version_id}"
    mail_once(outside, key, outside.settings.data_team_email, "Upload without a visit", text)


def _tell(outside: "Outside", key: str, subject: str, text: str, submission: Submission) -> None:
    to = outside.settings.data_team_email
    mail_once(outside, key, to, subject, text, visit_id=submission.visit_id)
