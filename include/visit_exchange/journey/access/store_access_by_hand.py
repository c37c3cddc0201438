"""Credentials that people make by hand: the data team is told what to make, and when to end it."""

from typing import TYPE_CHECKING

from visit_exchange.journey.access.store_identities import identities_of
from visit_exchange.journey.mailing import mail_once
from visit_exchange.mails.catalogue import mail

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.visits.visit import Visit


def tell_by_hand(outside: "Outside", visit: "Visit", what: str) -> None:
    """Tell the data team, once, to ``make``, ``suspend`` or ``destroy`` a visit's credentials."""
    commands = "\n".join(
        f"  visit-exchange access policy {visit.id} --for {each.id}   ({each.who})"
        for each in identities_of(outside, visit.id)
    )
    mail_once(
        outside,
        f"{visit.run_id}/store-access-{what}",
        outside.settings.data_team_email,
        *mail(f"credentials_{what}", visit=visit.id, commands=commands),
        visit_id=visit.id,
    )
