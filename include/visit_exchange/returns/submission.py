"""One uploaded file as the register knows it, and the one table of how it may move."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from visit_exchange.errors import UserError


class SubmissionStatus(StrEnum):
    """Where an upload stands. The values are stored: changing one needs a migration."""

    RECEIVED = "received"
    SCREENED = "screened"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_QUERIES = "accepted_with_queries"
    MUST_FIX = "must_fix"
    HELD = "held"
    SET_ASIDE = "set_aside"
    SEEN_BEFORE = "seen_before"


ACCEPTED = frozenset({SubmissionStatus.ACCEPTED, SubmissionStatus.ACCEPTED_WITH_QUERIES})
ANSWERS = ACCEPTED | {
    SubmissionStatus.MUST_FIX,
    SubmissionStatus.HELD,
    SubmissionStatus.SET_ASIDE,
    SubmissionStatus.SEEN_BEFORE,
}
SUBMISSION_MOVES: dict[SubmissionStatus, frozenset[SubmissionStatus]] = {
    SubmissionStatus.RECEIVED: frozenset(
        {SubmissionStatus.SCREENED, SubmissionStatus.HELD, SubmissionStatus.SEEN_BEFORE}
    ),
    SubmissionStatus.SCREENED: ANSWERS,
    **{answer: frozenset() for answer in ANSWERS},
}


def check_submission_move(current: SubmissionStatus, to: SubmissionStatus) -> None:
    """Raise UserError unless an upload may move from ``current`` to ``to``."""
    if to not in SUBMISSION_MOVES[current]:
        raise UserError(f"An upload that is {current.value} cannot become {to.value}")


@dataclass(frozen=True)
class Upload:
    """An object version in the upload bucket: the identity of what an authority sent.

    ``received_at`` is the object store's own timestamp (wall time, UTC). ``key`` holds the name
    that the authority chose, which may identify a child: it never reaches a log or a message.
    """

    key: str
    version_id: str
    size: int
    received_at: datetime

    def __repr__(self) -> str:
        return f"Upload(version_id={self.version_id!r}, size={self.size})"


@dataclass(frozen=True)
class SubmittedItem:
    """One item of the request that an upload answers.

    ``item`` is a list or document id of the framework, or for tracking ``<kind>:<child code>``.
    ``staged_key`` is where the accepted, treated content lies in staging; None when not accepted.
    ``checks_run`` and ``rows`` are counts. ``not_held`` are the column ids not held.
    """

    item: str
    status: SubmissionStatus
    rows: int = 0
    checks_run: int = 0
    must_fix: int = 0
    please_check: int = 0
    not_held: tuple[str, ...] = ()
    staged_key: str | None = None


@dataclass(frozen=True)
class Submission:
    """An upload with what became of it.

    ``received_at`` is in visit time. ``late_by`` is None when on time (or nothing was due).
    ``sha256`` is None until the content was read. ``reason`` is a plain sentence without values.
    """

    id: str
    visit_id: str
    number: int
    upload: Upload
    received_at: datetime
    status: SubmissionStatus
    sha256: str | None
    kind: str | None
    reason: str | None
    late_by: timedelta | None
    items: tuple[SubmittedItem, ...]
    reply_prefix: str | None
    answered_at: datetime | None
