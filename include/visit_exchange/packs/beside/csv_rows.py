"""A CSV file as its publisher has it: rows by heading, and mistakes named by row and column."""

import csv
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from io import StringIO

from visit_exchange.errors import UserError
from visit_exchange.writing.counted import count

MOST_TOLD = 20  # mistakes of a file that are told at once


@dataclass(frozen=True)
class Row:
    """A row of the file by heading; ``number`` is as Excel counts."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass
class Mistakes:
    """What is wrong with a file, gathered while it is read."""

    told: list[str] = field(default_factory=list)

    def add(self, row: Row, column: str, message: str) -> None:
        """Note a mistake in a cell."""
        self.told.append(f"  Row {row.number}, column {column}: {message}")

    def check(self) -> None:
        """Raise UserError with the first mistakes, if there are any."""
        if self.told:
            more = len(self.told) - MOST_TOLD
            rest = [f"  and {count(more, 'more mistake')}"] if more > 0 else []
            lines = ["Nothing was loaded. Correct the file:", *self.told[:MOST_TOLD], *rest]
            raise UserError("\n".join(lines))


def read_rows(content: bytes, needed: Iterable[str]) -> list[Row]:
    """Return the rows of a CSV file that has the columns ``needed``; UserError when it has not."""
    lines = csv.reader(StringIO(_decoded(content), newline=""))
    headings = [heading.strip().casefold() for heading in next(lines, [])]
    if missing := [column for column in needed if column not in headings]:
        raise UserError(
            "Nothing was loaded. The first row must have the headings that its publisher uses. "
            f"Missing: {', '.join(missing)}. The file has: {', '.join(headings) or 'none'}"
        )
    return [
        Row(number, {h: cell.strip() for h, cell in zip(headings, cells, strict=False)})
        for number, cells in enumerate(lines, start=2)
        if any(cell.strip() for cell in cells)
    ]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise UserError("The file cannot be read as text. Load the CSV file as it was published.")
