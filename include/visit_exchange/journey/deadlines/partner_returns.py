"""What partners have sent and still owe: for the pack, the reminders and the deadlines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visit_exchange.journey.deadlines.missing import item_lines, missing_from
from visit_exchange.journey.deadlines.waiting import milestone_for
from visit_exchange.journey.mailing import mail_each, mail_once
from visit_exchange.journey.sender import Sender, partners_asked
from visit_exchange.kinds import Item
from visit_exchange.mails.catalogue import mail
from visit_exchange.packs.contents import PartnerSent
from visit_exchange.visits.visit import Visit
from visit_exchange.writing.counted import count as counted
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def sent_by_partners(outside: "Outside", visit: Visit) -> Iterator[PartnerSent]:
    """Yield what each partner of a visit has sent, owes and does not hold, by its id."""
    for partner in outside.register.partners(visit.id):
        sender = Sender(visit, partner)
        accepted = outside.register.accepted_items(visit.id, partner.id)
        not_held = outside.register.not_held(visit.id, partner.id)
        asked = sender.framework.items
        yield PartnerSent(
            id=partner.id,
            name=partner.name,
            kind=partner.kind,
            sent={item.id: accepted[item.id][0].id for item in asked if item.id in accepted},
            missing=() if partner.is_removed else missing_from(outside, sender),
            not_held=tuple(i for i in asked if i.id in not_held and i.id not in accepted),
        )


def remind_partners(outside: "Outside", visit: Visit, role: str) -> int:
    """Remind each partner of what it owes at a deadline; return how many items that is in all."""
    return sum(
        _remind(outside, visit, sender, role, owed) for sender, owed in _owing(outside, visit, role)
    )


def tell_of_partners(outside: "Outside", visit: Visit, role: str) -> int:
    """Tell, once, what each partner owes at a deadline; return how many items that is in all.

    It goes to the partner, the LANO, the lead inspector and the data team. It stops nothing.
    """
    total = 0
    for sender, owed in _owing(outside, visit, role):
        total += len(owed)
        _tell(outside, visit, sender, role, owed)
    return total


def _owing(
    outside: "Outside", visit: Visit, role: str
) -> Iterator[tuple[Sender, tuple[Item, ...]]]:
    for sender in partners_asked(outside, visit):
        if owed := missing_from(outside, sender, role):
            yield sender, owed


def _remind(
    outside: "Outside", visit: Visit, sender: Sender, role: str, owed: tuple[Item, ...]
) -> int:
    written = mail(
        "reminder",
        visit=visit.id,
        items=owed,
        lines=item_lines(owed),
        when=say_when(milestone_for(outside, visit, role).local),
    )
    key = f"{visit.run_id}/reminder/{role}/{sender.id}"
    mail_once(outside, key, sender.email, *written, visit_id=visit.id)
    return len(owed)


def _tell(
    outside: "Outside", visit: Visit, sender: Sender, role: str, owed: tuple[Item, ...]
) -> None:
    milestone = milestone_for(outside, visit, role)
    short = f"{sender.name}: {counted(len(owed), 'item')} missing"
    written = mail(
        "missing_from_partner",
        visit=visit.id,
        short=short,
        milestone=milestone.title,
        when=say_when(milestone.local),
        lines=item_lines(owed),
    )
    team = outside.settings.data_team_email
    inboxes = (sender.email, visit.lano_email, visit.lead_inspector_email, team)
    occasion = f"{visit.run_id}/alert/{role}/{sender.id}"
    mail_each(outside, occasion, inboxes, *written, visit.id)
