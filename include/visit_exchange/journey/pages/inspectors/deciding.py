"""A choice that an inspector confirms on the page: made for the first time, or changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import check_may_choose
from visit_exchange.journey.pages.inspectors.coverage import CHILDREN
from visit_exchange.journey.pages.inspectors.standing import ENDED_ALREADY
from visit_exchange.journey.selecting.changing import NO_REASON, change_choice
from visit_exchange.journey.selecting.choosing import choose
from visit_exchange.journey.selecting.provider_choice import choose_providers
from visit_exchange.journey.selecting.telling_choices import tell_choice
from visit_exchange.privacy.naming_nobody import check_names_nobody
from visit_exchange.visits.visit import ENDED, STOPPED

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NOBODY = "Select the providers to visit."


def decide(
    outside: "Outside", visit_id: str, noun: str, chosen: Sequence[str], *, by: str, reason: str
) -> None:
    """Record a choice and have everybody told who must know; UserError says why it does not count.

    A choice that is made already needs a reason, which names nobody: the audit keeps it.
    """
    check_may_choose(outside, visit_id, by)
    check_reason(reason)
    if noun != CHILDREN:
        _providers(outside, visit_id, chosen, by=by, reason=reason)
    elif outside.register.selection(visit_id):
        change_choice(outside, visit_id, chosen, by=by, reason=reason)
    else:
        choose(outside, visit_id, chosen, by=by)


def check_reason(reason: str) -> None:
    """Raise UserError when a reason tells who somebody is."""
    check_names_nobody("The reason", reason)


def _providers(
    outside: "Outside", visit_id: str, chosen: Sequence[str], *, by: str, reason: str
) -> None:
    visit = outside.register.visit(visit_id)
    if visit.status in ENDED | STOPPED:
        raise UserError(ENDED_ALREADY)
    if not chosen:
        raise UserError(NOBODY)
    if outside.register.providers(visit_id) and not reason.strip():
        raise UserError(NO_REASON)
    why = " ".join(reason.split())
    left = choose_providers(outside, visit, chosen, by=by, reason=why)
    told = f"{len(chosen)} providers"
    tell_choice(outside, visit, "Providers to visit taken", told, left)
