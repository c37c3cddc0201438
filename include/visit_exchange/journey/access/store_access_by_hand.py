"""Credentials that people make by hand: the data team is told what to make, and when to end it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.journey.access.store_identities import identities_of, identity_of
from visit_exchange.journey.mailing import mail_once
from visit_exchange.mails.catalogue import mail

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.visits.visit import Visit


def is_by_hand(outside: "Outside") -> bool:
    """Say whether credentials of the object store are made and destroyed by people."""
    return outside.settings.store_access == "by-hand"


def tell_by_hand(
    outside: "Outside",
    visit: "Visit",
    what: str,
    *,
    only: Sequence[str] = (),
    occasion: str = "",
) -> None:
    """Tell the data team, once, to ``make``, ``suspend`` or ``destroy`` a visit's credentials.

    Those of ``only``, who may have been removed, or everybody's. What happens more than once in a
    visit has an ``occasion``, for which it is told once.
    """
    whose = [identity_of(each) for each in only] or identities_of(outside, visit.id)
    commands = "\n".join(
        f"  visit-exchange access policy {visit.id} --for {each.id}   ({each.who})"
        for each in whose
    )
    told = f"/{occasion}" if occasion else ""
    mail_once(
        outside,
        f"{visit.run_id}/store-access-{what}{told}",
        outside.settings.data_team_email,
        *mail(f"credentials_{what}", visit=visit.id, commands=commands),
        visit_id=visit.id,
    )
