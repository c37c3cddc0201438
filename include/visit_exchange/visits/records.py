"""What the register hands out besides visits and submissions. Times are aware UTC instants."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from visit_exchange.kinds.severity import Severity
from visit_exchange.visits.places.keys import pack_folder
from visit_exchange.visits.uploads.submission import SubmittedItem
from visit_exchange.visits.visit import VisitStatus


@dataclass(frozen=True)
class ProblemCount:
    """How often one rule failed in one column of an upload; never which values."""

    rule: str
    severity: Severity
    field: str | None
    count: int


@dataclass(frozen=True)
class Answer:
    """What is written with the move of a submission; None leaves what the register holds.

    ``sha256`` is of the content (hex), ``kind`` the real type, ``reason`` a plain sentence without
    values, ``reply_prefix`` where the reply lies in the replies bucket. ``crosswalk`` is sealed,
    ``names`` are prints of children's names. ``not_held`` is what a checklist declares, None for
    any other file; ``of_children`` what one about selected children does, item to whether it does
    not apply; ``undecided`` what a person must decide on, kind to count; ``breaches`` the
    kinds of identifier that were contained, and how often, by where they stood.
    """

    sha256: str | None = None
    kind: str | None = None
    reason: str | None = None
    late_by: timedelta | None = None
    reply_prefix: str | None = None
    items: tuple[SubmittedItem, ...] = ()
    problem_counts: tuple[ProblemCount, ...] = ()
    crosswalk: bytes | None = field(default=None, repr=False)
    names: frozenset[str] = frozenset()
    not_held: frozenset[str] | None = None
    of_children: Mapping[str, bool] | None = None
    undecided: Mapping[str, int] = field(default_factory=dict)
    breaches: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class UnderSeal:
    """What of a visit opens only with its key: by upload, and the prints of children's names.

    ``own_headings`` is what senders call their columns, by sender and list.
    """

    upload_keys: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    crosswalks: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    name_prints: frozenset[str] = field(default=frozenset(), repr=False)
    own_headings: Mapping[tuple[str, str], bytes] = field(default_factory=dict, repr=False)


# Who makes a selection when a child declines or withdraws: it is the choice without that child.
BY_AUTHORITY = "local authority"


@dataclass(frozen=True)
class Selection:
    """The children (codes) whom inspectors chose to track. The newest of a visit counts.

    ``declined`` are those of the visit who declined or withdrew, and are chosen no more;
    ``own_due`` the instants by which information about a child is due where they are its own.
    """

    visit_id: str
    codes: tuple[str, ...]
    made_by: str
    made_at: datetime
    declined: tuple[str, ...] = ()
    own_due: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def has_free_place(self) -> bool:
        """Whether a child has left whom inspectors have not replaced yet."""
        return self.made_by == BY_AUTHORITY


@dataclass(frozen=True)
class Pack:
    """A numbered pack of a visit.

    ``kind`` says which series (``returns``, ``tracking``); each counts from 1. ``fingerprint`` is
    of everything that the pack is made from: the same inputs make no new version.
    ``published_at`` is None while the number is only reserved. ``manifest_sha256`` is None until
    then. ``is_final`` marks the pack made at the deadline.
    """

    visit_id: str
    kind: str
    version: int
    fingerprint: str
    is_final: bool
    manifest_sha256: str | None
    published_at: datetime | None

    @property
    def prefix(self) -> str:
        """Where the pack lies in the packs bucket; tracking has a prefix of its own."""
        series = "" if self.kind == "returns" else self.kind
        return pack_folder(self.visit_id, series, self.version)


@dataclass(frozen=True)
class Stop:
    """That a visit was deferred or cancelled (``to``): why, by whom, and when in visit time."""

    to: VisitStatus
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class AuditEntry:
    """One act on a visit. ``at`` is visit time, ``written_at`` the database's own clock.

    ``detail`` holds ids and counts only.
    """

    id: int
    visit_id: str
    at: datetime
    by: str
    act: str
    detail: Mapping[str, object]
    written_at: datetime


@dataclass(frozen=True)
class SentMail:
    """A mail that went out: the key of its occasion, to whom, and the wall's time."""

    key: str
    to: str
    at: datetime


@dataclass(frozen=True)
class ProviderChoice:
    """Which providers inspectors plan to visit; ``number`` tells one choice from another."""

    number: int
    names: tuple[str, ...]


class Decision(StrEnum):
    """What a person decided on a withheld document. The values are stored."""

    RELEASED = "released"
    REFUSED = "refused"


@dataclass(frozen=True)
class DocumentReview:
    """A document on which a person decides or has decided; ``found`` is kind to count.

    ``number`` is the upload's within its visit. Instants are in visit time.
    """

    submission_id: str
    number: int
    found: Mapping[str, int]
    withheld_at: datetime
    decision: Decision | None
    reason: str | None
    decided_by: str | None
