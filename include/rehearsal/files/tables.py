"""Lays rows out as a case system's export does: title, two-deep headings, gaps and a total."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rehearsal.people.material import Row

GROUP = " | "


@dataclass(frozen=True)
class Table:
    """One sheet. ``columns`` are (field, heading); ``indent`` empty columns stand to its left.

    ``blank_after`` data rows stands an empty row. Excel's row numbers start at 1: the title is
    row 1, row 2 is empty, headings follow.
    """

    sheet: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...] = field(repr=False)
    indent: int = 0
    blank_after: int | None = None
    total: bool = False
    hidden: bool = False

    @property
    def header_rows(self) -> int:
        return 2 if any(GROUP in heading for _, heading in self.columns) else 1

    def excel_row(self, index: int) -> int:
        """Return the Excel row of the data row at ``index`` (from 0)."""
        gap = self.blank_after is not None and index >= self.blank_after
        return 3 + self.header_rows + index + int(gap)

    def letter(self, name: str) -> str:
        """Return the Excel column letter of the field ``name`` (tables here stay within A to Z)."""
        fields = [each for each, _ in self.columns]
        return chr(ord("A") + self.indent + fields.index(name))

    def with_columns(self, more: Sequence[tuple[str, str]], rows: Sequence[Row]) -> "Table":
        """Return the table with ``more`` columns after its first one, and new rows."""
        first, *others = self.columns
        return replace(self, columns=(first, *more, *others), rows=tuple(rows))

    def heading_parts(self) -> list[tuple[str, str]]:
        """Return (group, heading) of each column; the group is empty when there is none."""
        parts = [heading.rpartition(GROUP) for _, heading in self.columns]
        return [(group, heading) for group, _, heading in parts]
