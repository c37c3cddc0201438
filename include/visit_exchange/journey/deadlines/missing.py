"""What was asked for and has not come."""

from collections.abc import Sequence
from datetime import datetime

from visit_exchange.journey.sender import Sender
from visit_exchange.kinds import Item
from visit_exchange.tracking.items import tracking_item_ids
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.item_states import item_state


def missing_items(dossier: Dossier, role: str | None = None) -> tuple[Item, ...]:
    """Return the items that the authority has neither had accepted nor declared not held.

    With a ``role``, only those that are due at the milestone that plays it.
    """
    return missing_from(dossier, Sender(dossier.visit), role)


def missing_from(dossier: Dossier, sender: Sender, role: str | None = None) -> tuple[Item, ...]:
    """Return the same of any sender, who is asked for its own items."""
    framework = sender.framework
    asked = framework.items_due_at(framework.milestone_of(role)) if role else framework.items
    answered = dossier.accepted_items(sender.id).keys() | dossier.not_held(sender.id).keys()
    return tuple(item for item in asked if item.id not in answered)


def due_later(dossier: Dossier, now: datetime) -> dict[str, str]:
    """Return when each item that is not due by ``now`` (visit time) is, in local time."""
    later = {each.id: each.local for each in dossier.milestones if each.due > now}
    return {item.id: later[item.due] for item in dossier.framework.items if item.due in later}


def missing_tracking(dossier: Dossier, by: datetime | None = None) -> tuple[str, ...]:
    """Return ``kind:code`` of what was asked about a selected child and is still awaited.

    What the authority does not hold, or what does not apply to the child, is not awaited; with
    ``by`` nor is what is asked about a child whose own deadline is later.
    """
    selection = dossier.selection
    codes, own = (selection.codes, selection.own_due) if selection else ((), {})
    due = [code for code in codes if by is None or own.get(code, by) <= by]
    asked = tracking_item_ids(dossier.framework, due)
    answered = dossier.accepted_items().keys() | dossier.not_held().keys()
    return tuple(item for item in asked if item not in answered)


def item_lines(items: Sequence[Item], dossier: Dossier, sender: str = "") -> str:
    """Return a line for each item that a sender owes, with its number and title, for a mail.

    Where something was sent that is not used yet, the line says which upload and why.
    """
    return "\n".join(
        f"- {item.number} {item.title}{_sent(item, dossier, sender)}" for item in items
    )


def _sent(item: Item, dossier: Dossier, sender: str) -> str:
    state, upload = item_state(dossier, item.id, sender)
    return f" (upload {upload.number} {state.value})" if upload else ""
