"""What happens at each deadline: say what is missing, move the visit on, never stop it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.journey.deadline_alerts import tell_of_missing, tell_of_no_selection
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.store_access import take_access
from visit_exchange.journey.waiting import milestone_for
from visit_exchange.returns.actions import count as counted
from visit_exchange.tracking.items import kind_and_code, tracking_item_ids
from visit_exchange.visits.framework import Item
from visit_exchange.visits.framework_of import framework_of
from visit_exchange.visits.saying import say_when
from visit_exchange.visits.visit import Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.outside import Outside


def missing_items(outside: "Outside", visit: Visit) -> tuple[Item, ...]:
    """Return the items asked for that are neither accepted nor declared not held."""
    have = outside.register.accepted_items(visit.id).keys()
    not_held = outside.register.not_held(visit.id).keys()
    items = framework_of(visit).items
    return tuple(item for item in items if item.id not in have and item.id not in not_held)


def missing_tracking(outside: "Outside", visit: Visit) -> tuple[str, ...]:
    """Return ``kind:code`` of what was asked about a selected child and has not been accepted."""
    selection = outside.register.selection(visit.id)
    asked = tracking_item_ids(framework_of(visit), selection.codes if selection else ())
    have = outside.register.accepted_items(visit.id).keys()
    return tuple(item for item in asked if item not in have)


def remind_of_returns(outside: "Outside", visit_id: str) -> int:
    """Mail the LANO what is still to come; return how many items that is."""
    visit = outside.register.visit(visit_id)
    missing = missing_items(outside, visit)
    if missing:
        due = milestone_for(outside, visit, "returns").local
        text = (
            f"These items are due by {say_when(due)} and have not been accepted yet:\n\n"
            f"{_lines(missing)}\n\n"
            "Send what you hold. If you do not hold an item, put X beside it under ‘Not held’ in "
            "the checklist and send the checklist.\n"
        )
        subject = f"Reminder: {counted(len(missing), 'item')} due ({visit.id})"
        mail_once(
            outside, f"{visit_id}/reminder", visit.lano_email, subject, text, visit_id=visit_id
        )
    return len(missing)


def close_returns(outside: "Outside", visit_id: str) -> int:
    """Close the returns; alert when an item is missing. Return how many are."""
    visit = outside.register.visit(visit_id)
    missing = missing_items(outside, visit)
    _move(outside, visit, VisitStatus.RETURNS_CLOSED)
    if missing:
        short = f"{counted(len(missing), 'item')} missing"
        tell_of_missing(outside, visit, "returns", short, _lines(missing))
    return len(missing)


def check_selection(outside: "Outside", visit_id: str) -> bool:
    """Alert when no children are selected at the deadline; return whether they are."""
    visit = outside.register.visit(visit_id)
    if outside.register.selection(visit_id):
        return True
    tell_of_no_selection(outside, visit)
    return False


def close_tracking(outside: "Outside", visit_id: str) -> int:
    """Close the tracking information; alert when some is missing. Return how many items are."""
    visit = outside.register.visit(visit_id)
    missing = missing_tracking(outside, visit)
    _move(outside, visit, VisitStatus.TRACKING_CLOSED)
    if missing:
        short = f"{counted(len(missing), 'document')} missing"
        tell_of_missing(outside, visit, "tracking", short, _tracking_lines(visit, missing))
    return len(missing)


def close_visit(outside: "Outside", visit_id: str) -> None:
    """Close the visit after the survey, and let nobody in any longer."""
    visit = outside.register.visit(visit_id)
    _move(outside, visit, VisitStatus.CLOSED)
    take_access(outside, visit)


def _move(outside: "Outside", visit: Visit, to: VisitStatus) -> None:
    # A step that is cleared late must not take the visit back.
    if not visit.status.has_reached(to):
        outside.register.move_visit(visit.id, to, by="pipeline", at=visit_now(visit))


def _lines(items: Sequence[Item]) -> str:
    return "\n".join(f"- {item.number} {item.title}" for item in items)


def _tracking_lines(visit: Visit, missing: Sequence[str]) -> str:
    titles = {kind.id: kind.title for kind in framework_of(visit).tracking.items}
    pairs = [kind_and_code(item) for item in missing]
    return "\n".join(f"- {titles[kind]} of {code}" for kind, code in pairs)
