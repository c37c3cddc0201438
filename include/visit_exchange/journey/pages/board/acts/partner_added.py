"""Asking a partner, besides the authority, for what it holds."""

from typing import TYPE_CHECKING

from visit_exchange.journey.pages.board.acts.act import (
    Act,
    Entered,
    Field,
    Foresight,
    Kind,
    choice_of,
    has_not_ended,
    reason_field,
    reason_of,
    text_of,
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
    NOT_YET,
    add_partner,
)
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.entry.entry import check_email
from visit_exchange.visits.people.partners import items_asked, partner_id, partner_kind
from visit_exchange.writing.counted import count

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

OWN_PLACE = "It gets a request, a link and a place of its own, and sees nothing that others send."


def _kinds(dossier: Dossier) -> Field:
    choices = tuple((kind.id, kind.title) for kind in dossier.framework.partners)
    return Field("kind", "What kind of partner it is", kind=Kind.CHOICE, choices=choices)


def _add_fields(dossier: Dossier) -> tuple[Field, ...]:
    return (
        Field("name", "The partner", "The organisation, as people say it."),
        _kinds(dossier),
        email_field(),
        Field(
            "items",
            "The items (optional)",
            "Item numbers with commas between. Empty: those suggested for its kind.",
        ),
        reason_field(),
    )


def _foresee_adding(seen: Foresight, entered: Entered) -> tuple[str, ...]:
    dossier = seen.dossier
    name = text_of(entered, "name", "the partner’s name")
    told_at("name", lambda: partner_id(name, ()))
    kind = partner_kind(dossier.framework, choice_of(entered, _kinds(dossier)))
    address = told_at("email", lambda: check_email(entered.get("email", "").strip(), LABEL))
    named = entered.get("items", "")
    asked = told_at("items", lambda: items_asked(dossier.framework, kind, named))
    reason_of(entered)
    items = ", ".join(dossier.framework.item(each).number for each in asked)
    another = any(each.name.casefold() == name.casefold() for each in asked_now(dossier))
    later = dossier.visit.status in NOT_YET
    return (
        f"{name} ({kind.title}) is asked for {count(len(asked), 'item')}: {items}.",
        *((f"{name} is asked already: it will be there twice.",) if another else ()),
        f"A mail goes to {address} {'when the visit opens' if later else 'at once'}.",
        *left_to_a_person(seen, "make", () if later else (keys_of(_new_id(dossier, name)),)),
        OWN_PLACE,
    )


def _new_id(dossier: Dossier, name: str) -> str:
    return partner_id(name, [each.id for each in dossier.partners])


def _add(outside: "Outside", visit_id: str, entered: Entered, by: str) -> str:
    name, email = entered["name"].strip(), entered["email"].strip()
    items = entered.get("items", "")
    added = add_partner(outside, visit_id, name, entered["kind"], email, items, by=by)
    return f"{added.name} is asked for {count(len(added.items), 'item')}"


ADD_PARTNER = Act(
    "add-partner",
    "Ask a partner too",
    GROUP,
    lambda dossier: has_not_ended(dossier) and bool(dossier.framework.partners),
    _add_fields,
    _foresee_adding,
    _add,
    needs_worker=True,
    keeps_reason=False,
    about=OWN_PLACE,
)
