"""Writing to somebody else of a partner, and removing one."""

from typing import TYPE_CHECKING

from visit_exchange.journey.access.partner_access import has_keys_by_hand
from visit_exchange.journey.access.store_access_by_hand import is_by_hand
from visit_exchange.journey.pages.board.acts.act import (
    Act,
    Entered,
    Field,
    Foresight,
    Kind,
    WrongField,
    choice_of,
    has_not_ended,
    reason_field,
    reason_of,
)
from visit_exchange.journey.pages.board.acts.keys_by_hand import left_to_a_person
from visit_exchange.journey.pages.board.acts.partners import (
    GROUP,
    LABEL,
    asked_now,
    email_field,
    keys_of,
    told_at,
)
from visit_exchange.journey.requesting.partner_asking import (
    remove_partner,
    replace_contact,
)
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.entry.entry import check_email
from visit_exchange.visits.people.partners import Partner
from visit_exchange.writing.counted import count

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def _ends(seen: Foresight, partner: Partner, what: str) -> tuple[str, str, tuple[str, ...]]:
    """Return what ends at once, its verb, and what is left to a person."""
    if not is_by_hand(seen.outside):
        return "its link and its keys", "end", ()
    whose = (keys_of(partner.id),) if has_keys_by_hand(seen.dossier.visit) else ()
    return "its link", "ends", left_to_a_person(seen, what, whose)


def _which(dossier: Dossier) -> Field:
    choices = tuple((each.id, f"{each.name}: {each.email}") for each in asked_now(dossier))
    return Field("partner", "The partner", kind=Kind.CHOICE, choices=choices)


def _chosen(seen: Foresight, entered: Entered) -> Partner:
    chosen = choice_of(entered, _which(seen.dossier))
    return next(each for each in seen.dossier.partners if each.id == chosen)


def _foresee_replacing(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    partner = _chosen(seen, entered)
    address = told_at("email", lambda: check_email(entered.get("email", "").strip(), LABEL))
    if address == partner.email:
        raise WrongField("email", f"{address} is the e-mail of {partner.name} already")
    reason_of(entered)
    what, ends, by_hand = _ends(seen, partner, "replace")
    return (
        f"{partner.name} is written to at {address}, no longer at {partner.email}.",
        f"{what.capitalize()} {ends} at once. What waits for the old address goes to the new one.",
        *by_hand,
        f"{address} gets the request with a new link, once the visit is open.",
    )


def _replace(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    named = replace_contact(outside, visit_id, entered["partner"], entered["email"], by=by)
    return f"{named.name} is written to at {named.email}"


def _foresee_removing(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    partner = _chosen(seen, entered)
    reason_of(entered)
    what, ends, by_hand = _ends(seen, partner, "destroy")
    return (
        f"{partner.name} was asked for {count(len(partner.items), 'item')}. It can send nothing "
        f"more: {what} {ends} at once.",
        *by_hand,
        "What was accepted from it stays in the pack.",
        f"No mail tells {partner.name}: tell it yourself.",
    )


def _remove(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    remove_partner(outside, visit_id, entered["partner"], by=by)
    return f"{outside.register.partner(visit_id, entered['partner']).name} can send nothing more"


def _has_partners(dossier: Dossier) -> bool:
    return has_not_ended(dossier) and bool(asked_now(dossier))


REPLACE_PARTNER = Act(
    "replace-partner",
    "Write to somebody else of a partner",
    GROUP,
    _has_partners,
    lambda dossier: (_which(dossier), email_field(), reason_field()),
    _foresee_replacing,
    _replace,
    needs_worker=True,
    keeps_reason=False,
)
REMOVE_PARTNER = Act(
    "remove-partner",
    "Remove a partner",
    GROUP,
    _has_partners,
    lambda dossier: (_which(dossier), reason_field()),
    _foresee_removing,
    _remove,
    needs_worker=True,
    keeps_reason=False,
)
