"""Credentials that people make by hand: the data team is told what to make, and when to end it."""

from typing import TYPE_CHECKING

from visit_exchange.journey.access.store_identities import identities_of
from visit_exchange.journey.mailing import mail_once

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.visits.visit import Visit

TEXTS = {
    "make": """The visit has opened. Make one user in the object store for each of these, with the
policy that the command prints, and hand its keys over:

{commands}

Nobody can upload or read anything of the visit until you have.
""",
    "suspend": """The visit is deferred. Destroy the keys of its inspectors and its tracking team.
Those of the authority stay. You are told when the visit opens again. The policies are:

{commands}
""",
    "destroy": """The visit has closed. Destroy the keys and the users that you made for it in the
object store. Their policies were:

{commands}
""",
}


def tell_by_hand(outside: "Outside", visit: "Visit", what: str) -> None:
    """Tell the data team, once, what to do with the visit's credentials: one of ``TEXTS``."""
    commands = "\n".join(
        f"  visit-exchange access policy {visit.id} --for {each.id}   ({each.who})"
        for each in identities_of(outside, visit.id)
    )
    mail_once(
        outside,
        f"{visit.run_id}/store-access-{what}",
        outside.settings.data_team_email,
        f"{what.capitalize()} the store credentials of {visit.id}",
        TEXTS[what].format(commands=commands),
        visit_id=visit.id,
    )
