"""Lists as the reader hands them on, from a few cells by column id."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from visit_exchange.kinds.list_spec import ListSpec, ValueType, load_list
from visit_exchange.returns.tables.read_list import ReadColumn, ReadList

NUMBERS = {ValueType.WHOLE_NUMBER, ValueType.PERCENTAGE, ValueType.MINUTES}


def read_list(framework: str, list_id: str, rows: Sequence[Mapping[str, object]]) -> ReadList:
    """Return ``rows`` (cells by column id) as a list whose first row is Excel's row 5."""
    spec = load_list(framework, list_id)
    fields = list(dict.fromkeys(field for row in rows for field in row))
    raw = pd.DataFrame(
        [[row.get(field) for field in fields] for row in rows],
        index=range(5, 5 + len(rows)),
        columns=fields,
        dtype=object,
    )
    return ReadList(
        spec=spec,
        sheet=spec.sheet,
        sheet_state="visible",
        header_row=4,
        columns={
            field: ReadColumn(field, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place], spec.column(field).title)
            for place, field in enumerate(fields)
        },
        frame=raw.apply(lambda cells: _typed(spec, cells)),
        raw=raw,
        rows_read=len(rows),
        as_at=None,
        problems=(),
        ignored=(),
        forbidden=(),
    )


def _typed(spec: ListSpec, cells: "pd.Series[Any]") -> "pd.Series[Any]":
    kind = spec.column(str(cells.name)).type
    if kind in NUMBERS:
        return cells.astype("float64")
    return pd.to_datetime(cells, format="ISO8601") if kind is ValueType.DATE else cells
