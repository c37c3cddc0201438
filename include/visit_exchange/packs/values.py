"""How the values of a treated list are shown to inspectors: labels for codes, bands for ages."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from math import ceil
from typing import TYPE_CHECKING, Any, TypeVar

from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.column_spec import Column, Shown, Treatment, ValueType
from visit_exchange.kinds.list_spec import ListSpec

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
_CODED = (ValueType.CODE, ValueType.CODES)


def child_column(spec: ListSpec, frame: "pd.DataFrame") -> Column | None:
    """Return the column that holds the child's code; None in a list that is not of children."""
    for column in spec.columns:
        if column.treatment is Treatment.PSEUDONYMISE and column.id in frame:
            return column
    return None


def shown_columns(spec: ListSpec, frame: "pd.DataFrame") -> list[Column]:
    """Return the columns of a list sheet, the child's code first."""
    code = child_column(spec, frame)
    held = [column for column in spec.columns if column.id in frame and column is not code]
    return [code, *held] if code else held


def shown(column: Column, value: Any) -> Any:
    """Return a cell as inspectors read it; None when nothing is held."""
    if is_blank(value):
        return None
    if column.type in _CODED:
        return "; ".join(_labels(column, value))
    if column.shown_as is not Shown.EXACT:
        return _less_exact(column, value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def shown_all(column: Column, values: Iterable[Any]) -> list[Any]:
    """Return the cells of a column as inspectors read them. The same code is looked up once."""
    if column.type not in _CODED:
        return [shown(column, value) for value in values]
    seen: dict[Any, Any] = {}
    return [
        seen[value] if value in seen else seen.setdefault(value, shown(column, value))
        for value in values
    ]


def _less_exact(column: Column, value: Any) -> str:
    """Return a number's band, a date's month or year, as the list's YAML asks for."""
    if column.shown_as is Shown.BAND:
        return band_label(column, value)
    return f"{value:%B %Y}" if column.shown_as is Shown.MONTH else f"{value:%Y}"


def shown_values(column: Column, value: Any) -> list[Any]:
    """Return what a reader of the pack sees of a cell: one value, or each of several codes."""
    if is_blank(value):
        return []
    return _labels(column, value) if column.type in _CODED else [shown(column, value)]


def cell_labels(column: Column, value: Any) -> list[str]:
    """Return the labels to count a cell under: one, several for several codes, none for a blank."""
    if is_blank(value):
        return []
    return [band_label(column, value)] if column.bands else _labels(column, value)


def each_once(read: Callable[[Column, Any], T], column: Column) -> Callable[[Any], T]:
    """Return what reads a column's cells, which works out once what thousands of cells say."""
    return lru_cache(maxsize=None, typed=True)(partial(read, column))


def is_blank(value: Any) -> bool:
    """Say whether nothing is held: None, NaN, NaT or an empty text."""
    return value is None or value != value or value == ""  # NaN and NaT differ from themselves


def _labels(column: Column, value: Any) -> list[str]:
    labels = _label_by_code(column.codes) if column.codes else {}
    parts = [part.strip() for part in str(value).split(";")]
    return [labels.get(part, part) for part in parts if part]


@cache
def _label_by_code(codes: str) -> dict[str, str]:
    return {code.code: code.label for code in load_codes(codes).codes}


def whole(column: Column, value: float) -> int:
    """Return the whole number by which a column's bands count."""
    return ceil(value) if column.rounds_up else int(value)


def band_label(column: Column, value: Any) -> str:
    """Return the band of a number: ``11 to 15``, ``16 and over``."""
    number = whole(column, value)
    starts = [start for start in column.bands if start <= number]
    if not starts:
        lowest = column.bands[0]
        return f"{lowest - 1} or less" if column.rounds_up else f"Under {lowest}"
    later = [start for start in column.bands if start > number]
    return f"{starts[-1]} to {later[0] - 1}" if later else f"{starts[-1]} and over"
