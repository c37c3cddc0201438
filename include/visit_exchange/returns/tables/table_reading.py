"""One table read as one list: every cell is kept, or answered by a problem."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from visit_exchange.kinds.list_spec import ListSpec, ValueType
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.recognition.headings import ListHeadings
from visit_exchange.returns.tables.as_at import as_at_of, only_date, says_as_at
from visit_exchange.returns.tables.columns.forbidden import NAME, forbidden_problem, whole_names
from visit_exchange.returns.tables.columns.identifying_columns import (
    Identifying,
    people_in_columns,
    setting_kind,
)
from visit_exchange.returns.tables.columns.layout import Layout, Source, lay_out
from visit_exchange.returns.tables.columns.names_kept import names_kept
from visit_exchange.returns.tables.places.merged_cells import merged_problems
from visit_exchange.returns.tables.places.prefilled_rows import without_prefilled
from visit_exchange.returns.tables.places.text_rows import text_row_problems
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
from visit_exchange.returns.tables.table_values import table_values
from visit_exchange.returns.values.conversion import Values
from visit_exchange.visits.uploads.problems import Problem

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
    values = table_values(source, layout, spec)
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
