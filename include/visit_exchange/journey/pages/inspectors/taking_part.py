"""Whether the selected children take part, as inspectors see it: at once, and by code."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from visit_exchange.journey.access.people import may_track
from visit_exchange.journey.selecting.agreeing import agreements_of
from visit_exchange.tracking.agreement import Agreement, Stand
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import UNPUBLISHED

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NOT_SAID = "The local authority has not said yet"
SAYS = {
    Stand.APPROACHED: "Approached by {by}, who waits for the answer",
    Stand.AGREED: "Agreed; approached by {by}",
    Stand.DECLINED: "Declined",
    Stand.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True)
class ChildStands:
    """One selected child, or one who left. ``support`` is for the team that follows them."""

    code: str = field(repr=False)
    says: str
    support: str = field(default="", repr=False)


def how_children_stand(outside: "Outside", dossier: Dossier, login: str) -> tuple[ChildStands, ...]:
    """Return how each selected child stands, then those who left; none while a visit is stopped."""
    selection = dossier.selection
    if selection is None or dossier.visit.status in UNPUBLISHED:
        return ()
    said = agreements_of(outside, dossier.visit.id)
    follows = may_track(outside, dossier.visit.id, login)
    codes = (*selection.codes, *selection.declined)
    return tuple(child_stands(code, said.get(code), follows=follows) for code in codes)


def child_stands(code: str, said: Agreement | None, *, follows: bool) -> ChildStands:
    """Return how a child stands in words; ``follows`` says that support may be told."""
    if said is None:
        return ChildStands(code, NOT_SAID)
    words = SAYS[said.stands].format(by=said.approached_by)
    return ChildStands(code, words, said.support if follows else "")
