"""The letters to providers, for the authority to send; and who is consulted on the choice."""

from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.mailing import mail_each, mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.selecting.provider_visits import chosen_visits
from visit_exchange.journey.sender import partners_asked_in
from visit_exchange.kinds.rules.people_rules import LEAD
from visit_exchange.mails.catalogue import mail
from visit_exchange.request.provider_letter import LetterTo, no_letter, provider_letter
from visit_exchange.tracking.provider_visits import ProviderVisit
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.people.people import holder
from visit_exchange.visits.places.keys import tracking_request_folder, within
from visit_exchange.visits.places.names import provider_letter_name

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NO_LETTER = "There is no letter to this provider."


def letter_to(outside: "Outside", visit_id: str, place: int) -> bytes:
    """Return the letter (docx) to the ``place``-th provider, from 1; UserError if there is none."""
    dossier = outside.register.dossier(visit_id)
    visits = chosen_visits(outside, dossier)
    rules = dossier.framework.providers
    if rules is None or rules.letter is None or not 1 <= place <= len(visits):
        raise UserError(NO_LETTER)
    to = _letter_to(dossier, visits[place - 1])
    return provider_letter(to, rules.letter, dossier.framework.request)


def tell_of_providers(outside: "Outside", visit_id: str, number: int) -> None:
    """Lay the letters in the authority's replies, and ask who is consulted, once for each choice.

    ``number`` is that of the choice.
    """
    dossier = outside.register.dossier(visit_id)
    rules, folder = dossier.framework.providers, tracking_request_folder(visit_id)
    if rules is None or dossier.providers is None:
        return
    if rules.letter:
        _lay_letters(outside, visit_id, folder, len(dossier.providers.names))
    written = mail("providers_consulted", visit=dossier.visit, names=dossier.providers.names)
    for each in partners_asked_in(dossier):
        if each.partner and each.partner.kind == rules.consult:
            key = f"{visit_id}/providers-consulted/{number}/{each.id}"
            mail_once(outside, key, each.email, *written, visit_id=visit_id)
    consulted = (p for p in dossier.visit.people if p.role == rules.consult_role)
    inboxes = [each.email for each in consulted if each.until is None]
    mail_each(outside, f"{visit_id}/providers-consulted/{number}", inboxes, *written, visit_id)


def _lay_letters(outside: "Outside", visit_id: str, folder: str, many: int) -> None:
    """Lay a letter for each provider, and in the places of an earlier choice that there is none."""
    lying = set(outside.store.keys(Bucket.REPLIES, folder))
    for place in count(1):
        key = within(folder, provider_letter_name(place))
        if place > many and key not in lying:
            return
        letter = letter_to(outside, visit_id, place) if place <= many else no_letter(visit_id)
        outside.store.put(Bucket.REPLIES, key, letter)


def _letter_to(dossier: Dossier, visit: ProviderVisit) -> LetterTo:
    framework, of = dossier.framework, dossier.visit
    zone = ZoneInfo(framework.timezone)
    days = {each.id: each.due.astimezone(zone).date() for each in dossier.milestones}
    last = next((rule.id for rule in framework.milestones if rule.last_on_site_day), "")
    return LetterTo(
        provider=visit.name,
        kind=framework.title,
        area=of.la_name,
        written=visit_now(of).astimezone(zone).date(),
        first=days.get(framework.on_site.milestone or ""),
        last=days.get(last),
        agreed=visit.agreed,
        lano=of.lano_email,
        lead=of.lead_inspector_email,
        reference=of.id,
        lead_name=lead.name if (lead := holder(of.people, LEAD)) else "",
    )
