"""The visits to the chosen providers: consulted upon, told by letter, agreed, and sampled."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.selecting.selection import codes_in_lists
from visit_exchange.tracking.provider_visits import (
    NO_PROVIDER,
    ProviderVisit,
    ProviderVisits,
    day_of,
    read_provider_visits,
    sample_of,
    time_of,
    written_provider_visits,
)
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places.keys import provider_visits_key
from visit_exchange.visits.visit import ENDED, STOPPED

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NOT_OPEN = "The visit is {status}. Nothing can be arranged now."
CONSULTED = "providers consulted on"
ARRANGED = "provider visit arranged"
SAMPLED = "provider sample"


def provider_visits_of(outside: "Outside", visit_id: str) -> ProviderVisits:
    """Return how the visits to providers are arranged so far."""
    try:
        return read_provider_visits(outside.store.get(Bucket.PACKS, provider_visits_key(visit_id)))
    except FileNotFoundError:
        return ProviderVisits()


def chosen_visits(outside: "Outside", dossier: Dossier) -> tuple[ProviderVisit, ...]:
    """Return the visits to the providers that are chosen now."""
    names = dossier.providers.names if dossier.providers else ()
    return provider_visits_of(outside, dossier.visit.id).of(names)


def arrange(
    outside: "Outside", visit_id: str, place: int, sent: str, day: str, at: str, *, name: str = ""
) -> None:
    """Keep when a letter was sent and which time was agreed; the authority says both.

    ``place`` is the provider's in the choice, from 1, and ``name`` who was there when the page was
    drawn. UserError for what is no date or time, or where somebody else is there by now.
    """
    now = _now(outside.register.dossier(visit_id))

    def told(before: ProviderVisit) -> ProviderVisit:
        sent_on = day_of(sent, "date on which the letter was sent", today=now.date())
        agreed = time_of(day_of(day, "date of the visit"), at, now)
        return replace(before, sent_on=sent_on, agreed=agreed)

    _change(outside, visit_id, place, told, ARRANGED, by="local authority", name=name)


def choose_sample(
    outside: "Outside", visit_id: str, place: int, codes: str, *, by: str, name: str = ""
) -> None:
    """Attach children's codes to a provider's sample; UserError for what is no code."""
    known = codes_in_lists(outside, outside.register.visit(visit_id))

    def sampled(before: ProviderVisit) -> ProviderVisit:
        return replace(before, sample=sample_of(codes, known))

    _change(outside, visit_id, place, sampled, SAMPLED, by=by, name=name)


def note_consulted(outside: "Outside", visit_id: str, day: str, *, by: str) -> None:
    """Keep on which day the choice was discussed with who is consulted on it."""
    dossier = _open(outside, visit_id)
    now = _now(dossier)
    on = day_of(day, "date on which the choice was discussed", today=now.date())
    with outside.register.alone(f"provider visits {visit_id}"):
        _keep(outside, visit_id, replace(provider_visits_of(outside, visit_id), consulted_on=on))
    outside.register.note_arranged(visit_id, CONSULTED, {}, by=by, at=now)


def _change(
    outside: "Outside",
    visit_id: str,
    place: int,
    change: Callable[[ProviderVisit], ProviderVisit],
    act: str,
    *,
    by: str,
    name: str,
) -> None:
    dossier = _open(outside, visit_id)
    with outside.register.alone(f"provider visits {visit_id}"):
        visits = chosen_visits(outside, dossier)
        if not 1 <= place <= len(visits) or name not in ("", visits[place - 1].name):
            raise UserError(NO_PROVIDER)
        kept = provider_visits_of(outside, visit_id)
        _keep(outside, visit_id, kept.with_one(change(visits[place - 1])))
    detail = {"number": place}
    outside.register.note_arranged(visit_id, act, detail, by=by, at=_now(dossier))


def _keep(outside: "Outside", visit_id: str, visits: ProviderVisits) -> None:
    content = written_provider_visits(visits)
    outside.store.put(Bucket.PACKS, provider_visits_key(visit_id), content)


def _open(outside: "Outside", visit_id: str) -> Dossier:
    dossier = outside.register.dossier(visit_id)
    if dossier.visit.status in ENDED | STOPPED:
        raise UserError(NOT_OPEN.format(status=dossier.visit.status.value))
    return dossier


def _now(dossier: Dossier) -> datetime:
    return visit_now(dossier.visit).astimezone(ZoneInfo(dossier.framework.timezone))
