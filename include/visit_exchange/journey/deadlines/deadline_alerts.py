"""Who is told what when a deadline falls with something missing."""

from typing import TYPE_CHECKING

from visit_exchange.journey.alerts import mark_run
from visit_exchange.journey.deadlines.waiting import milestone_for
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

GOES_ON = (
    "The visit goes on and the next deadlines stand. "
    "What arrives later is accepted and marked late."
)
SEND_NOW = (
    "Upload what you hold as soon as you can. It is still accepted, and marked late. The next "
    "deadlines stand."
)
SELECT = "Select the children in Airflow (Visits), or send the pack’s Selection sheet."
WAIT = (
    "The inspectors have not told us yet which children they select. You do not need to do "
    "anything now. You get a request when they have."
)


def tell_of_missing(outside: "Outside", visit: Visit, role: str, short: str, missing: str) -> None:
    """Tell everyone what has not come by the milestone with a ``role``, and mark it as missed."""
    ours, theirs = f"{missing}\n\n{GOES_ON}", f"{missing}\n\n{SEND_NOW}"
    _tell(outside, visit, milestone_for(outside, visit, role), role, short, ours, theirs)


def tell_of_missing_extra(outside: "Outside", visit: Visit, milestone: VisitMilestone) -> None:
    """Tell everyone that an item asked for during the visit has not come by its own date."""
    missing = f"- {framework_of(visit).item(milestone.id).title}"
    ours, theirs = f"{missing}\n\n{GOES_ON}", f"{missing}\n\n{SEND_NOW}"
    _tell(outside, visit, milestone, milestone.id, "1 item missing", ours, theirs)


def tell_of_no_selection(outside: "Outside", visit: Visit) -> None:
    """Tell everyone that no children are selected, and mark the deadline as missed."""
    ours, milestone = f"{SELECT}\n\n{GOES_ON}", milestone_for(outside, visit, "selection")
    _tell(outside, visit, milestone, "selection", "no children selected", ours, WAIT)


def missed_deadlines(outside: "Outside", visit: Visit) -> tuple[str, ...]:
    """Return a line for each deadline that fell with something missing, in the order they fell."""
    framework = framework_of(visit)
    missed = outside.register.missed(visit.id)
    return tuple(f"{framework.milestone(name).title}: {what}" for name, what in missed.items())


def _tell(
    outside: "Outside",
    visit: Visit,
    milestone: VisitMilestone,
    of: str,
    short: str,
    ours: str,
    theirs: str,
) -> None:
    """Mail ``ours`` to the data team and the inspectors and ``theirs`` to the authority.

    ``of`` tells apart what falls due together.
    """
    inspectorate = (outside.settings.data_team_email, visit.lead_inspector_email)
    for to, what in (*((to, ours) for to in inspectorate), (visit.lano_email, theirs)):
        text = f"{milestone.title} ({say_when(milestone.local)}): {short}.\n\n{what}\n"
        key = f"{visit.run_id}/alert/{of}/{to}"
        mail_once(outside, key, to, f"{visit.id}: {short}", text, visit_id=visit.id)
    outside.register.record_missed(visit.id, milestone.id, short, of=of, at=visit_now(visit))
    mark_run(outside, visit, "\n".join(missed_deadlines(outside, visit)))
