"""A sheet of a pack as a table to look things up in: each column's different values, kept once.

So 40,000 rows of 20 columns take a few megabytes, and what is looked for is looked for once in
each different value, not in each cell.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from visit_exchange.privacy.pseudonyms import CHILD_CODE

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Column:
    """``values`` are different from each other; ``places`` says which of them each row has."""

    title: str
    values: tuple[Cell, ...] = field(repr=False)
    places: "array[int]" = field(repr=False)

    def __getitem__(self, row: int) -> Cell:
        return self.values[self.places[row]]

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The different values as they are read."""
        return tuple(map(shown_cell, self.values))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What the column is made of, where a cell may hold several codes: each once, in order."""
        found = {part for text in self.shown for part in parts_of(text)}
        return tuple(sorted(found, key=str.casefold))

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """Where each different value comes when the column is sorted; what is blank comes last."""
        order = sorted(range(len(self.values)), key=lambda place: _sorts(self.values[place]))
        ranks = {place: rank for rank, place in enumerate(order)}
        return tuple(ranks[place] for place in range(len(order)))


@dataclass(frozen=True)
class Table:
    """A sheet below its headings; rows count from 0."""

    columns: tuple[Column, ...]
    rows: int

    def row(self, number: int) -> tuple[Cell, ...]:
        """Return the cells of a row."""
        return tuple(column[number] for column in self.columns)

    def shown_row(self, number: int) -> tuple[str, ...]:
        """Return the cells of a row as they are read."""
        return tuple(column.shown[column.places[number]] for column in self.columns)

    def column(self, title: str) -> Column | None:
        """Return the column of a heading; None where there is none."""
        return next((each for each in self.columns if each.title == title), None)

    @cached_property
    def children(self) -> frozenset[str]:
        """The codes of the children in it; none in a table that is not of children."""
        column = self.column(CHILD_CODE)
        return frozenset(str(v) for v in column.values if v is not None) if column else frozenset()

    def rows_of_child(self, code: str) -> tuple[int, ...]:
        """Return the rows about a child."""
        column = self.column(CHILD_CODE)
        if column is None or code not in column.values:
            return ()
        wanted = column.values.index(code)
        return tuple(row for row, place in enumerate(column.places) if place == wanted)


NO_TABLE = Table((), 0)


def table_of(lines: Sequence[Sequence[Any]]) -> Table:
    """Return a table from its headings and its rows."""
    heading, *rows = lines or [()]
    columns = (_column(str(title), rows, place) for place, title in enumerate(heading))
    return Table(tuple(columns), len(rows))


def shown_cell(value: Cell) -> str:
    """Return a cell as it is read; empty when nothing is held."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    return str(value)


def parts_of(text: str) -> Iterator[str]:
    """Yield the several codes of a cell, or the one text that it is."""
    return (part for each in text.split(";") if (part := each.strip()))


def _column(title: str, rows: Sequence[Sequence[Any]], at: int) -> Column:
    known: dict[Cell, int] = {}
    places = array("I")
    for row in rows:
        places.append(known.setdefault(_cell(row[at]), len(known)))
    return Column(title, tuple(known), places)


def _cell(value: Any) -> Cell:
    if value == "" or value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, int | float | date) else str(value)


def _sorts(value: Cell) -> tuple[int, float, str]:
    if value is None:
        return (3, 0.0, "")
    if isinstance(value, date):
        return (1, float(value.toordinal()), "")
    return (0, float(value), "") if isinstance(value, int | float) else (2, 0.0, value.casefold())
