"""Information that an agency offers is taken with its reason; the lead inspector decides on it.

"May agree to look at additional information that agencies provide", if it is necessary and not
available through the request (AP, "Information request"; SEND 87).
"""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.mailing import mail_once, with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.requesting.asking import ask, check_under_way
from visit_exchange.journey.sender import sender_named
from visit_exchange.journey.telling import mail_sender
from visit_exchange.journey.typed import naming_nobody
from visit_exchange.mails.catalogue import mail
from visit_exchange.visits.extra_items import ExtraItem
from visit_exchange.visits.people.offers import ACCEPTED, DECLINED, Offer
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

REASON = "The reason"


def offer(
    outside: "Outside", visit_id: str, title: str, reason: str, *, sender: str = "", by: str
) -> int:
    """Take an offer of the authority, or of a partner, and ask the lead inspector; its number."""
    visit = check_under_way(outside, visit_id)
    who = sender_named(outside, visit, sender)
    if not title.strip():
        raise UserError("Enter what is offered")
    if not reason.strip():
        raise UserError("Enter why it is necessary and not available already")
    named, why = (
        naming_nobody(visit, "What is offered", title),
        naming_nobody(visit, REASON, reason),
    )
    with with_its_mails(outside, visit_id):
        number = outside.register.add_offer(
            visit_id, sender, named, why, by=by, at=visit_now(visit)
        )
        _ask_lead(outside, visit, Offer(number, sender, named, why), who.name)
    return number


def _ask_lead(outside: "Outside", visit: Visit, offered: Offer, who: str) -> None:
    written = mail(
        "information_offered",
        visit=visit.id,
        number=offered.number,
        who=who,
        title=offered.title,
        reason=offered.reason,
        team=outside.settings.data_team_email,
    )
    key = f"{visit.id}/offer/{offered.number}"
    mail_once(outside, key, visit.lead_inspector_email, *written, visit_id=visit.id)


def accept_offer(outside: "Outside", visit_id: str, number: int, due: str, *, by: str) -> ExtraItem:
    """Ask who offered it for what was offered, due at a local time; it is mailed and awaited."""
    offered = _open_offer(outside, visit_id, number)
    at = visit_now(outside.register.visit(visit_id))
    with with_its_mails(outside, visit_id):
        outside.register.decide_offer(visit_id, number, ACCEPTED, "", by=by, at=at)
        return ask(
            outside, visit_id, offered.title, offered.reason, due, partner=offered.sender, by=by
        )


def decline_offer(outside: "Outside", visit_id: str, number: int, why: str, *, by: str) -> None:
    """Decline an offer and tell who made it, with the reason."""
    visit, offered = check_under_way(outside, visit_id), _open_offer(outside, visit_id, number)
    if not why.strip():
        raise UserError("Enter why the offer is declined")
    at, reason = visit_now(visit), naming_nobody(visit, REASON, why)
    written = mail("offer_declined", visit=visit.id, title=offered.title, why=reason)
    sender = sender_named(outside, visit, offered.sender)
    with with_its_mails(outside, visit_id):
        outside.register.decide_offer(visit_id, number, DECLINED, reason, by=by, at=at)
        mail_sender(outside, f"{visit.id}/offer/{number}/declined", sender, *written)


def _open_offer(outside: "Outside", visit_id: str, number: int) -> Offer:
    for each in outside.register.offers(visit_id):
        if each.number == number:
            each.check_open()
            return each
    raise UserError(f"{visit_id} has no offer {number}")
