"""Who is let in to a visit's places in the object store."""

import re
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.services.store_access.identities import (
    PARTNER,
    VISIT_IDENTITIES,
    VisitIdentity,
    partner_identity,
)

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def identities_of(outside: "Outside", visit_id: str) -> tuple[VisitIdentity, ...]:
    """Return who is let in for a visit: those whom every visit has, then its partners."""
    asked = (each.id for each in outside.register.partners(visit_id) if not each.is_removed)
    return (*VISIT_IDENTITIES.values(), *(partner_identity(each) for each in asked))


def identity_of(who: str) -> VisitIdentity:
    """Return the identity by its id; UserError that names them all when there is none."""
    if re.fullmatch(f"{PARTNER}[a-z0-9-]+", who):
        return partner_identity(who.removeprefix(PARTNER))
    if who not in VISIT_IDENTITIES:
        known = ", ".join(VISIT_IDENTITIES)
        raise UserError(f"--for must be one of: {known}, or {PARTNER} with a partner’s id")
    return VISIT_IDENTITIES[who]
