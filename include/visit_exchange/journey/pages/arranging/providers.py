"""The page of the visits to providers, for the authority and for inspectors."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.journey.selecting.provider_visits import chosen_visits, provider_visits_of
from visit_exchange.journey.sender import Sender
from visit_exchange.tracking.provider_visits import ProviderVisit
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED, STOPPED
from visit_exchange.writing.dates_in_words import say_day

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

ONLY_AUTHORITY = "The local authority alone sets up the visits to providers."


@dataclass(frozen=True)
class ProvidersPage:
    """The visits as they stand; ``days`` are the on-site days and ``consulted`` the day, in words.

    ``consults`` says whom inspectors consult on the choice.
    """

    kind: str
    authority: str
    visits: tuple[ProviderVisit, ...]
    has_letter: bool
    days: str
    consults: str
    consulted: str
    is_open: bool


def authority_providers(outside: "Outside", sender: Sender) -> ProvidersPage:
    """Return the page of an authority; UserError for a partner."""
    if sender.partner:
        raise UserError(ONLY_AUTHORITY)
    return providers_page(outside, sender.visit.id)


def providers_page(outside: "Outside", visit_id: str) -> ProvidersPage:
    """Return how the visits to providers stand."""
    dossier = outside.register.dossier(visit_id)
    rules, visit = dossier.framework.providers, dossier.visit
    on = provider_visits_of(outside, visit_id).consulted_on
    kinds = {each.id: each.title for each in dossier.framework.partners}
    return ProvidersPage(
        kind=f"{dossier.framework.title} ({visit.id})",
        authority=visit.la_name,
        visits=chosen_visits(outside, dossier),
        has_letter=rules is not None and rules.letter is not None,
        days=on_site_days(dossier),
        consults=kinds.get(rules.consult, "") if rules else "",
        consulted=say_day(on) if on else "",
        is_open=visit.status not in ENDED | STOPPED,
    )


def on_site_days(dossier: Dossier) -> str:
    """Return the on-site days in words: ``from … to …``."""
    framework, zone = dossier.framework, ZoneInfo(dossier.framework.timezone)
    due = {each.id: each.due.astimezone(zone).date() for each in dossier.milestones}
    last = next((rule.id for rule in framework.milestones if rule.last_on_site_day), "")
    if framework.on_site.milestone not in due or last not in due:
        return "on the on-site days"
    return f"from {say_day(due[framework.on_site.milestone])} to {say_day(due[last])}"
