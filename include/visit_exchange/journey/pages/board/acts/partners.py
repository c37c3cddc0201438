"""What the acts on partners share: who is asked now, whose keys, what is told at which field."""

from collections.abc import Callable
from typing import TypeVar

from visit_exchange.errors import UserError
from visit_exchange.journey.pages.board.acts.act import (
    Field,
    WrongField,
)
from visit_exchange.services.store_access.identities import partner_identity
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.people.partners import Partner

Found = TypeVar("Found")

GROUP = "Partners"
LABEL = "partner’s e-mail"


def asked_now(dossier: Dossier) -> tuple[Partner, ...]:
    """Return the partners that may send."""
    return tuple(each for each in dossier.partners if not each.is_removed)


def email_field() -> Field:
    """Return the field for the address that a partner is written to at."""
    return Field("email", f"The {LABEL}", "Its request and replies are told there.")


def keys_of(partner: str) -> str:
    """Return whose keys of the store a partner's are, as a person is told it."""
    return partner_identity(partner).id


def told_at(field: str, what: Callable[[], Found]) -> Found:
    """Return what is worked out; what is wrong with it is told at its field."""
    try:
        return what()
    except UserError as error:
        told = str(error)
        raise WrongField(field, told[0].upper() + told[1:]) from None
