"""Register a visit: check what was entered, work out every deadline, store both."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import check_logins
from visit_exchange.journey.deadlines.surveys import set_link
from visit_exchange.journey.hearing import is_announced
from visit_exchange.journey.now import wall_now
from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.rehearsing import rehearsal_clock
from visit_exchange.visits.dates.timeline import Timeline, plan
from visit_exchange.visits.entry.doubts import check_confirmed, check_not_over, doubts
from visit_exchange.visits.entry.entry import visit_entered
from visit_exchange.visits.entry.forgotten import refuse_forgotten
from visit_exchange.visits.entry.survey_links import survey_links
from visit_exchange.visits.visit import NewVisit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def register_visit(outside: "Outside", new: NewVisit, *, by: str) -> str:
    """Register a visit and return its id; UserError when it is registered already."""
    return _register(outside, new, by=by, prefix="", is_rehearsal=False)


def register_rehearsal(outside: "Outside", new: NewVisit, *, day_seconds: float, by: str) -> str:
    """Register a rehearsal, which starts now: one of its working days takes ``day_seconds``."""
    clock = rehearsal_clock(_planned(new), started=wall_now(), day_seconds=day_seconds)
    return register_on_clock(outside, replace(new, clock=clock), by=by)


def register_on_clock(outside: "Outside", new: NewVisit, *, by: str) -> str:
    """Register a rehearsal that runs by the clock that it has."""
    prefix = f"rehearsal-{wall_now():%H%M%S}-"
    return _register(outside, new, by=by, prefix=prefix, is_rehearsal=True)


def register_entered(outside: "Outside", entered: Mapping[str, object], *, by: str) -> str:
    """Register a visit from a form or the command line; UserError names every mistake in it.

    ``surveys`` are the links of its surveys (``audience=https://…``, or one address for all), if
    they are known already.
    What looks like a slip must be confirmed: by ``confirm_dates``, if it is true.
    """
    refuse_forgotten(entered)
    new = visit_entered(entered)
    if isinstance(new, tuple):
        raise UserError("\n".join(mistake.message for mistake in new))
    links = survey_links(load_framework(new.framework), str(entered.get("surveys") or ""))
    questions = what_to_confirm(outside, new)
    check_confirmed(() if entered.get("confirm_dates") else questions)
    visit_id = register_visit(outside, new, by=by)
    for audience, link in links.items():
        set_link(outside, visit_id, audience, link, by=by)
    return visit_id


def forget_form(outside: "Outside", run_id: str) -> str:
    """Have Airflow forget whom a form names, once the register has it; return what was done."""
    outside.airflow.forget_form(run_id)
    return "Airflow keeps nothing of whom the form names"


def what_to_confirm(outside: "Outside", new: NewVisit) -> tuple[str, ...]:
    """Return what a person must confirm of a visit before it is registered, in words.

    UserError when nothing of it can take place any more, it cannot be planned, or one of its
    inspectors has no login.
    """
    framework, now = load_framework(new.framework), new.clock.visit_time(wall_now())
    check_logins(outside, new.inspectors)
    timeline = _planned(new)
    check_not_over(timeline, now)
    today = now.astimezone(ZoneInfo(framework.timezone)).date()
    return doubts(new, timeline, today, outside.register.visits())


def visits_to_start(outside: "Outside") -> list[str]:
    """Return the runs to start: of the registered visits whose notification date has come."""
    return [visit.run_id for visit in outside.register.visits_to_start(wall_now())]


def _register(
    outside: "Outside", new: NewVisit, *, by: str, prefix: str, is_rehearsal: bool
) -> str:
    timeline = _planned(new)
    short = load_framework(new.framework).short
    visit_id = _free_id(outside, f"{prefix}{new.la_code}-{short}-{new.notified:%Y%m%d}")
    outside.register.add_visit(
        new,
        timeline,
        by=by,
        at=new.clock.visit_time(wall_now()),
        visit_id=visit_id,
        is_rehearsal=is_rehearsal,
    )
    return visit_id


def _planned(new: NewVisit) -> Timeline:
    framework = load_framework(new.framework)
    return plan(framework, new.notified, on_site_days=new.on_site_days, agreed=new.agreed)


def _free_id(outside: "Outside", wanted: str) -> str:
    """Return the id for a new visit: with a number where one was cancelled before notification.

    An id is never used again: keys, folders and the audit are found by it.
    """
    known = {visit.id: visit for visit in outside.register.visits()}
    visit_id, number = wanted, 1
    while (taken := known.get(visit_id)) and taken.status is VisitStatus.CANCELLED:
        if is_announced(outside, taken):
            break
        number += 1
        visit_id = f"{wanted}-{number}"
    return visit_id
