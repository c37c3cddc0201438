"""The authority's page of the selected children: who approached each, and who takes part."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.journey.selecting.agreeing import ONLY_AUTHORITY, agreements_of
from visit_exchange.journey.sender import Sender
from visit_exchange.tracking.agreement import Agreement
from visit_exchange.visits.dates.own_due import own_due
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED, STOPPED
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


@dataclass(frozen=True)
class ChildToAsk:
    """A selected child; ``due`` is when what is asked about it is due, in words."""

    code: str = field(repr=False)
    said: Agreement | None = field(repr=False)
    due: str


@dataclass(frozen=True)
class ChildrenPage:
    """The selected children, and the codes of those who left. ``why_none`` says why there are none.

    ``kind`` and ``authority`` are for the heading.
    """

    kind: str
    authority: str
    children: tuple[ChildToAsk, ...]
    left: tuple[str, ...] = field(repr=False)
    is_open: bool
    why_none: str


NONE_YET = "The inspectors have not selected any children yet."


def children_page(outside: "Outside", sender: Sender) -> ChildrenPage:
    """Return the page; UserError for a partner, who does not say who takes part."""
    if sender.partner:
        raise UserError(ONLY_AUTHORITY)
    dossier = outside.register.dossier(sender.visit.id)
    selection = dossier.selection
    said = agreements_of(outside, sender.visit.id) if selection else {}
    codes = selection.codes if selection else ()
    return ChildrenPage(
        kind=f"{sender.framework.title} ({sender.visit.id})",
        authority=sender.name,
        children=tuple(ChildToAsk(code, said.get(code), due_of(dossier, code)) for code in codes),
        left=selection.declined if selection else (),
        is_open=dossier.visit.status not in ENDED | STOPPED,
        why_none="" if codes else NONE_YET if selection is None else "Nobody is selected now.",
    )


def due_of(dossier: Dossier, code: str) -> str:
    """Return when what is asked about a child is due, in words: its own day, else that of all."""
    own = own_due(dossier)
    if code in own:
        zone = ZoneInfo(dossier.framework.timezone)
        return say_when(own[code].astimezone(zone).isoformat())
    return say_when(dossier.milestone_for("tracking").local)
