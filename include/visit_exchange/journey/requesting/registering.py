"""Register a visit: check what was entered, work out every deadline, store both."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.surveys import set_link
from visit_exchange.journey.now import wall_now
from visit_exchange.kinds import load_framework
from visit_exchange.visits.entry.entry import visit_entered
from visit_exchange.visits.entry.survey_links import survey_links
from visit_exchange.visits.rehearsing import rehearsal_clock
from visit_exchange.visits.timeline import plan
from visit_exchange.visits.visit import NewVisit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def register_visit(outside: "Outside", new: NewVisit, *, by: str) -> str:
    """Register a visit and return its id; UserError when it is registered already."""
    return _register(outside, new, by=by, prefix="", is_rehearsal=False)


def register_rehearsal(outside: "Outside", new: NewVisit, *, day_seconds: float, by: str) -> str:
    """Register a rehearsal, which starts now: one of its working days takes ``day_seconds``."""
    framework = load_framework(new.framework)
    timeline = plan(framework, new.notified, on_site_days=new.on_site_days, agreed=new.agreed)
    started = wall_now()
    clock = rehearsal_clock(timeline, started=started, day_seconds=day_seconds)
    prefix = f"rehearsal-{started:%H%M%S}-"
    return _register(outside, replace(new, clock=clock), by=by, prefix=prefix, is_rehearsal=True)


def register_entered(outside: "Outside", entered: Mapping[str, object], *, by: str) -> str:
    """Register a visit from a form or the command line; UserError names every mistake in it.

    ``surveys`` are the links of its surveys (``audience=https://…``), if they are known already.
    """
    new = visit_entered(entered)
    if isinstance(new, tuple):
        raise UserError("\n".join(mistake.message for mistake in new))
    links = survey_links(load_framework(new.framework), str(entered.get("surveys") or ""))
    visit_id = register_visit(outside, new, by=by)
    for audience, link in links.items():
        set_link(outside, visit_id, audience, link, by=by)
    return visit_id


def visits_to_start(outside: "Outside") -> list[str]:
    """Return the runs to start: of the registered visits whose notification date has come."""
    return [visit.run_id for visit in outside.register.visits_to_start(wall_now())]


def _register(
    outside: "Outside", new: NewVisit, *, by: str, prefix: str, is_rehearsal: bool
) -> str:
    framework = load_framework(new.framework)
    timeline = plan(framework, new.notified, on_site_days=new.on_site_days, agreed=new.agreed)
    visit_id = f"{prefix}{new.la_code}-{framework.short}-{new.notified:%Y%m%d}"
    outside.register.add_visit(
        new,
        timeline,
        by=by,
        at=new.clock.visit_time(wall_now()),
        visit_id=visit_id,
        is_rehearsal=is_rehearsal,
    )
    return visit_id
