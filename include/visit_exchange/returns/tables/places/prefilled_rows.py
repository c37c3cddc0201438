"""Rows with nothing of their own: numbered, given default answers, or linked to empty cells."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from visit_exchange.kinds.list_spec import ListSpec, ValueType
from visit_exchange.returns.formats.cells import is_blank
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.tables.columns.layout import Layout, Source
from visit_exchange.returns.tables.places.rows_of_cells import rows_of_such_cells

ZEROS, DEFAULTS = "zeros", "defaults"
FEWEST_ZEROS = 3
FEWEST_ALIKE = 2
CHOSEN = frozenset({ValueType.CODE, ValueType.CODES})
FIRST_YEAR = 1900


@dataclass(frozen=True)
class _Row:
    """A row that lacks what names it: ``own`` cells of the list by column, ``other`` beside."""

    row: int
    own: dict[int, object]
    other: dict[int, object]


def without_prefilled(source: Source, layout: Layout, spec: ListSpec) -> Source:
    """Return the source without the rows that hold nothing of their own.

    A row of which no cell is the list's is none at all; the others are left out and told.
    """
    nameless = _nameless(source, layout, spec)
    if not nameless:
        return source
    alike = Counter(map(_key, nameless))
    gone: set[int] = set()
    why: dict[int, str] = {}
    for each in nameless:
        if not each.own:
            gone.add(each.row)
        elif len(each.own) >= FEWEST_ZEROS and all(map(_is_zero, each.own.values())):
            why[each.row] = ZEROS
        elif _is_chosen(each, layout, spec) and alike[_key(each)] >= FEWEST_ALIKE:
            why[each.row] = DEFAULTS
    return _without(source, gone, why)


def _without(source: Source, gone: set[int], why: dict[int, str]) -> Source:
    table = source.table
    kept = tuple(row for row in table.rows if row not in gone and row not in why)
    left_out = tuple(sorted((*table.left_out, *why)))
    table = replace(table, rows=kept, left_out=left_out, why={**table.why, **why})
    return replace(source, table=table)


def _nameless(source: Source, layout: Layout, spec: ListSpec) -> list[_Row]:
    """Return the rows without a reference, or whatever else each row of the list must have."""
    naming = {*spec.recognition.needs, *(c.id for c in spec.columns if c.required)}
    columns = [source.cells(c) for c, field in layout.fields.items() if field in naming]
    if not columns:
        return []
    rows = source.table.rows
    found = [rows[at] for at in rows_of_such_cells(columns, len(rows), _names_nobody)]
    return [each for row in found if (each := _row(source, layout, row)) is not None]


def _names_nobody(cell: object) -> bool:
    return is_blank(cell) or _is_zero(cell)


def _row(source: Source, layout: Layout, row: int) -> _Row | None:
    cells = source.sheet.rows[row]
    filled = {c: cells[c] for c in source.table.headings if not is_blank(cells[c])}
    if any(column in layout.forbidden for column in filled) or _hides_something(source, row):
        return None  # a child of whom we read nothing, or whose cells are errors, is a child
    own = {c: cell for c, cell in filled.items() if c in layout.match.claimed}
    other = {c: cell for c, cell in filled.items() if c not in own}
    if not own and any(isinstance(cell, str) and not cell.isdigit() for cell in other.values()):
        return None
    return _Row(row, own, other)


def _hides_something(source: Source, row: int) -> bool:
    hidden = source.sheet.error_cells | source.sheet.uncached_cells
    return any((row + 1, column_letter(column)) in hidden for column in source.table.headings)


def _is_chosen(each: _Row, layout: Layout, spec: ListSpec) -> bool:
    fields = [layout.fields.get(column) for column in each.own]
    return all(field and spec.column(field).type in CHOSEN for field in fields)


def _key(each: _Row) -> tuple[tuple[int, object], ...]:
    return tuple(sorted(each.own.items(), key=_column))


def _column(cell: tuple[int, object]) -> int:
    return cell[0]


def _is_zero(cell: object) -> bool:
    """Say whether a cell is 0, or what a format of days or times makes of it."""
    if isinstance(cell, str):
        return cell.strip().rstrip("%") in {"0", "0.0", "0.00", "00/01/1900"}
    if isinstance(cell, datetime | date):
        return cell.year < FIRST_YEAR
    return not isinstance(cell, bool) and cell in (0, time(), timedelta())
