"""Mend the two contacts that every visit has: who acts for the area, and who leads the visit."""

from typing import TYPE_CHECKING

from visit_exchange.journey.requesting.people import give_role
from visit_exchange.kinds.rules.people_rules import LANO, LEAD
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def replace_lano(outside: "Outside", visit_id: str, email: str, *, by: str) -> Visit:
    """Write to another LANO from now on: the link of the one before ends at once.

    So does a first one who is nominated after the call. UserError when the address is none, is the
    present one, or the visit has ended.
    """
    return give_role(outside, visit_id, LANO, email, by=by)


def replace_lead(outside: "Outside", visit_id: str, email: str, *, by: str) -> Visit:
    """Write to another lead inspector from now on; UserError as for a LANO."""
    return give_role(outside, visit_id, LEAD, email, by=by)
