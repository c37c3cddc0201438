"""Which column of a table is which field, which are left unread, and what to ask about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from visit_exchange.kinds.list_spec import ListSpec, asked_for
from visit_exchange.returns.formats.cells import may_hold_bools
from visit_exchange.returns.formats.sheet import Sheet
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.recognition.headings import ListHeadings, MatchedHeadings
from visit_exchange.returns.tables.columns.forbidden import (
    Judged,
    forbidden_columns,
    is_about_children,
)
from visit_exchange.returns.tables.places.table_finding import Table
from visit_exchange.returns.tables.read_list import ForbiddenColumn, ReadColumn


@dataclass(frozen=True)
class Source:
    """A table on its sheet. ``notified`` is the visit's notification date."""

    sheet: Sheet
    table: Table
    notified: date

    @cached_property
    def excel_rows(self) -> list[int]:
        """The rows of the list, as Excel numbers them."""
        return [row + 1 for row in self.table.rows]

    @cached_property
    def _columns(self) -> list[list[object]]:
        columns = zip(*(self.sheet.rows[row] for row in self.table.rows), strict=True)
        return [_shared(column) for column in columns]

    def cells(self, column: int) -> Sequence[object]:
        """Return a column's cells in the rows of the list."""
        return self._columns[column] if self._columns else ()


def _shared(cells: Sequence[object]) -> list[object]:
    """Return the cells, equal ones as one object: hashed once, and carried once to the parent."""
    known: dict[object, object] = {}
    shared = list(map(known.setdefault, cells, cells))
    # True equals 1.0, and would be taken for it.
    return list(cells) if may_hold_bools(known.keys()) else shared


@dataclass(frozen=True)
class Layout:
    """``fields`` is column index to field for what is read; ``match`` has what is asked about."""

    fields: dict[int, str]
    match: MatchedHeadings
    forbidden: dict[int, ForbiddenColumn]
    ignored: tuple[ReadColumn, ...]


def lay_out(source: Source, known: ListHeadings) -> Layout:
    """Return how the table's columns stand to the list's fields."""
    match = known.match(source.table.headings)
    fields = {column: field for field, column in sorted(match.columns.items(), key=lambda c: c[1])}
    forbidden = _forbidden(source, known.spec, fields)
    return Layout(
        fields={column: field for column, field in fields.items() if column not in forbidden},
        match=match,
        forbidden=forbidden,
        ignored=tuple(
            ReadColumn("", column_letter(column), heading)
            for column, heading in source.table.headings.items()
            if column not in fields and column not in forbidden
        ),
    )


def _forbidden(
    source: Source, spec: ListSpec, fields: Mapping[int, str]
) -> dict[int, ForbiddenColumn]:
    if not is_about_children(spec):
        return {}
    judged = {
        column: Judged(
            column_letter(column),
            heading,
            spec.column(fields[column]) if column in fields else None,
            source.cells(column),
        )
        for column, heading in source.table.headings.items()
    }
    return forbidden_columns(judged, notified=source.notified, asked=asked_for(spec))
