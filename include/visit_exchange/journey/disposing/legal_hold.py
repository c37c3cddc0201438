"""Legal hold: while it stands, nothing of a visit is destroyed."""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.typed import naming_nobody

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def hold_visit(outside: "Outside", visit_id: str, reason: str, *, by: str) -> tuple[str, ...]:
    """Hold a visit's evidence; return the kinds that were destroyed before. It is audited."""
    visit = outside.register.visit(visit_id)
    if outside.register.hold(visit_id):
        raise UserError(f"Visit {visit_id} is under a legal hold already")
    _record(outside, visit_id, reason, lift=False, by=by)
    return tuple(sorted(outside.register.kinds_destroyed(visit.id)))


def lift_hold(outside: "Outside", visit_id: str, reason: str, *, by: str) -> None:
    """Lift a hold: what is due is destroyed the next night. It is audited."""
    outside.register.visit(visit_id)
    if not outside.register.hold(visit_id):
        raise UserError(f"Visit {visit_id} is not held")
    _record(outside, visit_id, reason, lift=True, by=by)


def _record(outside: "Outside", visit_id: str, reason: str, *, lift: bool, by: str) -> None:
    if not reason.strip():
        raise UserError("Enter a reason")
    visit = outside.register.visit(visit_id)
    at, why = visit_now(visit), naming_nobody(visit, "The reason", reason)
    outside.register.record_hold(visit_id, why, lift=lift, by=by, at=at)
