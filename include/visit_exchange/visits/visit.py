"""A visit as the register knows it: who, when, which kind, and the one table of how it may move."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from visit_exchange.errors import UserError
from visit_exchange.visits.dates.clock import VisitClock
from visit_exchange.visits.extra_items import ExtraItem
from visit_exchange.visits.people.people import Person

# Between a visit's id and the number of its timeline; no visit's id has one.
RUN_SEPARATOR = "~"


class VisitStatus(StrEnum):
    """Where a visit stands. The values are stored: changing one needs a migration."""

    REGISTERED = "registered"
    OPEN = "open"
    RETURNS_CLOSED = "returns_closed"
    SELECTED = "selected"
    TRACKING_CLOSED = "tracking_closed"
    CLOSED = "closed"
    DISPOSED = "disposed"
    # Beside the journey: a deferred visit may begin again, a cancelled one is never made.
    DEFERRED = "deferred"
    CANCELLED = "cancelled"

    def has_reached(self, other: "VisitStatus") -> bool:
        """Say whether a visit that stands here has got as far as ``other``, or further.

        One that stands beside the journey has reached nothing but that.
        """
        if self in STOPPED or other in STOPPED:
            return self is other
        journey = list(VisitStatus)
        return journey.index(self) >= journey.index(other)


# Nothing is waited for, and no pack is published; nor is it before a visit is open (again).
STOPPED = frozenset({VisitStatus.DEFERRED, VisitStatus.CANCELLED})
UNPUBLISHED = STOPPED | {VisitStatus.REGISTERED}
# Nothing that arrives is used any more.
ENDED = frozenset({VisitStatus.CLOSED, VisitStatus.CANCELLED, VisitStatus.DISPOSED})

VISIT_MOVES: dict[VisitStatus, frozenset[VisitStatus]] = {
    VisitStatus.REGISTERED: frozenset({VisitStatus.OPEN}) | STOPPED,
    VisitStatus.OPEN: frozenset({VisitStatus.RETURNS_CLOSED}) | STOPPED,
    # Inspectors may select late: tracking closes on its own instant, with or without a selection.
    # A kind of visit may have no tracking, or no selection: then the visit closes from here.
    VisitStatus.RETURNS_CLOSED: frozenset(
        {VisitStatus.SELECTED, VisitStatus.TRACKING_CLOSED, VisitStatus.CLOSED}
    )
    | STOPPED,
    VisitStatus.SELECTED: frozenset({VisitStatus.TRACKING_CLOSED, VisitStatus.CLOSED}) | STOPPED,
    VisitStatus.TRACKING_CLOSED: frozenset({VisitStatus.CLOSED}) | STOPPED,
    VisitStatus.CLOSED: frozenset({VisitStatus.DISPOSED}),
    VisitStatus.DISPOSED: frozenset(),
    # A visit that is resumed begins again, with a new notification date.
    VisitStatus.DEFERRED: frozenset({VisitStatus.REGISTERED, VisitStatus.CANCELLED}),
    VisitStatus.CANCELLED: frozenset({VisitStatus.DISPOSED}),
}


def check_visit_move(current: VisitStatus, to: VisitStatus) -> None:
    """Raise UserError unless a visit may move from ``current`` to ``to``."""
    if to not in VISIT_MOVES[current]:
        raise UserError(f"A visit that is {current.value} cannot become {to.value}")


@dataclass(frozen=True)
class NewVisit:
    """What the data team enters to register a visit.

    ``la_code`` is the DfE code (three digits); e-mail addresses are those of the local area
    nominated officer (LANO; empty until one is nominated) and the lead inspector;
    ``on_site_days`` is 1 to the framework's most;
    ``inspectors`` are the logins of those who see the visit and choose its children. ``items`` are
    the items asked for where they are chosen visit by visit, else empty; ``agreed`` are the days
    agreed with the authority, by milestone.
    """

    framework: str
    la_code: str
    la_name: str
    notified: date
    lano_email: str
    lead_inspector_email: str
    on_site_days: int
    clock: VisitClock
    inspectors: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    agreed: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Visit:
    """A registered visit. ``id`` is also its prefix in every bucket and stays when it is resumed.

    ``items`` are the items chosen for it; empty when it asks for all that its framework has.
    ``extra`` are what it was asked for beside them while it went on. ``timeline`` counts its
    timelines: 2 and on after it was resumed with a new notification date. ``people`` are all who
    have a role now; ``lano_email`` is empty until a LANO is nominated.
    """

    id: str
    framework: str
    la_code: str
    la_name: str
    notified: date
    lano_email: str
    lead_inspector_email: str
    on_site_days: int
    clock: VisitClock
    status: VisitStatus
    is_rehearsal: bool
    items: tuple[str, ...] = ()
    timeline: int = 1
    extra: tuple[ExtraItem, ...] = ()
    people: tuple[Person, ...] = ()

    @property
    def run_id(self) -> str:
        """The id of its run in Airflow, and the beginning of what is mailed once in a timeline."""
        return self.id if self.timeline == 1 else f"{self.id}{RUN_SEPARATOR}{self.timeline}"


def visit_of_run(run_id: str) -> str:
    """Return the id of the visit that a run is of."""
    return run_id.partition(RUN_SEPARATOR)[0]


@dataclass(frozen=True)
class VisitMilestone:
    """One deadline of a visit as stored at registration.

    ``due`` is a UTC instant in visit time, ``local`` the same instant as people read it
    (``2023-03-30T17:00:00+01:00``), ``calendar`` the bank holiday calendar it was computed with,
    ``reached_at`` the instant (visit time) at which the visit's run passed it, or None.
    """

    visit_id: str
    id: str
    title: str
    due: datetime
    local: str
    calendar: str
    adjusted: bool
    reached_at: datetime | None


@dataclass(frozen=True)
class Adjustment:
    """An audited change of one milestone, with the reason that was given."""

    visit_id: str
    milestone: str
    was: datetime
    now: datetime
    reason: str
    made_by: str
    made_at: datetime
