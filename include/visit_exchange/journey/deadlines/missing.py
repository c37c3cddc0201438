"""What was asked for and has not come."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from visit_exchange.journey.sender import Sender
from visit_exchange.kinds import Item
from visit_exchange.tracking.items import tracking_item_ids
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def missing_items(outside: "Outside", visit: Visit, role: str | None = None) -> tuple[Item, ...]:
    """Return the items that the authority has neither had accepted nor declared not held.

    With a ``role``, only those that are due at the milestone that plays it.
    """
    return missing_from(outside, Sender(visit), role)


def missing_from(outside: "Outside", sender: Sender, role: str | None = None) -> tuple[Item, ...]:
    """Return the same of any sender, who is asked for its own items."""
    visit, framework = sender.visit, sender.framework
    asked = framework.items_due_at(framework.milestone_of(role)) if role else framework.items
    have = outside.register.accepted_items(visit.id, sender.id).keys()
    not_held = outside.register.not_held(visit.id, sender.id).keys()
    return tuple(item for item in asked if item.id not in have and item.id not in not_held)


def due_later(outside: "Outside", visit: Visit, now: datetime) -> dict[str, str]:
    """Return when each item that is not due by ``now`` (visit time) is, in local time."""
    later = {
        each.id: each.local for each in outside.register.milestones(visit.id) if each.due > now
    }
    return {item.id: later[item.due] for item in framework_of(visit).items if item.due in later}


def missing_tracking(outside: "Outside", visit: Visit) -> tuple[str, ...]:
    """Return ``kind:code`` of what was asked about a selected child and has not been accepted."""
    selection = outside.register.selection(visit.id)
    asked = tracking_item_ids(framework_of(visit), selection.codes if selection else ())
    have = outside.register.accepted_items(visit.id).keys()
    return tuple(item for item in asked if item not in have)


def item_lines(items: Sequence[Item]) -> str:
    """Return a line for each item, with its number and title, for a mail."""
    return "\n".join(f"- {item.number} {item.title}" for item in items)
