"""What a waiting task asks, again and again: has it come, is it settled, has anything arrived?"""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places import visit_prefix
from visit_exchange.visits.submission import Upload
from visit_exchange.visits.visit import ENDED, STOPPED, Visit, VisitMilestone, visit_of_run

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

# An adjustment is obeyed within this time; a rehearsal looks more often because its days are short.
LONGEST_LOOK = 60.0
LONGEST_LOOK_IN_REHEARSAL = 1.0
# A deadline does not wait for ever on an upload that cannot be answered: its answer then follows.
SETTLE_WITHIN = timedelta(minutes=10)
# What the steps of each role are about, as people say it.
STEPS = {
    "returns": "items to send",
    "further": "items with a later deadline",
    "selection": "selection of children",
    "tracking": "tracking information",
    "survey": "survey",
    "end": "end",
}

log = logging.getLogger(__name__)


def milestone_for(outside: "Outside", visit: Visit, role: str) -> VisitMilestone:
    """Return the visit's milestone that plays a role (``returns``, ``selection``, …)."""
    milestone_id = framework_of(visit).milestone_of(role)
    return outside.register.milestone(visit.id, milestone_id)


def reason_to_skip(outside: "Outside", visit_id: str, role: str) -> str | None:
    """Return why a visit has no step of a ``role``, in words; None when it has."""
    framework = framework_of(outside.register.visit(visit_id))
    if role in framework.roles:
        return None
    return f"{framework.title} has no {STEPS[role]}: there is nothing to do here"


def why_stopped(outside: "Outside", run_id: str) -> str | None:
    """Return why a run of ``visit`` goes no further, in words; None when it does."""
    visit = outside.register.visit(visit_of_run(run_id))
    if visit.status in STOPPED:
        return f"The visit is {visit.status.value}: nothing more is done in this run"
    if visit.run_id != run_id:
        return f"The visit was resumed: it goes on in the run {visit.run_id}"
    return None


def hours_before(outside: "Outside", visit_id: str, role: str) -> int:
    """Return how many hours before the milestone of a role the authority is reminded of it.

    Of a survey it is reminded when half of the time is gone.
    """
    dossier = outside.register.dossier(visit_id)
    framework = dossier.framework
    if role == "survey":
        left = dossier.milestone_for(role).due - half_window(dossier)
        return int(left / timedelta(hours=1))
    return framework.milestone(framework.milestone_of(role)).remind_hours


def half_window(dossier: Dossier) -> datetime:
    """Return when half of the time of a visit's surveys is gone: they open on notification."""
    opens = dossier.milestone(dossier.framework.milestones[0].id).due
    return opens + (dossier.milestone_for("survey").due - opens) / 2


def last_wait(dossier: Dossier) -> datetime:
    """Return the wall instant at which the visit waits for nothing any more: its last deadline."""
    due = max(dossier.milestone_for(role).due for role in dossier.framework.roles)
    return dossier.visit.clock.wall_time(due)


def seconds_to_wait(
    outside: "Outside", run_id: str, role: str, hours_before: int = 0, settled: bool = False
) -> float:
    """Return how many wall seconds to wait before asking again.

    0 when the milestone has come, or the visit's run goes no further.
    """
    visit = outside.register.visit(visit_of_run(run_id))
    if visit.status in STOPPED or visit.run_id != run_id:
        return 0.0
    due = milestone_for(outside, visit, role).due - timedelta(hours=hours_before)
    wall_due = visit.clock.wall_time(due)
    left = (wall_due - wall_now()).total_seconds()
    if left > 0:
        longest = LONGEST_LOOK_IN_REHEARSAL if visit.is_rehearsal else LONGEST_LOOK
        return max(0.05, min(left, longest))
    if settled and _is_unsettled(outside, visit, wall_due):
        return 1.0
    return 0.0


def pass_milestone(outside: "Outside", visit_id: str, role: str) -> None:
    """Mark in the register that the milestone has come, once, at the present visit time."""
    visit = outside.register.visit(visit_id)
    milestone = milestone_for(outside, visit, role)
    if outside.register.reach_milestone(visit_id, milestone.id, visit_now(visit)):
        log.info("%s: %s has come (%s)", visit_id, milestone.id, milestone.local)


def uploads_waiting(outside: "Outside") -> frozenset[str]:
    """Return the version ids of the uploads of running visits that have no answer yet.

    Asked every second or two, so it looks at running visits only; the sweep of ``receive_returns``
    looks at the whole bucket.
    """
    running = (visit for visit in outside.register.visits() if visit.status not in ENDED)
    return frozenset(
        upload.version_id for visit in running for upload in _unanswered(outside, visit)
    )


def _unanswered(outside: "Outside", visit: Visit) -> list[Upload]:
    answered = outside.register.answered_identities(visit.id)
    uploads = outside.store.uploads(visit_prefix(visit.id))
    return [upload for upload in uploads if upload.identity not in answered]


def _is_unsettled(outside: "Outside", visit: Visit, wall_due: datetime) -> bool:
    if wall_now() - wall_due > SETTLE_WITHIN:
        return False
    return any(upload.received_at <= wall_due for upload in _unanswered(outside, visit))
