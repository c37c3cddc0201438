"""The selected children on the upload page: child by kind of document, by code only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from visit_exchange.journey.pages.asked_items import NO_DATE, is_deferred, said_of
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.in_use import standing_in
from visit_exchange.kinds.rules.choosing_rules import TrackingItem
from visit_exchange.tracking.items import tracking_item_id
from visit_exchange.visits.dates.own_due import own_due
from visit_exchange.visits.dossier import Dossier
from visit_exchange.writing.dates_in_words import say_when


@dataclass(frozen=True)
class Cell:
    """One kind of document about one child; ``uploads`` are the numbers of those in use."""

    code: str
    state: str
    tone: str
    uploads: tuple[int, ...]
    said: str
    is_none: bool
    is_open: bool


@dataclass(frozen=True)
class KindRow:
    """One kind of document, about each child. ``may_not_apply``: the guidance asks for it of those
    whom it concerns."""

    id: str
    title: str
    about: str
    may_not_apply: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Children:
    """The selected children by code, in the order of the selection, and what is asked of them."""

    due: str
    is_late: bool
    awaited: int
    codes: tuple[str, ...]
    kinds: tuple[KindRow, ...]


def children_grid(
    dossier: Dossier, sender: Sender, now: datetime, checking: Collection[tuple[str, str]] = ()
) -> Children | None:
    """Return the grid at ``now`` (visit time); None before children are selected, and to a partner.

    ``checking`` are code and kind for which a file was sent that has no answer yet.
    """
    tracking, selection = sender.framework.tracking, dossier.selection
    if selection is None or tracking.milestone is None or sender.partner:
        return None
    due, late = _due(dossier, sender, tracking.milestone, now)
    grid = _Grid(dossier, sender, late, frozenset(checking))
    kinds = tuple(grid.row(kind, selection.codes) for kind in tracking.items)
    still = [cell for kind in kinds for cell in kind.cells if cell.is_open]
    is_late = any(cell.code in late for cell in still)
    return Children(due, is_late, len(still), selection.codes, kinds)


def _due(
    dossier: Dossier, sender: Sender, milestone: str, now: datetime
) -> tuple[str, frozenset[str]]:
    """Return when what is asked about the children is due, in words, and about whom it is late."""
    known = {each.id: each for each in dossier.milestones}
    if is_deferred(sender.visit) or milestone not in known:
        return NO_DATE, frozenset()
    due, own, zone = known[milestone], own_due(dossier), ZoneInfo(dossier.framework.timezone)
    codes = dossier.selection.codes if dossier.selection else ()
    words = [
        f"; {code} by {say_when(own[code].astimezone(zone).isoformat())}"
        for code in codes
        if code in own
    ]
    late = frozenset(code for code in codes if own.get(code, due.due) <= now)
    return f"Due by {say_when(due.local)}{''.join(words)}", late


@dataclass(frozen=True)
class _Grid:
    """What every place of the grid is drawn from."""

    dossier: Dossier
    sender: Sender
    late: frozenset[str]
    checking: frozenset[tuple[str, str]]

    def row(self, kind: TrackingItem, codes: Sequence[str]) -> KindRow:
        cells = tuple(self._cell(kind.id, code) for code in codes)
        return KindRow(kind.id, kind.title, kind.about, kind.if_applicable, cells)

    def _cell(self, kind: str, code: str) -> Cell:
        item = tracking_item_id(kind, code)
        uploads = tuple(upload.number for upload, _ in standing_in(self.dossier).get(item, ()))
        is_none = not uploads and item in self.dossier.not_held()
        state, tone = self._state(item, code, len(uploads), (code, kind) in self.checking)
        said = said_of(self.dossier, item, self.sender) if is_none else ""
        is_open = not uploads and not is_none
        return Cell(code, state, tone, uploads, said, is_none, is_open)

    def _state(self, item: str, code: str, used: int, is_checked: bool) -> tuple[str, str]:
        if used:
            return ("In use" if used == 1 else f"{used} in use"), "green"
        if item in self.dossier.not_held():
            is_none = item in self.dossier.does_not_apply
            return ("Does not apply" if is_none else "Not held"), "grey"
        if is_checked:
            return "Being checked", "blue"
        return ("Late", "red") if code in self.late else ("Not started", "blue")
