"""What happens at each deadline: say what is missing, move the visit on, never stop it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.journey.access.store_access_in_course import take_access
from visit_exchange.journey.access.upload_link import revoke_link
from visit_exchange.journey.deadlines.deadline_alerts import tell_of_missing, tell_of_no_selection
from visit_exchange.journey.deadlines.missing import item_lines, missing_items, missing_tracking
from visit_exchange.journey.deadlines.partner_returns import tell_of_partners
from visit_exchange.journey.ending.concerns import check_no_open_concern
from visit_exchange.journey.ending.summarising import write_summary_note
from visit_exchange.journey.now import visit_now
from visit_exchange.tracking.items import kind_and_code
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Visit, VisitStatus
from visit_exchange.writing.counted import count as counted

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def close_returns(outside: "Outside", visit_id: str) -> int:
    """Close the returns; alert when an item is missing. Return how many are."""
    visit = outside.register.visit(visit_id)
    _move(outside, visit, VisitStatus.RETURNS_CLOSED)
    return _tell_of_items(outside, visit_id, "returns")


def close_further(outside: "Outside", visit_id: str) -> int:
    """Close the items that have a later deadline; alert when one is missing, return how many."""
    return _tell_of_items(outside, visit_id, "further")


def check_selection(outside: "Outside", visit_id: str) -> bool:
    """Alert when none are selected at the deadline, though some must be; return whether any are."""
    visit = outside.register.visit(visit_id)
    if outside.register.selection(visit_id):
        return True
    if not framework_of(visit).selection.optional:
        tell_of_no_selection(outside, visit)
    return False


def close_tracking(outside: "Outside", visit_id: str) -> int:
    """Close the tracking information; alert when some is missing. Return how many items are."""
    dossier = outside.register.dossier(visit_id)
    due = dossier.milestone_for("tracking").due
    visit, missing = dossier.visit, missing_tracking(dossier, due)
    _move(outside, visit, VisitStatus.TRACKING_CLOSED)
    if missing:
        short = f"{counted(len(missing), 'document')} missing"
        tell_of_missing(outside, visit, "tracking", short, _tracking_lines(visit, missing))
    return len(missing)


def close_visit(outside: "Outside", visit_id: str) -> None:
    """Close the visit after its last day, draft its summary note, and let nobody in any longer.

    While a concern is open nobody is let in either, but the visit is not closed: UserError names
    the concerns by number. Its retention does not begin, so their key lives on.
    """
    visit = outside.register.visit(visit_id)
    try:
        check_no_open_concern(outside, visit_id)
        # Closed first, and the note mailed: whoever is refused finds out why.
        _move(outside, visit, VisitStatus.CLOSED)
        write_summary_note(outside, visit)
    finally:
        take_access(outside, visit)
        revoke_link(outside, visit, by="pipeline")


def _tell_of_items(outside: "Outside", visit_id: str, role: str) -> int:
    dossier = outside.register.dossier(visit_id)
    tell_of_partners(outside, dossier, role)
    missing = missing_items(dossier, role)
    if missing:
        short = f"{counted(len(missing), 'item')} missing"
        tell_of_missing(outside, dossier.visit, role, short, item_lines(missing, dossier))
    return len(missing)


def _move(outside: "Outside", visit: Visit, to: VisitStatus) -> None:
    # A step that is cleared late must not take the visit back.
    if not visit.status.has_reached(to):
        outside.register.move_visit(visit.id, to, by="pipeline", at=visit_now(visit))


def _tracking_lines(visit: Visit, missing: Sequence[str]) -> str:
    titles = {kind.id: kind.title for kind in framework_of(visit).tracking.items}
    pairs = [kind_and_code(item) for item in missing]
    return "\n".join(f"- {titles[kind]} of {code}" for kind, code in pairs)
