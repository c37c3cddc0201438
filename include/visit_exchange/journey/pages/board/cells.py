"""How the items of a visit stand, a cell for each: what the grid of items and visits is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from visit_exchange.journey.sender import Sender, partners_asked_in
from visit_exchange.kinds import Framework, Item
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.item_states import OPEN, ItemState, item_state
from visit_exchange.visits.visit import ENDED, STOPPED


class Cell(Enum):
    """A state of the grid: its mark, its words, and the name of its look."""

    USED = ("✓", "in use", "used")
    LATE = ("L", "in use, came late", "came-late")
    QUERIES = ("?", "in use, with queries", "queries")
    NOT_HELD = ("–", "not held", "not-held")
    NOT_APPLICABLE = ("n", "not applicable", "not-applicable")
    MUST_FIX = ("!", "must be corrected", "fix")
    WAITS = ("W", "waits for the data team", "waits")
    OVERDUE = ("✗", "missing, and its deadline has passed", "overdue")
    MISSING = ("·", "not come yet", "awaited")
    NOT_ASKED = ("", "not asked for", "not-asked")

    @property
    def mark(self) -> str:
        """The sign that stands in the cell."""
        return self.value[0]

    @property
    def words(self) -> str:
        """What the sign means."""
        return self.value[1]

    @property
    def look(self) -> str:
        """The class of the cell."""
        return self.value[2]


# The worst first: of several items under one heading the worst is shown.
WORST = (Cell.WAITS, Cell.OVERDUE, Cell.MUST_FIX, Cell.MISSING, Cell.LATE, Cell.QUERIES)


@dataclass(frozen=True)
class Column:
    """A heading of the grid: an item of the kind of visit by its number, or ``extra`` and so on."""

    id: str
    number: str
    title: str


EXTRA = Column("extra", "+", "Items asked for during the visit")
PARTNERS = Column("partners", "P", "Items asked of partners")


def columns_of(framework: Framework, dossiers: Iterable[Dossier]) -> tuple[Column, ...]:
    """Return the headings for the visits of one kind."""
    visits = [dossier for dossier in dossiers if dossier.visit.framework == framework.id]
    items = tuple(Column(item.id, item.number, item.title) for item in framework.items)
    extra = (EXTRA,) if any(each.visit.extra for each in visits) else ()
    partners = (PARTNERS,) if any(each.partners for each in visits) else ()
    return (*items, *extra, *partners)


def cells_of(
    dossier: Dossier, columns: Iterable[Column], now: datetime
) -> tuple[tuple[Column, Cell], ...]:
    """Return how a visit stands under each heading at ``now`` (visit time)."""
    own = {item.id: item for item in Sender(dossier.visit).framework.items}
    extra = {each.id for each in dossier.visit.extra}
    stands = {item.id: _cell(dossier, item, "", now) for item in own.values()}
    shared = {
        EXTRA.id: worst(cell for name, cell in stands.items() if name in extra),
        PARTNERS.id: worst(
            _cell(dossier, item, sender.id, now)
            for sender in partners_asked_in(dossier)
            for item in sender.framework.items
        ),
    }
    known = stands | shared
    return tuple((column, known.get(column.id, Cell.NOT_ASKED)) for column in columns)


def worst(cells: Iterable[Cell]) -> Cell:
    """Return the worst of several cells; not asked when there is none."""
    found = set(cells)
    if not found:
        return Cell.NOT_ASKED
    return next((cell for cell in WORST if cell in found), Cell.USED)


def _cell(dossier: Dossier, item: Item, sender: str, now: datetime) -> Cell:
    state, upload = item_state(dossier, item.id, sender)
    if state is ItemState.MISSING:
        return Cell.OVERDUE if _is_overdue(dossier, item, now) else Cell.MISSING
    if state not in OPEN and upload is not None and upload.late_by is not None:
        return Cell.LATE
    return {
        ItemState.ACCEPTED: Cell.USED,
        ItemState.WITH_QUERIES: Cell.QUERIES,
        ItemState.NOT_HELD: Cell.NOT_HELD,
        ItemState.NOT_APPLICABLE: Cell.NOT_APPLICABLE,
        ItemState.MUST_FIX: Cell.MUST_FIX,
        ItemState.WAITS: Cell.WAITS,
    }[state]


def _is_overdue(dossier: Dossier, item: Item, now: datetime) -> bool:
    """Say whether a missing item is late: of a visit that stopped or has ended none is awaited."""
    if dossier.visit.status in STOPPED | ENDED:
        return False
    due = next((each.due for each in dossier.milestones if each.id == item.due), None)
    return due is not None and due <= now
