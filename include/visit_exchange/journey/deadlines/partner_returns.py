"""What partners have sent and still owe: for the pack, the reminders and the deadlines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visit_exchange.journey.deadlines.missing import item_lines, missing_from
from visit_exchange.journey.mailing import mail_each, mail_once, say_once
from visit_exchange.journey.sender import Sender, partners_asked_in
from visit_exchange.kinds import Item
from visit_exchange.mails.catalogue import mail
from visit_exchange.packs.contents import PartnerSent
from visit_exchange.visits.dossier import Dossier
from visit_exchange.writing.counted import count as counted
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def sent_by_partners(dossier: Dossier) -> Iterator[PartnerSent]:
    """Yield what each partner of a visit has sent, owes and does not hold, by its id."""
    for partner in dossier.partners:
        sender = Sender(dossier.visit, partner)
        accepted = dossier.accepted_items(partner.id)
        not_held = dossier.not_held(partner.id)
        asked = sender.framework.items
        yield PartnerSent(
            id=partner.id,
            name=partner.name,
            kind=partner.kind,
            sent={item.id: accepted[item.id][0].id for item in asked if item.id in accepted},
            missing=() if partner.is_removed else missing_from(dossier, sender),
            not_held=tuple(i for i in asked if i.id in not_held and i.id not in accepted),
        )


def remind_partners(outside: "Outside", dossier: Dossier, role: str) -> int:
    """Remind each partner of what it owes at a deadline; return how many items that is in all."""
    owing = owed_by_partners(dossier, role)
    return sum(_remind(outside, dossier, sender, role, owed) for sender, owed in owing)


def tell_of_partners(outside: "Outside", dossier: Dossier, role: str) -> int:
    """Tell, once, what each partner owes at a deadline; return how many items that is in all.

    It goes to the partner, the LANO, the lead inspector and the data team. It stops nothing.
    """
    total = 0
    for sender, owed in owed_by_partners(dossier, role):
        total += len(owed)
        _tell(outside, dossier, sender, role, owed)
    return total


def owed_by_partners(dossier: Dossier, role: str) -> Iterator[tuple[Sender, tuple[Item, ...]]]:
    """Yield each partner that owes something at a deadline, and what."""
    for sender in partners_asked_in(dossier):
        if owed := missing_from(dossier, sender, role):
            yield sender, owed


def _remind(
    outside: "Outside", dossier: Dossier, sender: Sender, role: str, owed: tuple[Item, ...]
) -> int:
    visit = dossier.visit
    written = mail(
        "reminder",
        visit=visit.id,
        items=owed,
        lines=item_lines(owed, dossier, sender.id),
        when=say_when(dossier.milestone_for(role).local),
    )
    key = f"{visit.run_id}/reminder/{role}/{sender.id}"
    mail_once(outside, key, sender.email, *written, visit_id=visit.id)
    return len(owed)


def _tell(
    outside: "Outside", dossier: Dossier, sender: Sender, role: str, owed: tuple[Item, ...]
) -> None:
    visit, milestone = dossier.visit, dossier.milestone_for(role)
    short = f"{sender.name}: {counted(len(owed), 'item')} missing"
    written = mail(
        "missing_from_partner",
        visit=visit.id,
        short=short,
        milestone=milestone.title,
        when=say_when(milestone.local),
        lines=item_lines(owed, dossier, sender.id),
    )
    team = outside.settings.data_team_email
    inboxes = (sender.email, visit.lano_email, visit.lead_inspector_email, team)
    occasion = f"{visit.run_id}/alert/{role}/{sender.id}"
    say_once(outside, occasion, written[0], visit_id=visit.id)
    mail_each(outside, occasion, inboxes, *written, visit.id)
