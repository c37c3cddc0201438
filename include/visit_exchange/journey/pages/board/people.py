"""Who there is in a visit, and which partners are asked besides the authority, on the board."""

from dataclasses import dataclass

from visit_exchange.journey.pages.board.items import BoardItem, board_items
from visit_exchange.journey.sender import Sender
from visit_exchange.kinds.rules.people_rules import LANO
from visit_exchange.visits.dossier import Dossier


@dataclass(frozen=True)
class BoardPartner:
    """A partner that is asked besides the authority, and how its own items stand."""

    id: str
    name: str
    kind: str
    email: str
    is_removed: bool
    items: tuple[BoardItem, ...]


def people_now(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Return role and address of everybody who has a role now, in the order of the roles."""
    titles = {role.id: role.title for role in dossier.framework.people}
    present = [each for each in dossier.visit.people if each.until is None]
    found = [
        (titles[role], ", ".join(part for part in (each.name, each.email) if part))
        for role in titles
        for each in present
        if each.role == role
    ]
    none_yet = [] if dossier.visit.lano_email else [(titles[LANO], "Not nominated yet")]
    return (*none_yet, *found)


def board_partners(dossier: Dossier) -> tuple[BoardPartner, ...]:
    """Return every partner of a visit, those that were removed too."""
    titles = {kind.id: kind.title for kind in dossier.framework.partners}
    return tuple(
        BoardPartner(
            id=each.id,
            name=each.name,
            kind=titles[each.kind],
            email=each.email,
            is_removed=each.is_removed,
            items=board_items(dossier, Sender(dossier.visit, each)),
        )
        for each in dossier.partners
    )
