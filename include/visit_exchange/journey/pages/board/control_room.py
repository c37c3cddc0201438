"""The control room: all visits by what needs somebody now, read from one set of dossiers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.pages.board.cells import Cell, Column, cells_of, columns_of
from visit_exchange.journey.pages.board.deadlines import BoardDeadline, board_deadlines
from visit_exchange.journey.pages.board.in_work import InWork, in_work
from visit_exchange.journey.pages.board.narrowing import Choices, Narrowed, choices, in_words
from visit_exchange.journey.pages.board.needs import (
    GROUPS,
    Need,
    Urgency,
    needs_of,
    urgency_of,
)
from visit_exchange.journey.pages.board.time_line import Due, Tick, next_dues, ticks
from visit_exchange.journey.upkeep.seen import LONDON
from visit_exchange.kinds import load_framework
from visit_exchange.kinds.authorities import region_of
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED, Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


@dataclass(frozen=True)
class Row:
    """A visit in the control room: what it needs, its next deadline, and a cell for each item."""

    visit: Visit
    region: str
    state: str
    urgency: Urgency
    needs: tuple[Need, ...]
    next: BoardDeadline | None
    cells: tuple[tuple[Column, Cell], ...]
    inspectors: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many items have not come, or not in a form that can be used."""
        return sum(cell in OPEN for _, cell in self.cells)

    @property
    def late(self) -> int:
        """How many items are in use that came late."""
        return sum(cell is Cell.LATE for _, cell in self.cells)


# A grid with so few columns has room beside another; with so few rows it needs none.
MOST_OF_SLIM, MOST_OF_ONE = 17, 24
OPEN = frozenset({Cell.MISSING, Cell.OVERDUE, Cell.MUST_FIX, Cell.WAITS})


@dataclass(frozen=True)
class Group:
    """The visits that are equally urgent, the soonest deadline first."""

    urgency: Urgency
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Grid:
    """The visits of one kind against its items."""

    kind: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def parts(self) -> tuple[tuple[Row, ...], ...]:
        """Its rows, in two parts where two of them have room beside each other on a screen."""
        if len(self.columns) > MOST_OF_SLIM or len(self.rows) <= MOST_OF_ONE:
            return (self.rows,)
        half = (len(self.rows) + 1) // 2
        return self.rows[:half], self.rows[half:]


@dataclass(frozen=True)
class ControlRoom:
    """All that the board says of the visits that one may see, as at one instant."""

    at: str = ""
    all: int = 0
    groups: tuple[Group, ...] = ()
    grids: tuple[Grid, ...] = ()
    dues: tuple[Due, ...] = ()
    ticks: tuple[Tick, ...] = ()
    in_work: tuple[InWork, ...] = ()
    narrowed: Narrowed = field(default_factory=Narrowed)
    choices: Choices = field(default_factory=lambda: choices(()))

    @property
    def shown(self) -> int:
        """How many visits are shown."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def counts(self) -> dict[Urgency, int]:
        """How many visits each group has; 0 for one that has none."""
        found = {group.urgency: len(group.rows) for group in self.groups}
        return {urgency: found.get(urgency, 0) for urgency in Urgency}


def control_room(
    outside: "Outside", inspector: str | None = None, narrowed: Narrowed | None = None
) -> ControlRoom:
    """Return every visit that is not disposed of; with ``inspector`` (a login) only their own."""
    found = outside.register.dossiers(
        inspector=inspector, without={VisitStatus.DISPOSED}, brief=True
    )
    return control_room_of(found, wall_now(), narrowed or Narrowed())


def control_room_of(
    dossiers: Sequence[Dossier], wall: datetime, narrowed: Narrowed | None = None
) -> ControlRoom:
    """Return the control room of these visits at the wall instant ``wall``."""
    wanted = narrowed or Narrowed()
    shown = [(each, each.visit.clock.visit_time(wall)) for each in dossiers if wanted.fits(each)]
    grids = _grids(shown)
    working = [one for dossier, _ in shown for one in in_work(dossier, wall)]
    local = wall.astimezone(LONDON)
    return ControlRoom(
        at=f"{local:%H:%M:%S} on {local:%A} {local.day} {local:%B}",
        all=len(dossiers),
        groups=_groups([row for grid in grids for row in grid.rows]),
        grids=grids,
        dues=next_dues(shown),
        ticks=ticks(local),
        in_work=tuple(sorted(working, key=lambda one: one.waits, reverse=True)),
        narrowed=wanted,
        choices=choices(dossiers),
    )


def _grids(shown: Sequence[tuple[Dossier, datetime]]) -> tuple[Grid, ...]:
    kinds = sorted({dossier.visit.framework for dossier, _ in shown})
    grids = []
    for kind in kinds:
        framework = load_framework(kind)
        of_kind = [(each, now) for each, now in shown if each.visit.framework == kind]
        columns = columns_of(framework, [each for each, _ in of_kind])
        rows = sorted((_row(each, columns, now) for each, now in of_kind), key=_order)
        grids.append(Grid(framework.title, columns, tuple(rows)))
    return tuple(grids)


def _groups(rows: Sequence[Row]) -> tuple[Group, ...]:
    found = []
    for urgency, title in GROUPS.items():
        own = tuple(sorted((row for row in rows if row.urgency is urgency), key=_order))
        found += [Group(urgency, title, own)] if own else []
    return tuple(found)


def _row(dossier: Dossier, columns: tuple[Column, ...], now: datetime) -> Row:
    needs = needs_of(dossier, now)
    visit = dossier.visit
    deadlines = board_deadlines(dossier, now)
    return Row(
        visit=visit,
        region=region_of(visit.la_code),
        state=in_words(visit.status.value),
        urgency=urgency_of(dossier, needs),
        needs=needs,
        next=None
        if visit.status in ENDED
        else next((each for each in deadlines if each.state == "next"), None),
        cells=cells_of(dossier, columns, now),
        inspectors=dossier.inspectors,
    )


def _order(row: Row) -> tuple[int, str, str]:
    due = row.next.due.astimezone(ZoneInfo("UTC")).isoformat() if row.next else "~"
    return (row.urgency, due, row.visit.la_name)
