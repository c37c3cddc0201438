"""When each kind of evidence of a visit is to be destroyed, and what stands in its way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.journey.now import visit_now
from visit_exchange.visits.framework import load_framework
from visit_exchange.visits.retention_rules import CLOSED, Evidence
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.outside import Outside


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
    start = counted_from(outside, visit)
    retention = load_framework(visit.framework).retention
    held = outside.register.hold(visit.id) is not None
    done = outside.register.kinds_destroyed(visit.id)
    planned = []
    for kind in Evidence:
        due = start + timedelta(days=retention.days(kind)) if start else None
        past = due is not None and due <= visit_now(visit)
        planned.append(Planned(kind, due, _state(due, past, held, kind in done)))
    return tuple(planned)


def counted_from(outside: "Outside", visit: Visit) -> datetime | None:
    """Return when the event that retention is counted from happened (visit time), or None."""
    after = load_framework(visit.framework).retention.after
    if after != CLOSED:
        return outside.register.milestone(visit.id, after).reached_at
    entries = outside.register.audit(visit.id)
    return next((each.at for each in entries if each.detail.get("to") == CLOSED), None)


def _state(due: datetime | None, past: bool, held: bool, done: bool) -> str:
    if due is None:
        return "not counted yet"
    if held:
        return "held"
    if done:
        return "destroyed"
    return "due" if past else "to come"
