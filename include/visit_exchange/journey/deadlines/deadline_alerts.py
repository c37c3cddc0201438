"""Who is told what when a deadline falls with something missing."""

from typing import TYPE_CHECKING

from visit_exchange.journey.alerts import mark_run
from visit_exchange.journey.deadlines.waiting import milestone_for
from visit_exchange.journey.mailing import mail_once, say_once
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.telling import who_else
from visit_exchange.mails.catalogue import mail
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

MISSING = ("missing_at_deadline", "missing_at_deadline_sender")
NO_SELECTION = ("no_selection", "no_selection_authority")


def tell_of_missing(outside: "Outside", visit: Visit, role: str, short: str, missing: str) -> None:
    """Tell everyone what has not come by the milestone with a ``role``, and mark it as missed."""
    _tell(outside, visit, milestone_for(outside, visit, role), role, short, MISSING, missing)


def tell_of_missing_extra(
    outside: "Outside", visit: Visit, milestone: VisitMilestone, asked: str
) -> None:
    """Tell everyone that an item asked for during the visit has not come by its own date.

    ``asked`` is the address of who was asked for it.
    """
    missing = f"- {framework_of(visit).item(milestone.id).title}"
    _tell(outside, visit, milestone, milestone.id, "1 item missing", MISSING, missing, asked)


def tell_of_no_selection(outside: "Outside", visit: Visit) -> None:
    """Tell everyone that no children are selected, and mark the deadline as missed."""
    milestone = milestone_for(outside, visit, "selection")
    _tell(outside, visit, milestone, "selection", "no children selected", NO_SELECTION)


def missed_deadlines(dossier: Dossier) -> tuple[str, ...]:
    """Return a line for each deadline that fell with something missing, in the order they fell."""
    titled = dossier.framework.milestone
    return tuple(f"{titled(name).title}: {what}" for name, what in dossier.missed.items())


def note_on_run(outside: "Outside", visit: Visit) -> None:
    """Write on the visit's run in Airflow what was missed, and every deadline as it is now."""
    mark_run(outside, visit, run_note(outside.register.dossier(visit.id)))


def run_note(dossier: Dossier) -> str:
    """Return the note of a visit's run: a line for each deadline missed, then for each deadline."""
    rules = dossier.framework.milestone
    dates = [
        f"{each.title}: {say_when(each.local)}"
        for each in dossier.milestones
        if not rules(each.id).owner  # what follows a visit is no part of its run
    ]
    missed = missed_deadlines(dossier)
    return "\n".join([*missed, *([""] if missed else []), *dates])


def _tell(
    outside: "Outside",
    visit: Visit,
    milestone: VisitMilestone,
    of: str,
    short: str,
    occasions: tuple[str, str],
    lines: str = "",
    theirs_to: str = "",
) -> None:
    """Mail the first occasion to the data team and the inspectors, the second to the authority.

    With ``theirs_to`` the second goes there. ``of`` tells apart what falls due together.
    """
    ours, theirs = occasions
    key, others = f"{visit.run_id}/alert/{of}", who_else(visit, "sending", "authority")
    say_once(outside, key, f"{visit.id}: {short}", visit_id=visit.id)
    inspectorate = (outside.settings.data_team_email, visit.lead_inspector_email)
    whom = (theirs_to,) if theirs_to else (visit.lano_email, *others)
    for to, occasion in (*((to, ours) for to in inspectorate), *((to, theirs) for to in whom)):
        written = mail(
            occasion,
            visit=visit.id,
            short=short,
            milestone=milestone.title,
            when=say_when(milestone.local),
            lines=lines,
        )
        mail_once(outside, f"{key}/{to}", to, *written, visit_id=visit.id)
    outside.register.record_missed(visit.id, milestone.id, short, of=of, at=visit_now(visit))
    note_on_run(outside, visit)
