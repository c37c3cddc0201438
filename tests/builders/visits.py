"""Registered visits for tests: invented, in the fictitious authority 999."""

from datetime import date
from typing import Any

from visit_exchange.visits.clock import RealClock
from visit_exchange.visits.framework import load_framework
from visit_exchange.visits.timeline import plan
from visit_exchange.visits.visit import Visit, VisitMilestone, VisitStatus


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


def its_milestones(visit: Visit) -> list[VisitMilestone]:
    """Return the visit's deadlines as the register stores them."""
    planned = plan(load_framework(visit.framework), visit.notified, on_site_days=visit.on_site_days)
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
