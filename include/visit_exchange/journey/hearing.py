"""Who may hear of a visit: before it was opened once, only the data team and the lead inspector."""

from typing import TYPE_CHECKING

from visit_exchange.visits.acts import is_announced_in
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def is_announced(outside: "Outside", visit: Visit) -> bool:
    """Say whether the authority knows of a visit: it does once the visit was opened."""
    return is_announced_in(outside.register.audit(visit.id))


def who_hears(outside: "Outside", visit: Visit, *inboxes: str) -> tuple[str, ...]:
    """Return who is told what becomes of a visit: ``inboxes``, once the visit is announced.

    Before that its lead inspector and the data team, and nobody else whoever is named. Who is not
    there yet, like a LANO who is still to be nominated, is left out.
    """
    inspectorate = (visit.lead_inspector_email, outside.settings.data_team_email)
    told = inboxes if is_announced(outside, visit) else inspectorate
    return tuple(dict.fromkeys(to for to in told if to))
