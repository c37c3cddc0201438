"""One table read as one list: every cell is kept, or answered by a problem."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from visit_exchange.kinds.list_spec import ListSpec, ValueType
from visit_exchange.returns.formats.number_pictures import displayed
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.recognition.headings import ListHeadings
from visit_exchange.returns.tables.as_at import as_at_of, only_date, says_as_at
from visit_exchange.returns.tables.forbidden import NAME, forbidden_problem, whole_names
from visit_exchange.returns.tables.identifying_columns import (
    Identifying,
    people_in_columns,
    setting_kind,
)
from visit_exchange.returns.tables.layout import Layout, Source, lay_out
from visit_exchange.returns.tables.linked_blanks import LINKED_BLANK, linked_blanks
from visit_exchange.returns.tables.merged_cells import merged_problems
from visit_exchange.returns.tables.missing_marks import is_missing, missing_marks
from visit_exchange.returns.tables.names_kept import names_kept
from visit_exchange.returns.tables.prefilled_rows import without_prefilled
from visit_exchange.returns.tables.read_list import ReadColumn, ReadList
from visit_exchange.returns.tables.reading_problems import (
    heading_problems,
    hidden_problems,
    unheaded_problems,
    value_problems,
)
from visit_exchange.returns.tables.row_problems import (
    error_row_problems,
    hidden_row_problems,
    left_out_problems,
    lone_cell_problems,
    without_symptoms,
)
from visit_exchange.returns.tables.text_rows import text_row_problems
from visit_exchange.returns.values.column_values import read_values
from visit_exchange.returns.values.conversion import ColumnPlace, Values, fault_in
from visit_exchange.visits.problems import Problem

DTYPES = {
    ValueType.WHOLE_NUMBER: "float64",
    ValueType.COUNT: "float64",
    ValueType.MINUTES: "float64",
    ValueType.PERCENTAGE: "float64",
    ValueType.DATE: "datetime64[s]",
}


def read_table(source: Source, known: ListHeadings) -> ReadList:
    """Return the table read as the list whose headings are ``known``."""
    spec = known.spec
    layout = lay_out(source, known)
    source = without_prefilled(source, layout, spec)
    table = source.table
    index = pd.Index(source.excel_rows, dtype="int64")
    values = _all_values(source, layout, spec)
    raw = {field: list(source.cells(column)) for column, field in layout.fields.items()}
    return ReadList(
        spec=spec,
        sheet=source.sheet.name,
        sheet_state=source.sheet.state,
        header_row=table.heading_row + 1,
        columns={
            field: ReadColumn(field, column_letter(column), table.headings[column])
            for column, field in layout.fields.items()
        },
        frame=_frame(index, layout, values, spec).assign(
            **_names_kept(source, layout, spec, index)
        ),
        raw=pd.DataFrame(raw, index=index, dtype=object),
        rows_read=len(table.rows) + len(table.left_out),
        as_at=as_at_of(table.above) or _as_at_column(source),
        problems=tuple(without_symptoms(_problems(source, spec, layout, values))),
        ignored=layout.ignored,
        forbidden=tuple(layout.forbidden.values()),
        totals=tuple(row + 1 for row in table.totals),
        names=tuple(_names(source, layout, spec)),
        people=people_in_columns(_identifying(source, layout, spec)),
    )


def _names(source: Source, layout: Layout, spec: ListSpec) -> Iterator[str]:
    """Yield the children's names in columns that hold them, asked for or not."""
    named = [one.cells for one in _identifying(source, layout, spec) if one.kind == NAME]
    return whole_names(named)


def _identifying(source: Source, layout: Layout, spec: ListSpec) -> list[Identifying]:
    """Return the columns that identify people, asked for or not, and those of settings."""
    kinds = {column: found.kind for column, found in layout.forbidden.items()}
    kinds |= {
        column: kind
        for column, field in layout.fields.items()
        if (kind := spec.column(field).identifies or setting_kind(spec.column(field)))
    }
    return [Identifying(kinds[column], source.cells(column)) for column in sorted(kinds)]


def _names_kept(
    source: Source, layout: Layout, spec: ListSpec, index: "pd.Index[int]"
) -> "dict[str, pd.Series[Any]]":
    cells = {field: source.cells(column) for column, field in layout.fields.items()}
    kept = names_kept(spec, cells)
    return {field: pd.Series(values, index=index, dtype="object") for field, values in kept}


def _all_values(source: Source, layout: Layout, spec: ListSpec) -> dict[int, Values]:
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
    if place.column.type is not ValueType.REFERENCE or source.sheet.xml is None:
        return cells
    pictures = source.sheet.xml.pictures_of(column_letter(column))
    return [
        displayed(cell, pictures[row]) or cell
        if isinstance(cell, float) and row in pictures
        else cell
        for row, cell in zip(source.excel_rows, cells, strict=True)
    ]


def _percent_rows(source: Source, column: int, kind: ValueType) -> frozenset[int]:
    if kind is not ValueType.PERCENTAGE:
        return frozenset()
    rows = source.sheet.percent_rows(column_letter(column))
    return frozenset(at for at, row in enumerate(source.excel_rows) if row in rows)


def _frame(
    index: "pd.Index[int]", layout: Layout, values: Mapping[int, Values], spec: ListSpec
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            field: pd.Series(
                values[column].values,
                index=index,
                dtype=DTYPES.get(spec.column(field).type, "object"),
            )
            for column, field in layout.fields.items()
        },
        index=index,
    )


def _problems(
    source: Source, spec: ListSpec, layout: Layout, values: Mapping[int, Values]
) -> Iterator[Problem]:
    for column in layout.forbidden.values():
        yield forbidden_problem(column, spec, source.sheet.name)
    yield from heading_problems(layout, spec, source.sheet.name)
    for index, field in layout.fields.items():
        if not spec.is_used(field):
            continue
        yield from value_problems(source, spec, index, field, values[index])
        yield from hidden_problems(source, spec, index, field)
    yield from unheaded_problems(source, spec)
    yield from text_row_problems(source, spec)
    yield from error_row_problems(source, spec)
    yield from hidden_row_problems(source, spec)
    yield from lone_cell_problems(source, spec)
    yield from merged_problems(source, spec)
    yield from left_out_problems(source, spec)


def _as_at_column(source: Source) -> date | None:
    for column, heading in source.table.headings.items():
        if says_as_at(heading) and (found := only_date(source.cells(column))):
            return found
    return None
