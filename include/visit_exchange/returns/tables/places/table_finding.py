"""Where the tables of a sheet are, and which of their rows are rows of the list."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from visit_exchange.returns.formats.cells import as_text, heading_text, is_blank
from visit_exchange.returns.tables.places.heading_rows import HeadingFinder, HeadingRow
from visit_exchange.returns.tables.places.rows_that_are_none import rows_that_are_none
from visit_exchange.returns.tables.places.totals_and_notes import (
    FEW_CELLS,
    is_aside,
    is_ruled,
    is_total,
    is_zero,
    says_total,
)

Row = Sequence[object]
Unseen = Mapping[int, Set[int]]
NOTHING: Unseen = {}


@dataclass(frozen=True)
class Table:
    """A table on a sheet; rows and columns are counted from 0.

    ``headings`` is column to text. ``rows`` are the rows of the list, ``left_out`` totals and
    notes that could belong to it, ``totals`` those that are plainly totals. ``above`` are the texts
    before the headings. ``why`` says of rows left out why, where they are no total or note.
    """

    heading_row: int
    headings: dict[int, str]
    rows: tuple[int, ...]
    left_out: tuple[int, ...]
    totals: tuple[int, ...]
    above: tuple[Row, ...]
    why: dict[int, str] = field(default_factory=dict)


def find_tables(
    rows: Sequence[Row], finder: HeadingFinder, unseen: Unseen = NOTHING
) -> tuple[Table, ...]:
    """Return the tables of a sheet, from the top.

    ``unseen`` are, by row, the columns of cells that show nothing and hold something, such as
    #N/A: a row of nothing else is a row.
    """
    starts = finder.find(rows)
    tables: list[Table] = []
    after = 0
    for number, start in enumerate(starts):
        end = len(rows)
        if number + 1 < len(starts):
            end = _before_title(rows, starts[number + 1].row, start.row + start.depth)
        tables.append(_table(rows, start, after, end, unseen))
        after = end
    return tuple(tables)


def split_at_gaps(table: Table, rows: Sequence[Row], unseen: Unseen = NOTHING) -> tuple[Table, ...]:
    """Return a table as the tables side by side that its empty columns part it into."""
    parts: list[dict[int, str]] = []
    for column, text in table.headings.items():
        if not parts or column > max(parts[-1]) + 1:
            parts.append({})
        parts[-1][column] = text
    if len(parts) == 1:
        return (table,)
    return tuple(_part(table, headings, rows, unseen) for headings in parts)


def _part(table: Table, headings: dict[int, str], rows: Sequence[Row], unseen: Unseen) -> Table:
    filled = tuple(
        row
        for row in table.rows
        if not all(is_blank(rows[row][column]) for column in headings)
        or not unseen.get(row, set()).isdisjoint(headings)
    )
    return replace(table, headings=headings, rows=filled)


def _before_title(rows: Sequence[Row], heading: int, first: int) -> int:
    """Return where the title above a further heading begins: it is no row of the table before."""
    at = heading
    while at > first and 0 < _filled(rows[at - 1]) <= FEW_CELLS:
        at -= 1
    return at


def _filled(row: Row) -> int:
    return sum(not is_blank(cell) for cell in row)


def _table(rows: Sequence[Row], start: HeadingRow, after: int, end: int, unseen: Unseen) -> Table:
    kept: list[int] = []
    left_out: list[int] = []
    totals: list[int] = []
    columns = tuple(start.headings)
    trailing = False
    first = start.row + start.depth
    why = rows_that_are_none(rows, first, end, start.headings)
    for index, is_ordinary in enumerate(_ordinary(rows[first:end], start), first):
        if index in why:
            left_out.append(index)
            continue
        if is_ordinary:
            trailing = False
            kept.append(index)
            continue
        row = rows[index]
        cells = [cell for c in columns if not is_blank(cell := row[c])]
        if not cells:
            trailing = unseen.get(index, set()).isdisjoint(columns)
            if not trailing:
                kept.append(index)
            continue
        if _is_printed_again(cells, start, rows[start.row]):
            continue
        trailing = trailing and len(cells) <= FEW_CELLS
        if is_total(cells, len(columns)):
            totals.append(index)
            continue
        aside = is_aside(cells, len(columns), trailing)
        (left_out if aside else kept).append(index)
    return Table(
        start.row,
        start.headings,
        tuple(kept),
        tuple(left_out),
        tuple(totals),
        tuple(rows[after : start.row]),
        why,
    )


def _ordinary(rows: Sequence[Row], start: HeadingRow) -> list[bool]:
    """Say of each row whether its first cells make it plainly one of the list, as nearly all are.

    Each distinct cell is judged once: judging them row by row would cost a third of all reading.
    """
    columns = [[row[column] for row in rows] for column in tuple(start.headings)[: FEW_CELLS + 1]]
    if len(columns) <= FEW_CELLS:
        return [False] * len(rows)
    firsts, *others = map(set, columns)
    filled = {cell for cell in firsts.union(*others) if not is_blank(cell)}
    begins = {cell for cell in firsts & filled if not _says_more(cell, start)}
    return [
        first in begins and second in filled and third in filled
        for first, second, third in zip(*columns, strict=True)
    ]


def _says_more(first: object, start: HeadingRow) -> bool:
    """Say whether a row that begins so may be a total, a line, or the headings printed again."""
    if is_zero(first) or is_ruled(first):
        return True
    if not isinstance(first, str):
        return False
    again = heading_text(first.split("\n")[0]) == next(iter(start.headings.values()))
    return again or says_total(first)


def _is_printed_again(cells: Row, start: HeadingRow, printed: Row) -> bool:
    if len(cells) != len(start.headings) or type(cells[0]) is not str:
        return False
    if cells == [printed[column] for column in start.headings]:
        return True
    return [as_text(cell) for cell in cells] == list(start.headings.values())
