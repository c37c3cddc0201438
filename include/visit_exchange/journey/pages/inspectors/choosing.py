"""The pages on which children to track and providers to visit are chosen from the newest pack."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.inspectors.coverage import (
    CHILDREN,
    PROVIDERS,
    Rule,
    rules,
    sample_for,
)
from visit_exchange.journey.pages.inspectors.lists import Filter, filters
from visit_exchange.journey.pages.inspectors.opened import RETURNS, OpenPack, open_pack
from visit_exchange.journey.pages.inspectors.visits import say_instant
from visit_exchange.journey.selecting.changing import may_change
from visit_exchange.journey.selecting.choosing import is_asked
from visit_exchange.packs.reading.looking import Looked, View, look
from visit_exchange.packs.reading.tables import Table, shown_cell
from visit_exchange.packs.sheets.sample_sheets import PROVIDERS_SHEET
from visit_exchange.packs.sheets.workbook import SELECTION_SHEET
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED, STOPPED
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

PROPOSED = "Proposed because"
SHEETS = {CHILDREN: SELECTION_SHEET, PROVIDERS: PROVIDERS_SHEET}
_TICKS = 1  # the column of a sheet in which X is put
NO_PACK = "There is no pack to choose from yet."
NOT_ASKED = (
    "You cannot choose now. The lists are not closed yet, or Airflow cannot be reached. Try again "
    "in a few minutes."
)


@dataclass(frozen=True)
class Candidate:
    """One who may be chosen: a code or a name, and what is known beside it."""

    key: str = field(repr=False)
    cells: tuple[str, ...] = field(repr=False)
    is_chosen: bool


@dataclass(frozen=True)
class Choosing:
    """A page of the choice. ``is_open`` says that it can be made now, ``is_change`` that there is
    one already and a reason is asked for; ``made`` says by whom and when, ``why_not`` why it is
    not open."""

    noun: str
    headings: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...]
    rules: tuple[Rule, ...]
    filters: tuple[Filter, ...]
    view: View
    looked: Looked
    everyone: int
    limits: str
    due: str
    made: str
    is_open: bool
    is_change: bool
    why_not: str


@dataclass(frozen=True)
class _Standing:
    """How a choice stands: what was chosen before, and whether it may be made now."""

    before: tuple[str, ...] = field(repr=False)
    made: str
    is_open: bool
    why_not: str
    due: str
    limits: str


def choosing(
    outside: "Outside", visit_id: str, noun: str, drafted: tuple[str, ...] | None, view: View
) -> Choosing:
    """Return the page; ``drafted`` is what is ticked so far, None to start from what was chosen.

    UserError when there is nothing to choose from.
    """
    dossier = outside.register.dossier(visit_id)
    pack = _newest(outside, dossier)
    table = _candidates(pack, noun)
    standing = _STANDING[noun](outside, dossier)
    chosen = standing.before if drafted is None else drafted
    looked = look(table, view)
    sample = sample_for(outside, pack.visit, noun)
    return Choosing(
        noun=noun,
        headings=tuple(column.title for column in table.columns),
        candidates=tuple(_shown(table, looked.on_page, chosen)),
        chosen=tuple(_shown(table, _rows_of(table, chosen), chosen)),
        rules=rules(sample, chosen) if sample else (),
        filters=tuple(filters(table, view)),
        view=view,
        looked=looked,
        everyone=table.rows,
        limits=standing.limits,
        due=standing.due,
        made=standing.made,
        is_open=standing.is_open,
        is_change=bool(standing.before),
        why_not=standing.why_not,
    )


def proposed(outside: "Outside", visit_id: str, noun: str) -> tuple[str, ...]:
    """Return who the newest pack proposes."""
    table = _candidates(_newest(outside, outside.register.dossier(visit_id)), noun)
    why = table.column(PROPOSED)
    rows = range(table.rows) if why else ()
    return tuple(str(table.columns[0][row]) for row in rows if why and why[row] is not None)


def _newest(outside: "Outside", dossier: Dossier) -> OpenPack:
    packs = dossier.packs(RETURNS)
    if not packs:
        raise UserError(NO_PACK)
    return open_pack(outside, dossier.visit.id, packs[-1].version)


def _candidates(pack: OpenPack, noun: str) -> Table:
    if pack.workbook is None or not pack.workbook.has(SHEETS[noun]):
        raise UserError(NO_PACK)
    table = pack.workbook.table(SHEETS[noun])
    kept = [column for place, column in enumerate(table.columns) if place != _TICKS]
    return Table(tuple(kept), table.rows)


def _rows_of(table: Table, chosen: Iterable[str]) -> list[int]:
    keys = table.columns[0]
    known = {shown_cell(keys[row]): row for row in range(table.rows)}
    return [known[key] for key in chosen if key in known]


def _shown(table: Table, rows: Iterable[int], chosen: Iterable[str]) -> Iterable[Candidate]:
    taken = frozenset(chosen)
    for row in rows:
        key, *cells = table.shown_row(row)
        yield Candidate(key, tuple(cells), key in taken)


def _children(outside: "Outside", dossier: Dossier) -> _Standing:
    visit, chosen = dossier.visit, dossier.selection
    asks = dossier.framework.selection
    milestone = dossier.milestone_for("selection")
    can = may_change(dossier, visit_now(visit)) if chosen else is_asked(outside, visit.id)
    late = f"The choice could be changed until {say_when(milestone.local)}. Ask the data team."
    return _Standing(
        before=chosen.codes if chosen else (),
        made=f"{chosen.made_by}, {say_instant(dossier, chosen.made_at)}" if chosen else "",
        is_open=can,
        why_not="" if can else late if chosen else NOT_ASKED,
        due=say_when(milestone.local),
        limits=f"Choose about {asks.about} children, {asks.fewest} to {asks.most}.",
    )


def _providers(outside: "Outside", dossier: Dossier) -> _Standing:
    plan, asks = dossier.providers, dossier.framework.providers
    can = dossier.visit.status not in ENDED | STOPPED
    return _Standing(
        before=plan.names if plan else (),
        made=f"plan {plan.number}" if plan else "",
        is_open=can,
        why_not="" if can else "The visit has ended.",
        due="",
        limits=f"Choose about {asks.about} providers to visit." if asks else "",
    )


_STANDING = {CHILDREN: _children, PROVIDERS: _providers}
