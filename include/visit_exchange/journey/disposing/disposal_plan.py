"""When each kind of evidence of a visit is to be destroyed, and what stands in its way."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from visit_exchange.kinds import Framework, load_framework
from visit_exchange.kinds.rules.retention import CLOSED, Evidence
from visit_exchange.visits.acts import MOVED
from visit_exchange.visits.dates.milestone_days import milestone_on
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import VisitStatus


@dataclass(frozen=True)
class Planned:
    """One kind of evidence of a visit. ``due`` is visit time; None before it can be counted.

    ``state`` is ``not counted yet``, ``to come``, ``legal hold``, ``due`` or ``destroyed``.
    """

    kind: Evidence
    due: datetime | None
    state: str


def disposal_plan(dossier: Dossier, now: datetime) -> tuple[Planned, ...]:
    """Return every kind of evidence of a visit, in the order in which it is destroyed.

    ``now`` is visit time.
    """
    start = _counted_from(dossier)
    retention = load_framework(dossier.visit.framework).retention
    on_hold, done = dossier.hold is not None, dossier.kinds_destroyed
    planned = []
    for kind in Evidence:
        last = _last_use(dossier, start, kind) if start else None
        due = last + timedelta(days=retention.days(kind)) if last else None
        past = due is not None and due <= now
        planned.append(Planned(kind, due, _state(due, past, on_hold, kind in done)))
    return tuple(planned)


def _last_use(dossier: Dossier, start: datetime, kind: Evidence) -> datetime:
    """Return when the last thing that uses a kind of evidence has happened, or is expected.

    Nothing follows a cancelled visit. What is late counts from the day on which it was due: what
    nobody records keeps no evidence for ever.
    """
    if dossier.stop and dossier.stop.to is VisitStatus.CANCELLED:
        return start
    framework = load_framework(dossier.visit.framework)
    uses = framework.retention.needing(kind)
    return max([start, *_uses_of(dossier, framework, uses)])


def _uses_of(dossier: Dossier, framework: Framework, uses: Collection[str]) -> Iterator[datetime]:
    zone, happened = ZoneInfo(framework.timezone), dossier.happened
    for stored in dossier.milestones:
        if stored.id not in uses:
            continue
        rule = framework.milestone(stored.id)
        if rule.id in happened:
            yield milestone_on(rule, happened[rule.id], zone).due
        elif rule.only_after is None or rule.only_after in happened:
            yield stored.due


def _counted_from(dossier: Dossier) -> datetime | None:
    """Return when the event that retention is counted from happened (visit time), or None.

    For a cancelled visit that is its cancelling.
    """
    visit, stop = dossier.visit, dossier.stop
    after = load_framework(visit.framework).retention.after
    if stop and stop.to is VisitStatus.CANCELLED:
        return stop.at
    # What a deferred visit has reached does not count: it begins again, or is cancelled.
    if visit.status is VisitStatus.DEFERRED:
        return None
    if after != CLOSED:
        return dossier.milestone(after).reached_at
    moves = (each for each in dossier.audit if each.act == MOVED)
    return next((each.at for each in moves if each.detail["to"] == CLOSED), None)


def _state(due: datetime | None, past: bool, on_hold: bool, done: bool) -> str:
    if due is None:
        return "not counted yet"
    if on_hold:
        return "legal hold"
    if done:
        return "destroyed"
    return "due" if past else "to come"
