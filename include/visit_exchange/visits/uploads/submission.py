"""One uploaded file as the register knows it, and the one table of how it may move."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from visit_exchange.errors import UserError
from visit_exchange.visits.places.keys import PARTNERS_FOLDER, sender_prefix, visit_prefix
from visit_exchange.visits.places.sent_for import plain_name, sent_name


class SubmissionStatus(StrEnum):
    """Where an upload stands. The values are stored: changing one needs a migration."""

    RECEIVED = "received"
    SCREENED = "screened"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_QUERIES = "accepted_with_queries"
    MUST_FIX = "must_fix"
    WITHHELD = "withheld"
    SET_ASIDE = "set_aside"
    SEEN_BEFORE = "seen_before"
    TAKEN_BACK = "taken_back"


# The item that the request's own checklist answers.
CHECKLIST_ITEM = "checklist"
TRACKING_CHECKLIST = "tracking-checklist"
ACCEPTED = frozenset({SubmissionStatus.ACCEPTED, SubmissionStatus.ACCEPTED_WITH_QUERIES})
ANSWERS = ACCEPTED | {
    SubmissionStatus.MUST_FIX,
    SubmissionStatus.WITHHELD,
    SubmissionStatus.SET_ASIDE,
    SubmissionStatus.SEEN_BEFORE,
}
SUBMISSION_MOVES: dict[SubmissionStatus, frozenset[SubmissionStatus]] = {
    SubmissionStatus.RECEIVED: frozenset(
        {SubmissionStatus.SCREENED, SubmissionStatus.WITHHELD, SubmissionStatus.SEEN_BEFORE}
    ),
    SubmissionStatus.SCREENED: ANSWERS,
    **{answer: frozenset({SubmissionStatus.TAKEN_BACK}) for answer in ANSWERS},
    # The checklist says of these what they are, or a later list shows that they name a child; or
    # its sender says which columns are which, and it is checked again.
    SubmissionStatus.MUST_FIX: frozenset(
        {
            SubmissionStatus.ACCEPTED,
            SubmissionStatus.WITHHELD,
            SubmissionStatus.SCREENED,
            SubmissionStatus.TAKEN_BACK,
        }
    ),
    SubmissionStatus.ACCEPTED: frozenset({SubmissionStatus.WITHHELD, SubmissionStatus.TAKEN_BACK}),
    SubmissionStatus.ACCEPTED_WITH_QUERIES: frozenset(
        {SubmissionStatus.ACCEPTED, SubmissionStatus.WITHHELD, SubmissionStatus.TAKEN_BACK}
    ),
    # Only where a person has decided on a withheld document, or its sender takes it back.
    SubmissionStatus.WITHHELD: frozenset(
        {SubmissionStatus.ACCEPTED, SubmissionStatus.SET_ASIDE, SubmissionStatus.TAKEN_BACK}
    ),
    SubmissionStatus.TAKEN_BACK: frozenset(),
}


def check_submission_move(current: SubmissionStatus, to: SubmissionStatus) -> None:
    """Raise UserError unless an upload may move from ``current`` to ``to``."""
    if to not in SUBMISSION_MOVES[current]:
        raise UserError(f"An upload that is {current.value} cannot become {to.value}")


@dataclass(frozen=True)
class UploadIdentity:
    """An upload without its name: the SHA-256 of its key (hex) and its version id."""

    key_hash: str
    version_id: str


@dataclass(frozen=True)
class Upload:
    """An object version in the upload bucket: what an authority sent.

    ``received_at`` is the object store's own timestamp (wall time, UTC). ``key`` holds the name
    that the authority chose, which may identify a child: it never reaches a log, a message or the
    register, which knows an upload by ``identity`` alone.
    """

    key: str
    version_id: str
    size: int
    received_at: datetime

    @property
    def visit_id(self) -> str:
        """The prefix that the upload was dropped under."""
        return self.key.partition("/")[0]

    @property
    def sender(self) -> str:
        """The id of the partner who sent it; empty for the authority and its inspectors."""
        folder, _, rest = self.key.removeprefix(f"{self.visit_id}/").partition("/")
        return rest.partition("/")[0] if f"{folder}/" == PARTNERS_FOLDER else ""

    @property
    def sent_name(self) -> str:
        """The name below the visit's prefix, as the sender knows it."""
        return sent_name(visit_prefix(self.visit_id), self.key)

    @property
    def name_hash(self) -> str:
        """The SHA-256 of sender and name (hex): the same for a file and its correction.

        The same too where one of them was sent for an item and the other was not.
        """
        folder = sender_prefix(self.visit_id, self.sender)
        name = plain_name(sent_name(folder, self.key))
        return hashlib.sha256(f"{folder}{name}".encode()).hexdigest()

    @property
    def identity(self) -> "UploadIdentity":
        """What tells this upload from every other, and names nobody."""
        digest = hashlib.sha256(self.key.encode("utf-8")).hexdigest()
        return UploadIdentity(digest, self.version_id)

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

    ``upload`` is the identity: ``ObjectStore.find_upload`` gives the object itself, ``size`` is in
    bytes. ``number`` counts up from 1 in each visit, in the order of arrival at the register.
    ``received_at`` is in visit time. ``late_by`` is None when on time (or nothing was due).
    ``sha256`` is None until the content was read. ``reason`` is a plain sentence without values.
    ``sender`` is the id of the partner who sent it; empty for the authority and its inspectors.
    ``name_hash`` is that of ``Upload``: the same for a file and its correction. ``told_at`` is the
    wall's time at which the mail was written that tells of its answer.
    """

    id: str
    visit_id: str
    number: int
    upload: UploadIdentity
    size: int
    received_at: datetime
    status: SubmissionStatus
    sha256: str | None
    kind: str | None
    reason: str | None
    late_by: timedelta | None
    items: tuple[SubmittedItem, ...]
    reply_prefix: str | None
    answered_at: datetime | None
    sender: str = ""
    name_hash: str = ""
    told_at: datetime | None = None


def visit_of_upload(submission_id: str) -> str:
    """Return the id of the visit that an upload was sent for."""
    return submission_id.rpartition("/")[0]
