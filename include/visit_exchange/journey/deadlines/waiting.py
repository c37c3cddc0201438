"""What a waiting task asks, again and again: has it come, is it settled, has anything arrived?"""

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.visits.dates.timetable import Timetable, Waits
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.uploads.intake import Intake
from visit_exchange.visits.uploads.submission import Upload, UploadIdentity
from visit_exchange.visits.visit import STOPPED, Visit, VisitMilestone, visit_of_run

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

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


def timetable(outside: "Outside") -> Timetable:
    """Return what every waiting task waits for, in one question to the register."""
    return outside.register.timetable()


def pass_milestone(outside: "Outside", visit_id: str, role: str) -> None:
    """Mark in the register that the milestone has come, once, at the present visit time."""
    visit = outside.register.visit(visit_id)
    milestone = milestone_for(outside, visit, role)
    if outside.register.reach_milestone(visit_id, milestone.id, visit_now(visit)):
        log.info("%s: %s has come (%s)", visit_id, milestone.id, milestone.local)


def uploads_waiting(outside: "Outside", only: str | None = None) -> frozenset[Waits]:
    """Return the uploads that have no answer yet, of all visits or of one, ``only``.

    Of a visit that has ended those that were received. Asked every second or two: two questions,
    one to the register and one to the store, however many visits run. The sweep of
    ``receive_returns`` looks at the whole bucket.
    """
    now, intake = wall_now(), outside.register.intake()
    intake = intake.of(only) if only else intake
    listed = tuple(outside.store.uploads_of(intake.known))
    new = _unknown(outside, intake, listed)
    taken = {each.upload for each in intake.unanswered if not each.is_free(now)}
    came = {each.upload: each.came_at for each in intake.unanswered}
    waiting = new | came.keys()
    return frozenset(
        Waits(
            upload.visit_id,
            upload.version_id,
            came.get(identity) or upload.received_at,
            identity in taken,
        )
        for upload in listed
        if (identity := upload.identity) in waiting
    )


def has_unanswered(outside: "Outside", visit_id: str) -> bool:
    """Return whether an upload of a visit has no answer yet."""
    return bool(uploads_waiting(outside, visit_id))


def _unknown(
    outside: "Outside", intake: Intake, listed: Sequence[Upload]
) -> frozenset[UploadIdentity]:
    """Return which uploads the register has not received.

    Only where a visit has another number of them than the register knows is it asked which.
    """
    counted = Counter(upload.visit_id for upload in listed)
    differ = {visit for visit, known in intake.known.items() if counted[visit] != known}
    unanswered = {each.upload for each in intake.unanswered}
    seen = {visit: outside.register.answered_identities(visit) for visit in differ}
    return frozenset(
        identity
        for upload in listed
        if upload.visit_id in differ
        and (identity := upload.identity) not in seen[upload.visit_id]
        and identity not in unanswered
    )
