"""One sheet of an upload as a grid of cells, at the places that Excel shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from visit_exchange.returns.formats.number_pictures import displayed
from visit_exchange.returns.formats.sheet_xml import Cell, SheetXml
from visit_exchange.returns.formats.spreadsheet_columns import column_index

Rows = list[list[object]]
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``rows[0][0]`` is A1, all rows are alike wide.

    A cell is "", text, float, bool, date, time or timedelta.

    ``merged`` are ranges as ((row, column), (row, column)) from 0. ``error_cells`` hold #N/A and
    the like and ``uncached_cells`` formulas without a result: both are "" in ``rows``. ``xml`` is
    None for other formats, of which ``percent_cells`` are numbers shown as percentages and
    ``displays`` what numbers show that have a format such as ``000000``; ``epoch``
    is the year that date serials count from. ``widths`` are the cells that each row of a text file
    was written with; none for other formats.
    """

    name: str
    state: str
    rows: Rows
    merged: tuple[Range, ...] = ()
    xml: SheetXml | None = None
    error_cells: frozenset[Cell] = frozenset()
    uncached_cells: frozenset[Cell] = frozenset()
    percent_cells: frozenset[Cell] = frozenset()
    displays: Mapping[Cell, str] = field(default_factory=dict, repr=False)
    epoch: int = 1900
    widths: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return f"Sheet(rows={len(self.rows)})"

    def percent_rows(self, letter: str) -> frozenset[int]:
        """Return the Excel rows of a column whose number is shown as a percentage."""
        if self.xml is not None:
            return self.xml.percent_rows(letter)
        return frozenset(row for row, column in self.percent_cells if column == letter)

    def displayed_in(self, letter: str, numbers: Mapping[int, float]) -> dict[int, str]:
        """Return what numbers (by Excel row) of a column show, where it is not the number alone."""
        if self.xml is None:
            return {row: shown for row in numbers if (shown := self.displays.get((row, letter)))}
        pictures = self.xml.pictures_of(letter)
        told = {row: displayed(number, pictures.get(row, "")) for row, number in numbers.items()}
        return {row: shown for row, shown in told.items() if shown}

    @cached_property
    def unseen(self) -> dict[int, set[int]]:
        """Return, by row from 0, the columns whose cell shows nothing and holds something."""
        found: dict[int, set[int]] = {}
        for row, letter in self.error_cells | self.uncached_cells:
            found.setdefault(row - 1, set()).add(column_index(letter))
        return found
