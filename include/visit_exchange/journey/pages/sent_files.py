"""The files that a sender has sent, as its page shows them: what each is, and what became of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from visit_exchange.journey.pages.matching import is_matchable
from visit_exchange.journey.pages.reply_downloads import Download, ReplyDownloads
from visit_exchange.journey.pages.what_it_was_for import answers_of, sent_for
from visit_exchange.journey.receiving.answering_too import may_answer_too
from visit_exchange.journey.receiving.what_taking_back_does import may_take_back
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.in_use import replacements
from visit_exchange.journey.upload import OUR_FAULT
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    Submission,
    SubmissionStatus,
    Upload,
    UploadIdentity,
)
from visit_exchange.writing.dates_in_words import say_moment

REPLACED = "Upload {number} has replaced this file."
TAKEN_BACK = "You took this file back. It is not used."
IN_PART = ("Used in part, needs fixing", "yellow")
MOST_LINES = 50  # newest files whose replies open on the page itself; the others are a click away
# State of an upload in the officer's words, and how it is marked.
STATES: Mapping[SubmissionStatus, tuple[str, str]] = {
    SubmissionStatus.RECEIVED: ("Being checked", "blue"),
    SubmissionStatus.SCREENED: ("Being checked", "blue"),
    SubmissionStatus.ACCEPTED: ("In use", "green"),
    SubmissionStatus.ACCEPTED_WITH_QUERIES: ("In use, with questions", "turquoise"),
    SubmissionStatus.MUST_FIX: ("Needs fixing", "red"),
    SubmissionStatus.WITHHELD: ("Not used", "red"),
    SubmissionStatus.SET_ASIDE: ("Set aside", "yellow"),
    SubmissionStatus.SEEN_BEFORE: ("Sent before", "grey"),
    SubmissionStatus.TAKEN_BACK: ("Taken back", "grey"),
}
# What its sender can do something about.
NEEDS_SENDER = frozenset(
    {SubmissionStatus.MUST_FIX, SubmissionStatus.WITHHELD, SubmissionStatus.SET_ASIDE}
)
# What is over: folded away on the page.
OVER = frozenset({SubmissionStatus.SEEN_BEFORE, SubmissionStatus.TAKEN_BACK})


@dataclass(frozen=True)
class Sent:
    """One file that was sent. ``id`` is the hash of its key; ``name`` is the sender's own.

    ``answers`` is what it is used for, or was sent for, in words. ``before`` is how many files go
    before it while it waits; None when nobody knows yet. ``is_over``: replaced, taken back or sent
    before. ``is_matchable`` says that it helps to say which of its columns are which. ``lines`` are
    the first of our reply, as the mail has them.
    """

    id: str
    number: int | None
    state: str
    tone: str
    came: str
    answers: tuple[str, ...]
    is_waiting: bool
    before: int | None
    needs_you: bool
    is_over: bool
    may_take_back: bool
    may_answer_too: bool
    is_matchable: bool
    downloads: tuple[Download, ...]
    lines: tuple[str, ...]
    name: str = field(repr=False)


class SentFiles:
    """Puts together what is shown of a sender's files."""

    def __init__(
        self,
        dossier: Dossier,
        sender: Sender,
        replies: ReplyDownloads,
        before: Mapping[UploadIdentity, int],
        rules: Mapping[str, Collection[str]],
    ) -> None:
        """``before``: how many files go before each that waits; ``rules``: which failed in each."""
        self._rules = rules
        self._dossier, self._sender = dossier, sender
        self._replies, self._before = replies, before
        self._known = {each.upload: each for each in dossier.submissions}
        self._replaced = replacements(dossier)
        # What a person decides on, or has decided, is told in the newest words.
        waited = {each.submission_id for each in dossier.document_reviews}
        self._decided = {
            e.id: (e.reason,) for e in dossier.submissions if e.id in waited and e.reason
        }

    def of(self, uploads: list[Upload]) -> Iterator[Sent]:
        """Yield the files in the order given, oldest first."""
        for older, upload in zip(range(len(uploads), 0, -1), uploads, strict=True):
            yield self._one(upload, has_lines=older <= MOST_LINES)

    def _one(self, upload: Upload, *, has_lines: bool) -> Sent:
        known = self._known.get(upload.identity)
        by = self._replaced.get(known.id) if known else None
        state, tone = ("Replaced", "grey") if by else _state(known)
        is_waiting = known is None or known.answered_at is None
        is_over = by is not None or (known is not None and known.status in OVER)
        return Sent(
            id=upload.identity.key_hash,
            number=known.number if known else None,
            state=state,
            tone=tone,
            came=self._came(upload.received_at),
            answers=self._answers(upload, known),
            is_waiting=is_waiting,
            before=self._before.get(upload.identity) if is_waiting else None,
            needs_you=not is_over and not is_waiting and self._needs_sender(known),
            is_over=is_over,
            may_take_back=known is not None and not may_take_back(known),
            may_answer_too=known is not None and may_answer_too(known),
            is_matchable=not by and known is not None and self._is_matchable(known),
            downloads=self._replies.to(known, is_over=is_over) if known else (),
            lines=self._lines(known, by, has_lines=has_lines),
            name=PurePosixPath(upload.key).name,
        )

    def _is_matchable(self, known: Submission) -> bool:
        return is_matchable(known, self._rules.get(known.id, ()))

    def _came(self, at: datetime) -> str:
        visit_time = self._sender.visit.clock.visit_time(at)
        return say_moment(visit_time, self._dossier.framework.timezone)

    def _answers(self, upload: Upload, known: Submission | None) -> tuple[str, ...]:
        found = answers_of(known, self._dossier) if known else ()
        return found or sent_for(upload, self._sender)

    def _needs_sender(self, known: Submission | None) -> bool:
        if known is None or known.status not in NEEDS_SENDER or known.reason == OUR_FAULT:
            return False
        open_ = {r.submission_id for r in self._dossier.document_reviews if r.decision is None}
        return known.id not in open_

    def _lines(
        self, known: Submission | None, by: int | None, *, has_lines: bool
    ) -> tuple[str, ...]:
        if known is None:
            return ()
        if by:
            return (REPLACED.format(number=by),)
        if known.status is SubmissionStatus.TAKEN_BACK:
            return (TAKEN_BACK,)
        return self._decided.get(known.id) or (self._replies.lines(known) if has_lines else ())


def _state(known: Submission | None) -> tuple[str, str]:
    """Return how an upload stands in the officer's words; one of which a part is used says so."""
    if known is None:
        return STATES[SubmissionStatus.RECEIVED]
    is_in_part = any(item.status in ACCEPTED for item in known.items)
    if known.status is SubmissionStatus.MUST_FIX and is_in_part:
        return IN_PART
    return STATES[known.status]
