"""Inspectors change their mind: until the deadline, with a reason, and the authority is told."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError, UserError
from visit_exchange.journey.access.people import check_may_choose, may_see
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.selecting.selection import select
from visit_exchange.journey.typed import naming_nobody
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED, STOPPED

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

TELLS_AUTHORITY = "send_tracking_request"  # the task of the visit's run
TOO_LATE = "The deadline for the choice has passed. Ask the data team to change it."
NO_REASON = "Enter why you change the choice."
NOT_TOLD = (
    "Your choice is recorded, but Airflow did not answer, so the local authority is not told yet. "
    "Confirm it again in a few minutes."
)


def may_change(dossier: Dossier, now: datetime) -> bool:
    """Say whether a choice that was made can be changed at ``now`` (visit time)."""
    if dossier.selection is None or dossier.visit.status in STOPPED:
        return False
    return now < dossier.milestone_for("selection").due


def may_replace(dossier: Dossier) -> bool:
    """Say whether somebody may be chosen for a child who declined or withdrew: at any time."""
    selection = dossier.selection
    is_over = dossier.visit.status in ENDED | STOPPED
    return selection is not None and selection.has_free_place and not is_over


def change_choice(
    outside: "Outside", visit_id: str, chosen: Sequence[str], *, by: str, reason: str
) -> None:
    """Record another choice of children and have the authority asked about these.

    For a child who declined or withdrew somebody else is chosen at any time, without a reason.
    UserError says why not: no inspector, too late, no reason, a choice that does not stand up, or
    an authority that cannot be told yet.
    """
    if not may_see(outside, visit_id, by):
        raise UserError("You are not an inspector of this visit. Ask the data team.")
    check_may_choose(outside, visit_id, by)
    with outside.register.alone(f"selection {visit_id}"):
        dossier = outside.register.dossier(visit_id)
        replaces = may_replace(dossier)
        if not (replaces or may_change(dossier, visit_now(dossier.visit))):
            raise UserError(TOO_LATE)
        if not (replaces or reason.strip()):
            raise UserError(NO_REASON)
        why = naming_nobody(dossier.visit, "The reason", " ".join(reason.split()))
        select(outside, dossier.visit, chosen, by=by, reason=why)
    try:
        outside.airflow.clear("visit", dossier.visit.run_id, TELLS_AUTHORITY)
    except ServiceError:
        raise UserError(NOT_TOLD) from None
