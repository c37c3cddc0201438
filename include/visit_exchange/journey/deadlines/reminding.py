"""Remind an authority before a deadline of what is still to come."""

from typing import TYPE_CHECKING

from visit_exchange.journey.deadlines.missing import item_lines, missing_items
from visit_exchange.journey.deadlines.partner_returns import remind_partners
from visit_exchange.journey.telling import mail_authority
from visit_exchange.mails.catalogue import mail
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
    dossier = outside.register.dossier(visit_id)
    visit, missing = dossier.visit, missing_items(dossier, role)
    remind_partners(outside, dossier, role)
    if missing:
        written = mail(
            "reminder",
            visit=visit.id,
            items=missing,
            lines=item_lines(missing, dossier),
            when=say_when(dossier.milestone_for(role).local),
        )
        key = f"{visit.run_id}/{occasion}"
        mail_authority(outside, key, visit, *written)
    return len(missing)
