"""The pages on which children to track and providers to visit are chosen from the newest pack."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.pages.inspectors.coverage import (
    CHILDREN,
    PROVIDERS,
    Rule,
    rules,
    sample_for,
)
from visit_exchange.journey.pages.inspectors.lists import Filter, filters
from visit_exchange.journey.pages.inspectors.opened import RETURNS, OpenPack, open_pack
from visit_exchange.journey.pages.inspectors.standing import ChoiceStanding, standing_of
from visit_exchange.packs.reading.looking import Looked, View, look
from visit_exchange.packs.reading.tables import Table, shown_cell
from visit_exchange.packs.sheets.sample_sheets import PROVIDERS_SHEET
from visit_exchange.packs.sheets.workbook import SELECTION_SHEET
from visit_exchange.visits.dossier import Dossier

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack

PROPOSED = "Proposed because"
SHEETS = {CHILDREN: SELECTION_SHEET, PROVIDERS: PROVIDERS_SHEET}
_TICKS = 1  # the column of a sheet in which X is put
NO_PACK = "There is no pack to choose from yet."


@dataclass(frozen=True)
class Candidate:
    """One who may be chosen: a code or a name, and what is known beside it."""

    key: str = field(repr=False)
    cells: tuple[str, ...] = field(repr=False)
    is_chosen: bool


@dataclass(frozen=True)
class Choosing:
    """A page of the choice: who may be chosen, who is, and what that covers."""

    noun: str
    pack: "Pack"
    headings: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...]
    rules: tuple[Rule, ...]
    filters: tuple[Filter, ...]
    view: View
    looked: Looked
    everyone: int
    standing: ChoiceStanding


def choosing(
    outside: "Outside", visit_id: str, noun: str, drafted: tuple[str, ...] | None, view: View
) -> Choosing:
    """Return the page; ``drafted`` is what is ticked so far, None to start from what was chosen.

    UserError when there is nothing to choose from.
    """
    dossier = outside.register.dossier(visit_id)
    pack = _newest(outside, dossier)
    table = _candidates(pack, noun)
    standing = standing_of(outside, dossier, noun)
    chosen = standing.before if drafted is None else drafted
    looked = _proposed_first(table, look(table, view), view)
    sample = sample_for(outside, pack.visit, noun)
    return Choosing(
        noun=noun,
        pack=pack.pack,
        headings=tuple(column.title for column in table.columns),
        candidates=tuple(_shown(table, looked.on_page, chosen)),
        chosen=tuple(_shown(table, _rows_of(table, chosen), chosen)),
        rules=rules(sample, chosen) if sample else (),
        filters=tuple(filters(table, view)),
        view=view,
        looked=looked,
        everyone=table.rows,
        standing=standing,
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
    """Return a sheet without its ticks, the proposal beside each code or name."""
    if pack.workbook is None or not pack.workbook.has(SHEETS[noun]):
        raise UserError(NO_PACK)
    table = pack.workbook.table(SHEETS[noun])
    named, *about = (column for place, column in enumerate(table.columns) if place != _TICKS)
    why_first = sorted(about, key=lambda column: column.title != PROPOSED)
    return Table((named, *why_first), table.rows)


def _proposed_first(table: Table, looked: Looked, view: View) -> Looked:
    """Return rows that nobody has sorted otherwise with those first who are proposed."""
    why = table.column(PROPOSED)
    if why is None or view.sort is not None:
        return looked
    return replace(looked, rows=sorted(looked.rows, key=lambda row: why[row] is None))


def _rows_of(table: Table, chosen: Iterable[str]) -> list[int]:
    keys = table.columns[0]
    known = {shown_cell(keys[row]): row for row in range(table.rows)}
    return [known[key] for key in chosen if key in known]


def _shown(table: Table, rows: Iterable[int], chosen: Iterable[str]) -> Iterable[Candidate]:
    taken = frozenset(chosen)
    for row in rows:
        key, *cells = table.shown_row(row)
        yield Candidate(key, tuple(cells), key in taken)
