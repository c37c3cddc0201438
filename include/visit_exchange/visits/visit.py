"""A visit as the register knows it: who, when, which kind, and the one table of how it may move."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from visit_exchange.errors import UserError
from visit_exchange.visits.clock import VisitClock


class VisitStatus(StrEnum):
    """Where a visit stands. The values are stored: changing one needs a migration."""

    REGISTERED = "registered"
    OPEN = "open"
    RETURNS_CLOSED = "returns_closed"
    SELECTED = "selected"
    TRACKING_CLOSED = "tracking_closed"
    CLOSED = "closed"
    DISPOSED = "disposed"

    def has_reached(self, other: "VisitStatus") -> bool:
        """Say whether a visit that stands here has got as far as ``other``, or further."""
        journey = list(VisitStatus)
        return journey.index(self) >= journey.index(other)


VISIT_MOVES: dict[VisitStatus, frozenset[VisitStatus]] = {
    VisitStatus.REGISTERED: frozenset({VisitStatus.OPEN}),
    VisitStatus.OPEN: frozenset({VisitStatus.RETURNS_CLOSED}),
    # Inspectors may select late: tracking closes on its own instant, with or without a selection.
    # A kind of visit may have no tracking, or no selection: then the visit closes from here.
    VisitStatus.RETURNS_CLOSED: frozenset(
        {VisitStatus.SELECTED, VisitStatus.TRACKING_CLOSED, VisitStatus.CLOSED}
    ),
    VisitStatus.SELECTED: frozenset({VisitStatus.TRACKING_CLOSED, VisitStatus.CLOSED}),
    VisitStatus.TRACKING_CLOSED: frozenset({VisitStatus.CLOSED}),
    VisitStatus.CLOSED: frozenset({VisitStatus.DISPOSED}),
    VisitStatus.DISPOSED: frozenset(),
}


def check_visit_move(current: VisitStatus, to: VisitStatus) -> None:
    """Raise UserError unless a visit may move from ``current`` to ``to``."""
    if to not in VISIT_MOVES[current]:
        raise UserError(f"A visit that is {current.value} cannot become {to.value}")


@dataclass(frozen=True)
class NewVisit:
    """What the data team enters to register a visit.

    ``la_code`` is the DfE code (three digits); e-mail addresses are those of the local area
    nominated officer (LANO) and the lead inspector; ``on_site_days`` is 1 to the framework's most;
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
    """A registered visit. ``id`` is also its run id in Airflow and its prefix in every bucket.

    ``items`` are the items chosen for it; empty when it asks for all that its framework has.
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
