"""Remind an authority before a deadline of what is still to come."""

from typing import TYPE_CHECKING

from visit_exchange.journey.deadlines.missing import item_lines, missing_items
from visit_exchange.journey.deadlines.partner_returns import remind_partners
from visit_exchange.journey.deadlines.waiting import milestone_for
from visit_exchange.journey.mailing import mail_once
from visit_exchange.writing.counted import count as counted
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def remind_of_returns(outside: "Outside", visit_id: str) -> int:
    """Mail the LANO what is still to come by the first deadline; return how many items that is."""
    return _remind(outside, visit_id, "returns", "reminder")


def remind_of_further(outside: "Outside", visit_id: str) -> int:
    """Mail the LANO what is still to come by the later deadline; return how many items that is."""
    return _remind(outside, visit_id, "further", "reminder/further")


def _remind(outside: "Outside", visit_id: str, role: str, occasion: str) -> int:
    visit = outside.register.visit(visit_id)
    remind_partners(outside, visit, role)
    missing = missing_items(outside, visit, role)
    if missing:
        due = milestone_for(outside, visit, role).local
        text = (
            f"These items are due by {say_when(due)} and have not been accepted yet:\n\n"
            f"{item_lines(missing)}\n\n"
            "Send what you hold. If you do not hold an item, put X beside it under ‘Not held’ in "
            "the checklist and send the checklist.\n"
        )
        subject = f"Reminder: {counted(len(missing), 'item')} due ({visit.id})"
        key = f"{visit.run_id}/{occasion}"
        mail_once(outside, key, visit.lano_email, subject, text, visit_id=visit_id)
    return len(missing)
