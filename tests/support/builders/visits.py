"""Registered visits for tests: invented, in the fictitious authority 999."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from visit_exchange.journey.requesting.opening import let_in
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.kinds import load_framework
from visit_exchange.services.outside import Outside
from visit_exchange.visits.dates.clock import Anchor, RealClock, RehearsalClock
from visit_exchange.visits.dates.timeline import plan
from visit_exchange.visits.visit import NewVisit, Visit, VisitMilestone, VisitStatus


def a_visit(notified: date = date(2023, 3, 27), **changes: Any) -> Visit:
    """Return a registered AP visit to Exampleshire, notified on Monday 27 March 2023."""
    usual: dict[str, Any] = {
        "id": f"999-ap-{notified:%Y%m%d}",
        "framework": "ap_thematic_2023",
        "la_code": "999",
        "la_name": "Exampleshire",
        "notified": notified,
        "lano_email": "lano@exampleshire.example",
        "lead_inspector_email": "lead@inspectorate.example",
        "on_site_days": 4,
        "clock": RealClock(),
        "status": VisitStatus.REGISTERED,
        "is_rehearsal": False,
    }
    return Visit(**(usual | changes))


def its_milestones(visit: Visit, **known: Any) -> list[VisitMilestone]:
    """Return the visit's deadlines as the register stores them."""
    kind = load_framework(visit.framework)
    planned = plan(kind, visit.notified, on_site_days=visit.on_site_days, **known)
    return [
        VisitMilestone(
            visit_id=visit.id,
            id=one.id,
            title=one.title,
            due=one.due,
            local=one.local,
            calendar=planned.calendar,
            adjusted=False,
            reached_at=None,
        )
        for one in planned.milestones
    ]


def a_new_visit(notified: date = date(2023, 3, 27), **changes: Any) -> NewVisit:
    """Return what the data team enters for the same visit; on its notification date, at 10am."""
    on_its_day = clock_at(datetime.combine(notified, time(9), UTC))
    visit = a_visit(notified, **({"clock": on_its_day} | changes))
    both = NewVisit.__dataclass_fields__.keys() & Visit.__dataclass_fields__.keys()
    return NewVisit(**{name: getattr(visit, name) for name in both})


def clock_at(visit_time: datetime) -> RehearsalClock:
    """Return a clock that shows ``visit_time`` now, and then runs at real speed."""
    now, second = datetime.now(UTC), timedelta(seconds=1)
    return RehearsalClock((Anchor(now, visit_time), Anchor(now + second, visit_time + second)))


def an_open_visit(outside: Outside, now: datetime, **changes: Any) -> Visit:
    """Return a visit that is registered and open, for which it is ``now``."""
    new = replace(a_new_visit(**changes), clock=clock_at(now))
    visit_id = register_visit(outside, new, by="data team")
    let_in(outside, outside.register.visit(visit_id))
    return outside.register.visit(visit_id)
