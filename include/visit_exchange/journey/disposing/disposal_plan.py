"""When each kind of evidence of a visit is to be destroyed, and what stands in its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.journey.now import visit_now
from visit_exchange.kinds import load_framework
from visit_exchange.kinds.retention import CLOSED, Evidence
from visit_exchange.services.register.disposals import hold_in, kinds_destroyed_in
from visit_exchange.services.register.stops import stop_in
from visit_exchange.visits.visit import Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import AuditEntry


@dataclass(frozen=True)
class Planned:
    """One kind of evidence of a visit. ``due`` is visit time; None before it can be counted.

    ``state`` is ``not counted yet``, ``to come``, ``held``, ``due`` or ``destroyed``.
    """

    kind: Evidence
    due: datetime | None
    state: str


def disposal_plan(outside: "Outside", visit: Visit) -> tuple[Planned, ...]:
    """Return every kind of evidence of a visit, in the order in which it is destroyed."""
    audit = outside.register.audit(visit.id)
    start = _counted_from(outside, visit, audit)
    retention = load_framework(visit.framework).retention
    held, done = hold_in(audit) is not None, kinds_destroyed_in(audit)
    planned = []
    for kind in Evidence:
        due = start + timedelta(days=retention.days(kind)) if start else None
        past = due is not None and due <= visit_now(visit)
        planned.append(Planned(kind, due, _state(due, past, held, kind in done)))
    return tuple(planned)


def _counted_from(
    outside: "Outside", visit: Visit, audit: Sequence["AuditEntry"]
) -> datetime | None:
    """Return when the event that retention is counted from happened (visit time), or None.

    For a cancelled visit that is its cancelling.
    """
    after = load_framework(visit.framework).retention.after
    stop = stop_in(audit)
    if stop and stop.to is VisitStatus.CANCELLED:
        return stop.at
    # What a deferred visit has reached does not count: it begins again, or is cancelled.
    if visit.status is VisitStatus.DEFERRED:
        return None
    if after != CLOSED:
        return outside.register.milestone(visit.id, after).reached_at
    moves = (each for each in audit if each.act == "visit moved")
    return next((each.at for each in moves if each.detail["to"] == CLOSED), None)


def _state(due: datetime | None, past: bool, held: bool, done: bool) -> str:
    if due is None:
        return "not counted yet"
    if held:
        return "held"
    if done:
        return "destroyed"
    return "due" if past else "to come"
