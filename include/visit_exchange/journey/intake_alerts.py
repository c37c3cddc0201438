"""What the data team is told about uploads: withheld, stray, or holding what they must not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from visit_exchange.journey.mailing import alert_once, mail_once
from visit_exchange.journey.sender import sender_of
from visit_exchange.journey.telling import mail_sender
from visit_exchange.mails.catalogue import mail
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.returns.checks.hidden_places import HiddenFinding
from visit_exchange.returns.reply.list_answer import ContainedBreach, in_words
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import Submission, Upload
from visit_exchange.visits.visit import Visit
from visit_exchange.writing.counted import count

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


# What the keys of mails about an upload of no visit begin with.
STRAY = "stray/"


def tell_of_withheld(outside: "Outside", dossier: Dossier, submission: Submission) -> None:
    """Tell the data team that an upload is withheld, and why."""
    _tell(outside, dossier, submission, "withheld", "upload_withheld", reason=submission.reason)


def breaches_by_place(
    breaches: Sequence[ContainedBreach], hidden: Sequence[HiddenFinding]
) -> dict[str, Mapping[str, int]]:
    """Return what was contained, for the audit: kinds and counts, in columns and beside lists."""
    beside = Counter({f"{in_words(f.kind)} in {f.place}": f.count for f in hidden})
    found = {"columns": Counter(each.words for each in breaches), "beside the lists": beside}
    return {where: kinds for where, kinds in found.items() if kinds}


def tell_of_breaches(
    outside: "Outside",
    dossier: Dossier,
    submission: Submission,
    breaches: Sequence[ContainedBreach],
) -> None:
    """Tell the data team that identifying columns were contained: what kind, never what."""
    kinds = Counter(breach.words for breach in breaches)
    lines = "\n".join(f"- {words}: {count(n, 'column')}" for words, n in sorted(kinds.items()))
    _tell(outside, dossier, submission, "breach", "breach_contained", lines=lines)


def tell_of_hidden(
    outside: "Outside", dossier: Dossier, submission: Submission, found: Sequence[HiddenFinding]
) -> None:
    """Tell the data team what a workbook hides beside its lists: kinds, places and counts."""
    lines = "\n".join(f"- {each.count} × {in_words(each.kind)} in {each.place}" for each in found)
    _tell(outside, dossier, submission, "hidden", "breach_beside_lists", lines=lines)


def tell_of_taken(
    outside: "Outside", dossier: Dossier, submission: Submission, counts: Mapping[Kind, int]
) -> None:
    """Tell the data team what an upload's text lost: kinds and counts."""
    lines = "\n".join(f"- {_lost(kind)}: {n}" for kind, n in sorted(counts.items()))
    key, written = f"{submission.id}/taken", _written(submission, "text_redacted", lines=lines)
    if not dossier.mail_written(key):
        to = outside.settings.data_team_email
        mail_once(outside, key, to, *written, visit_id=submission.visit_id)


def _lost(kind: Kind) -> str:
    return "cells withheld" if kind is Kind.UNSURE_NAME else in_words(kind)


def tell_of_left_out(outside: "Outside", visit: Visit, upload: str) -> None:
    """Tell data team and sender that an accepted document names a child after all."""
    sender = sender_of(outside, outside.register.submission(upload))
    written, team = mail("document_left_out", upload=upload), outside.settings.data_team_email
    mail_once(outside, f"{upload}/left-out/{team}", team, *written, visit_id=visit.id)
    mail_sender(outside, f"{upload}/left-out/{sender.email}", sender, *written)


def tell_of_stray(outside: "Outside", upload: Upload) -> None:
    """Tell the data team of an upload under a prefix that belongs to no visit."""
    key = f"{STRAY}{upload.identity.key_hash}/{upload.version_id}"
    written = mail("stray_upload", version=upload.version_id)
    alert_once(outside, key, *written)


def _tell(
    outside: "Outside",
    dossier: Dossier,
    submission: Submission,
    what: str,
    occasion: str,
    **values: object,
) -> None:
    key = f"{submission.id}/{what}"
    if not dossier.mail_written(key):
        written = _written(submission, occasion, **values)
        alert_once(outside, key, *written, visit_id=submission.visit_id)


def _written(submission: Submission, occasion: str, **values: object) -> tuple[str, str]:
    return mail(
        occasion,
        upload=submission.id,
        number=submission.number,
        visit=submission.visit_id,
        **values,
    )
