"""Keys of the object store for one partner, which comes and goes while the others' stand."""

from typing import TYPE_CHECKING

from visit_exchange.journey.access.store_access import access_of, revoke
from visit_exchange.journey.access.store_access_by_hand import is_by_hand, tell_by_hand
from visit_exchange.services.store_access.identities import partner_identity
from visit_exchange.visits.visit import ENDED, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.visits.visit import Visit


def check_can_shut_out(outside: "Outside") -> None:
    """Raise UserError where keys would have to end and nobody here can end them."""
    if not is_by_hand(outside):
        access_of(outside)


def let_partner_in(outside: "Outside", visit: "Visit", partner_id: str) -> None:
    """Have keys made by hand for a partner that is asked while the visit is open.

    Where we make them ourselves, they are made when somebody is to be handed them.
    """
    if is_by_hand(outside):
        _tell(outside, visit, "partner_asked", partner_id)


def shut_partner_out(outside: "Outside", visit: "Visit", partner_id: str, *, by: str) -> None:
    """End the keys of a partner that was removed, or have them destroyed by hand."""
    if not is_by_hand(outside):
        revoke(outside, visit.id, partner_identity(partner_id).id, by=by)
    elif has_keys_by_hand(visit):
        _tell(outside, visit, "partner_removed", partner_id)


def has_keys_by_hand(visit: "Visit") -> bool:
    """Say whether keys that people made for a visit are in use: from its opening to its end."""
    return visit.status not in ENDED | {VisitStatus.REGISTERED}


def _tell(outside: "Outside", visit: "Visit", what: str, partner_id: str) -> None:
    who = partner_identity(partner_id).id
    tell_by_hand(outside, visit, what, only=(who,), occasion=who)
