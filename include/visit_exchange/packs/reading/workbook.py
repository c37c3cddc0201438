"""A pack's workbook, read back: only what was published and searched is ever shown."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from python_calamine import CalamineWorkbook

from visit_exchange.packs.reading.tables import Table, shown_cell, table_of
from visit_exchange.packs.sheets.charts import COUNTS_SHEET
from visit_exchange.packs.sheets.glance_sheet import GLANCE_SHEET
from visit_exchange.packs.sheets.question_sheets import QUESTIONS_SHEET, ROWS_SHEET

Lines = list[list[Any]]
NUMBERS = ("Number", "Known for", "%", "Not held")  # headings of the first sheet
_FIRST_ROW = 2  # of a list's sheet, as Excel counts


@dataclass(frozen=True)
class GlanceLine:
    """A line of the first sheet: a number as it may be read, or (``is_theme``) a heading."""

    title: str
    number: str = ""
    known: str = ""
    percentage: str = ""
    not_held: str = ""
    is_theme: bool = False


@dataclass(frozen=True)
class Question:
    """What an inspector would ask next, by its number in this version."""

    number: int
    about: str
    count: str
    question: str
    kind: str
    why: str


@dataclass(frozen=True)
class Behind:
    """A row behind a question: the list's sheet, its row (from 0), and which is meant."""

    sheet: str
    row: int
    which: str


@dataclass(frozen=True)
class Bars:
    """How many there are of each value; None where the number is hidden."""

    title: str
    bars: tuple[tuple[str, int | None], ...]

    @property
    def most(self) -> int:
        """The largest number, 1 at least."""
        return max((count or 0 for _, count in self.bars), default=0) or 1


class PackWorkbook:
    """The sheets of a workbook, each read when it is first asked for and then kept."""

    def __init__(self, content: bytes) -> None:
        self._book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        self._tables: dict[str, Table] = {}
        self._reads = Lock()  # calamine lets one thread in at a time, and refuses another

    def __repr__(self) -> str:
        return f"PackWorkbook({len(self._book.sheet_names)} sheets)"

    def has(self, sheet: str) -> bool:
        """Say whether there is a sheet of this name."""
        return sheet in self._book.sheet_names

    def table(self, sheet: str) -> Table:
        """Return a sheet that is one table; an empty one where there is no such sheet."""
        if sheet not in self._tables:
            self._tables[sheet] = table_of(self._lines(sheet))
        return self._tables[sheet]

    def glance(self) -> tuple[GlanceLine, ...]:
        """Return the numbers of the first sheet; none where nothing was counted."""
        return tuple(_glance(self._lines(GLANCE_SHEET)))

    def questions(self) -> tuple[Question, ...]:
        """Return the questions that the numbers raise."""
        table = self.table(QUESTIONS_SHEET)
        return tuple(Question(int(no), *rest) for no, *rest in map(table.shown_row, _all(table)))

    def behind(self, question: int) -> tuple[Behind, ...]:
        """Return the rows behind a question."""
        table = self.table(ROWS_SHEET)
        found = (table.row(number) for number in _all(table))
        return tuple(
            Behind(str(sheet), int(str(row)) - _FIRST_ROW, shown_cell(which))
            for no, _, sheet, row, _, which in found
            if no == question
        )

    def counts(self) -> tuple[Bars, ...]:
        """Return how many there are of each value of what was counted."""
        table = self.table(COUNTS_SHEET)
        found: dict[str, list[tuple[str, int | None]]] = {}
        for title, label, number in map(table.row, _all(table)):
            count = number if isinstance(number, int) else None
            found.setdefault(str(title), []).append((shown_cell(label), count))
        return tuple(Bars(title, tuple(bars)) for title, bars in found.items())

    def _lines(self, sheet: str) -> Lines:
        if not self.has(sheet):
            return []
        with self._reads:
            found: Lines = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        return found


def _all(table: Table) -> range:
    return range(table.rows)


def _glance(lines: Lines) -> Iterator[GlanceLine]:
    heads = (at for at, line in enumerate(lines) if tuple(line[1:5]) == NUMBERS)
    head = next(heads, len(lines))
    for title, *numbers in (line[:5] for line in lines[head + 1 :]):
        if not title:
            return
        number, known, share, not_held = map(_shown, numbers)
        shown_share = f"{float(share):.0%}" if share else ""
        is_theme = not any((number, known, share, not_held))
        yield GlanceLine(str(title), number, known, shown_share, not_held, is_theme)


def _shown(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
