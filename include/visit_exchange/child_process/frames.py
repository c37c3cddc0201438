"""Tables in answers: a column of numbers or dates as its bytes, a column of repeated texts as each
text once and a number for each cell, every other column as its cells.
"""

import re
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

# Types whose bytes are any number and nothing else. An object's bytes would be an address.
_OF_BYTES = re.compile(r"[<|][iuf][1248]|\|b1|<M8\[(?:s|ms|us|ns)\]")
_OF_CELLS = frozenset({"object", "str"})
# Other cells can be equal and not the same: True equals 1.0.
_OF_TEXTS = frozenset({str, type(None)})
BY_NUMBER = "by number"
_NUMBER = "<u4"
NOT_A_TIME = "not a time"
TIMESTAMP = "Timestamp"


def is_frame(value: object) -> bool:
    """Say whether a value is a table."""
    return type(value).__name__ == "DataFrame"


def parts_of(frame: Any) -> tuple[object, ...]:
    """Return a table as ``frame_of`` takes it: names, rows' labels, then each column's cells."""
    columns = [_cells_of(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return [str(name) for name in frame.columns], _labels_of(frame.index), columns


def frame_of(names: list[str], labels: list[Any], columns: list[list[Any]]) -> "pd.DataFrame":
    """Return the table; ValueError or TypeError where the parts make none."""
    import pandas as pd

    index = _index_of(*labels)
    cells = {
        name: _column_of(kind, held, index)
        for name, (kind, held) in zip(names, columns, strict=True)
    }
    return pd.DataFrame(cells, index=index)


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
    return _cells_of(index.to_series())


def _index_of(first: Any, second: Any, step: int | None = None) -> "pd.Index[Any]":
    import pandas as pd

    if step is not None:
        return pd.RangeIndex(first, second, step)
    labels: pd.Index[Any] = pd.Index(_column_of(first, second, None))
    return labels


def _cells_of(column: Any) -> list[object]:
    name = str(column.dtype)
    if name in _OF_CELLS:
        cells = column.tolist()
        return (_by_number(cells) if name == "object" else None) or [name, cells]
    code = getattr(column.dtype, "str", "")
    if not _OF_BYTES.fullmatch(code):
        raise TypeError(f"no answer may hold a column of {name}")
    return [code, column.to_numpy().tobytes()]


def signs_told_by_number(columns: list[list[Any]]) -> int:
    """Return how many letters and signs the cells of such columns have together.

    A text that is told once can stand in any number of cells, each of which is written somewhere.
    """
    import numpy as np

    told = [held for kind, held in columns if kind == BY_NUMBER]
    return sum(
        int(np.array([len(text or "") for text in texts])[np.frombuffer(numbers, _NUMBER)].sum())
        for texts, numbers in told
    )


def _by_number(cells: list[object]) -> list[object] | None:
    """Return a column of repeated texts with each text once; None for every other column."""
    import numpy as np

    if not cells or not _OF_TEXTS.issuperset(map(type, cells)):
        return None
    places = {text: number for number, text in enumerate(dict.fromkeys(cells))}
    if len(places) * 2 > len(cells):
        return None
    numbers = np.fromiter(map(places.__getitem__, cells), _NUMBER, len(cells))
    return [BY_NUMBER, [list(places), numbers.tobytes()]]


def _texts_of(texts: Any, numbers: bytes) -> "npt.NDArray[Any]":
    """Return the cells; IndexError for a number that has no text, ValueError for no texts."""
    import numpy as np

    if type(texts) is not list or not _OF_TEXTS.issuperset(map(type, texts)):
        raise ValueError("no texts")
    distinct = np.empty(len(texts), dtype=object)
    distinct[:] = texts
    cells: npt.NDArray[Any] = distinct[np.frombuffer(numbers, dtype=_NUMBER)]
    return cells


def _column_of(name: str, cells: Any, index: "pd.Index[Any] | None") -> "pd.Series[Any]":
    import numpy as np
    import pandas as pd

    if name == BY_NUMBER:
        return pd.Series(_texts_of(*cells), index=index, dtype=object)
    if name in _OF_CELLS:
        return pd.Series(cells, index=index, dtype=name)
    if not _OF_BYTES.fullmatch(name):
        raise ValueError("no type of a column")
    # A copy, for what lies in the answer's bytes could not be changed.
    return pd.Series(np.frombuffer(cells, dtype=name).copy(), index=index)
