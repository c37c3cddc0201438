"""Looking through a table: what is searched for, filtered, sorted, and which page of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from visit_exchange.packs.reading.tables import Column, Table, parts_of

PAGE = 50  # rows
_MOST_CHOICES = 30  # different values that a column is filtered by


@dataclass(frozen=True)
class View:
    """How somebody looks at a table.

    ``search`` are words of a row, ``only`` what columns (by number) must hold, ``sort`` the number
    of a column, ``down`` from its largest; ``page`` counts from 1.
    """

    search: str = field(default="", repr=False)
    only: Mapping[int, str] = field(default_factory=dict, repr=False)
    sort: int | None = None
    down: bool = False
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        """Whether rows may be left out."""
        return bool(self.search.strip() or self.only)


@dataclass(frozen=True)
class Looked:
    """What is seen of a table: the numbers of all ``rows`` that fit, in order."""

    rows: Sequence[int]
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(-(-len(self.rows) // PAGE), 1)

    @cached_property
    def on_page(self) -> Sequence[int]:
        """The rows of this page."""
        return self.rows[(self.page - 1) * PAGE : self.page * PAGE]


def look(table: Table, view: View) -> Looked:
    """Return the rows of a table that fit, sorted; a page that there is not is the nearest."""
    rows: Sequence[int] = range(table.rows)
    for column, wanted in _wanted(table, view):
        rows = [row for row in rows if column.places[row] in wanted]
    for word in view.search.casefold().split():
        rows = _with_word(table, word, rows)
    if view.sort is not None and 0 <= view.sort < len(table.columns):
        rows = _sorted(table.columns[view.sort], rows, down=view.down)
    looked = Looked(rows, 1)
    return Looked(rows, min(max(view.page, 1), looked.pages))


def choices(column: Column) -> tuple[str, ...]:
    """Return what a column can be filtered by; nothing where its values are too many, or one."""
    parts = column.parts if len(column.values) <= 1000 else ()
    return parts if 1 < len(parts) <= _MOST_CHOICES else ()


def _wanted(table: Table, view: View) -> Iterator[tuple[Column, frozenset[int]]]:
    for number, part in view.only.items():
        if 0 <= number < len(table.columns):
            column = table.columns[number]
            held = (at for at, text in enumerate(column.shown) if part in set(parts_of(text)))
            yield column, frozenset(held)


def _with_word(table: Table, word: str, rows: Sequence[int]) -> list[int]:
    """Return the rows of which a cell has the word."""
    found = [
        (column, places)
        for column in table.columns
        if (places := {at for at, text in enumerate(column.shown) if word in text.casefold()})
    ]
    return [row for row in rows if any(column.places[row] in places for column, places in found)]


def _sorted(column: Column, rows: Sequence[int], *, down: bool) -> list[int]:
    """Return rows in the order of a column; what is blank comes last in both directions."""
    ranks = column.ranks
    held = [row for row in rows if column[row] is not None]
    blank = [row for row in rows if column[row] is None]
    return [*sorted(held, key=lambda row: ranks[column.places[row]], reverse=down), *blank]
