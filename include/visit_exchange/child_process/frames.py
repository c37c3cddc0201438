"""Tables in answers: their names, the labels of their rows, and their columns."""

from typing import TYPE_CHECKING, Any, Literal

from visit_exchange.child_process.columns import cells_of, column_of, told_by_cells, told_of

if TYPE_CHECKING:
    import pandas as pd

# A sheet of Excel has no more: a child could tell of any number of rows in a few bytes.
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
NOT_A_TIME = "not a time"
TIMESTAMP = "Timestamp"


def is_frame(value: object) -> bool:
    """Say whether a value is a table."""
    return type(value).__name__ == "DataFrame"


def parts_of(frame: Any) -> tuple[object, ...]:
    """Return a table as ``frame_of`` takes it: names, rows' labels, then each column's cells."""
    columns = [told_of(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return [str(name) for name in frame.columns], _labels_of(frame.index), columns


def frame_of(names: list[str], labels: list[Any], columns: list[list[Any]]) -> "pd.DataFrame":
    """Return the table; ValueError, TypeError or LookupError where the parts make none."""
    import pandas as pd

    _check_names(names)
    index = _index_of(*labels)
    if len(index) > MOST_ROWS:
        raise ValueError("too many rows")
    cells = {
        name: column_of(kind, held, index)
        for name, (kind, held) in zip(names, columns, strict=True)
    }
    return pd.DataFrame(cells, index=index)


def _check_names(names: object) -> None:
    if type(names) is not list or len(names) > MOST_COLUMNS:
        raise ValueError("no names of columns")
    if not set(map(type, names)) <= {str} or len(set(names)) < len(names):
        raise ValueError("names are texts, and no two are the same")


def plain_of(value: object) -> object:
    """Return a cell that pandas made as Python has it; TypeError for what no answer may hold."""
    import numpy as np

    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"no answer may hold a {type(value).__name__}")


def time_of(value: object) -> list[object] | None:
    """Return a moment that pandas made as an answer tells it; None for every other value."""
    import pandas as pd

    if value is pd.NaT:
        return [NOT_A_TIME]
    return [TIMESTAMP, value.isoformat(), value.unit] if isinstance(value, pd.Timestamp) else None


def not_a_time() -> object:
    """Return what pandas writes where there is no moment."""
    import pandas as pd

    return pd.NaT


def timestamp(written: str, unit: Literal["s", "ms", "us", "ns"]) -> "pd.Timestamp":
    """Return a moment as pandas has it."""
    import pandas as pd

    if unit not in ("s", "ms", "us", "ns"):
        raise ValueError("no unit")
    return pd.Timestamp(written).as_unit(unit)


def _labels_of(index: Any) -> list[object]:
    import pandas as pd

    if isinstance(index, pd.RangeIndex):
        return [index.start, index.stop, index.step]
    return told_by_cells(index.to_series())


def _index_of(first: Any, second: Any, step: int | None = None) -> "pd.Index[Any]":
    import pandas as pd

    if step is not None:
        return pd.RangeIndex(first, second, step)
    labels: pd.Index[Any] = pd.Index(cells_of(first, second))
    return labels
