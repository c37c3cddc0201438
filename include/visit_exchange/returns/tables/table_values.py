"""What the cells of a table mean, column by column."""

from collections.abc import Sequence

from visit_exchange.kinds.list_spec import ListSpec, ValueType
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.tables.columns.layout import Layout, Source
from visit_exchange.returns.tables.linked_blanks import LINKED_BLANK, linked_blanks
from visit_exchange.returns.tables.missing_marks import is_missing, missing_marks
from visit_exchange.returns.values.column_values import read_values
from visit_exchange.returns.values.conversion import ColumnPlace, Values, fault_in


def table_values(source: Source, layout: Layout, spec: ListSpec) -> dict[int, Values]:
    """Return what each column's cells mean, but for those that stand for nothing."""
    columns = {column: spec.column(field) for column, field in layout.fields.items()}
    cells = {column: source.cells(column) for column in columns}
    zeros, marks = linked_blanks(columns, cells), missing_marks(columns, cells)
    found = {}
    for column, about in columns.items():
        none = zeros.get(column, frozenset())
        read = _values(source, spec, (column, about.id), _kept(cells[column], none, marks))
        told = [*read.faults, *((at, LINKED_BLANK) for at in sorted(none))]
        faults = [(at, own) for at, fault in told if (own := fault_in(about, fault))]
        found[column] = Values(read.values, faults, read.remarks)
    return found


def _kept(cells: Sequence[object], none: frozenset[int], marks: frozenset[str]) -> Sequence[object]:
    if not none and not marks:
        return cells
    return ["" if at in none or is_missing(cell, marks) else cell for at, cell in enumerate(cells)]


def _values(source: Source, spec: ListSpec, at: tuple[int, str], cells: Sequence[object]) -> Values:
    column, field = at
    place = ColumnPlace(
        column=spec.column(field),
        heading=source.table.headings[column],
        notified=source.notified,
        percent_rows=_percent_rows(source, column, spec.column(field).type),
        epoch=source.sheet.epoch,
        check=spec.code_check(field),
    )
    return read_values(_as_displayed(source, column, place, cells), place)


def _as_displayed(
    source: Source, column: int, place: ColumnPlace, cells: Sequence[object]
) -> Sequence[object]:
    """Return a column's cells, numbers that are references as they are displayed."""
    if place.column.type is not ValueType.REFERENCE:
        return cells
    by_row = dict(zip(source.excel_rows, cells, strict=True))
    numbers = {row: cell for row, cell in by_row.items() if isinstance(cell, float)}
    shown = source.sheet.displayed_in(column_letter(column), numbers)
    return [shown.get(row, cell) for row, cell in by_row.items()]


def _percent_rows(source: Source, column: int, kind: ValueType) -> frozenset[int]:
    if kind is not ValueType.PERCENTAGE:
        return frozenset()
    rows = source.sheet.percent_rows(column_letter(column))
    return frozenset(at for at, row in enumerate(source.excel_rows) if row in rows)
