"""What goes into one version of a pack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.kinds import Framework
from visit_exchange.kinds.asked_for import Item
from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.packs.suppressing import SMALLEST_COUNT
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.uploads.taken_back import TakenBack
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)  # what is worked out of it is kept for it
class PackList:
    """An accepted list, treated. ``problems_told`` are the questions that go on to inspectors,
    ``not_held`` the ids of columns for which the authority holds nothing, ``redacted`` how many
    identifiers of each kind were taken out, ``upload`` the submission that it came in.
    Where several senders have sent it, ``uploads`` are all of theirs and the rows are together.
    ``notified`` is the visit's notification date."""

    spec: ListSpec
    frame: "pd.DataFrame" = field(repr=False)
    as_at: date | None
    problems_told: tuple[Problem, ...] = ()
    not_held: tuple[str, ...] = ()
    upload: str = ""
    checks_run: int = 0
    redacted: tuple[tuple[str, int], ...] = ()
    uploads: tuple[str, ...] = ()
    notified: date | None = None

    @property
    def judged_on(self) -> date | None:
        """The day that its dates are counted back from: as at, else the notification date."""
        return self.as_at or self.notified


@dataclass(frozen=True)
class PackDocument:
    """An accepted document, cleaned; ``kind`` is its file type, ``items`` all that it serves.

    ``released`` is what a person has seen in it and let through, kind to count.
    """

    items: tuple[str, ...]
    kind: str
    content: bytes = field(repr=False)
    upload: str
    released: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Late:
    """An item that came after its deadline, and by how much."""

    item: str
    by: timedelta


@dataclass(frozen=True)
class PartnerSent:
    """What a partner was asked for besides the authority: ``sent`` is the upload by item."""

    id: str
    name: str
    kind: str
    sent: Mapping[str, str]
    missing: tuple[Item, ...]
    not_held: tuple[Item, ...]


@dataclass(frozen=True, eq=False)
class PackContents:
    """One version of a pack. ``published`` is visit time; ``missing`` items may still come;
    ``due_later`` says of those that are not due yet until when (a milestone's local time, by item).
    ``does_not_apply`` are those of which the authority says so, ``taken_back`` uploads that an
    earlier version held and that are used no longer.

    ``small_numbers``: a number from 1 to under this one is hidden where it may be handed on, and
    larger ones are rounded to it.
    """

    visit: Visit
    framework: Framework
    version: int
    published: datetime
    is_final: bool
    lists: tuple[PackList, ...] = ()
    documents: tuple[PackDocument, ...] = ()
    missing: tuple[Item, ...] = ()
    due_later: Mapping[str, str] = field(default_factory=dict)
    late: tuple[Late, ...] = ()
    not_held: tuple[Item, ...] = ()
    does_not_apply: tuple[Item, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    partners: tuple[PartnerSent, ...] = ()
    small_numbers: int = SMALLEST_COUNT
