"""Columns of tables in answers: numbers and dates as their bytes, repeated texts of any objects as
each text once and a number for each cell, all others as their cells.

What is read comes from a child that may have been taken over, and every cell is written somewhere
later: so a column is no longer than what was told of it, and a text told once counts in each cell.
"""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

# Types whose bytes are any number and nothing else. An object's bytes would be an address.
_OF_BYTES = re.compile(r"[<|][iuf][1248]|\|b1|<M8\[(?:s|ms|us|ns)\]")
_OF_CELLS = frozenset({"object", "str"})
# Other cells can be equal and not the same: True equals 1.0.
_OF_TEXTS = frozenset({str, type(None)})
_BY_NUMBER = "by number"
_NUMBER = "<u4"


def told_of(column: Any) -> list[object]:
    """Return a column as ``column_of`` takes it: of what kind it is, and its cells."""
    told = told_by_cells(column)
    cells = told[1] if told[0] == "object" else None
    return (_by_number(cells) if isinstance(cells, list) else None) or told


def told_by_cells(column: Any) -> list[object]:
    """Return the same, each cell told by itself; TypeError for what no answer may hold."""
    name = str(column.dtype)
    if name in _OF_CELLS:
        return [name, column.tolist()]
    code = getattr(column.dtype, "str", "")
    if not _OF_BYTES.fullmatch(code):
        raise TypeError(f"no answer may hold a column of {name}")
    return [code, column.to_numpy().tobytes()]


def signs_told_by_number(columns: list[list[Any]]) -> int:
    """Return how many letters and signs the cells of repeated texts have, all columns together."""
    import numpy as np

    told = [held for kind, held in columns if kind == _BY_NUMBER]
    return sum(
        int(np.array([len(text or "") for text in texts])[np.frombuffer(numbers, _NUMBER)].sum())
        for texts, numbers in told
    )


def column_of(kind: str, held: Any, index: "pd.Index[Any]") -> "pd.Series[Any]":
    """Return the column; ValueError, TypeError or LookupError where what is told makes none."""
    import pandas as pd

    cells = _texts_of(*held) if kind == _BY_NUMBER else cells_of(kind, held)
    if len(cells) != len(index):
        raise ValueError("no cell for each row")
    return pd.Series(cells, index=index, dtype=object if kind == _BY_NUMBER else cells.dtype)


def cells_of(kind: str, held: Any) -> Any:
    """Return the cells of a column that was not told by numbers, as pandas or numpy has them."""
    import numpy as np
    import pandas as pd

    if kind in _OF_CELLS:
        if type(held) is not list or (kind == "str" and not all(map(_is_text, held))):
            raise ValueError("no cells")
        return pd.Series(held, dtype=kind).array
    if not _OF_BYTES.fullmatch(kind):
        raise ValueError("no type of a column")
    # A copy, for what lies in the answer's bytes could not be changed.
    return np.frombuffer(held, dtype=kind).copy()


def _is_text(cell: object) -> bool:
    """Say whether a cell is a text or none: pandas makes a text of anything else."""
    return type(cell) in _OF_TEXTS or (type(cell) is float and cell != cell)


def _by_number(cells: list[object]) -> list[object] | None:
    """Return a column of repeated texts with each text once; None for every other column."""
    import numpy as np

    if not cells or not _OF_TEXTS.issuperset(map(type, cells)):
        return None
    places = {text: number for number, text in enumerate(dict.fromkeys(cells))}
    if len(places) * 2 > len(cells):
        return None
    numbers = np.fromiter(map(places.__getitem__, cells), _NUMBER, len(cells))
    return [_BY_NUMBER, [list(places), numbers.tobytes()]]


def _texts_of(texts: Any, numbers: bytes) -> "npt.NDArray[Any]":
    """Return the cells; IndexError for a number that has no text, ValueError for no texts."""
    import numpy as np

    if type(texts) is not list or not _OF_TEXTS.issuperset(map(type, texts)):
        raise ValueError("no texts")
    distinct = np.empty(len(texts), dtype=object)
    distinct[:] = texts
    cells: npt.NDArray[Any] = distinct[np.frombuffer(numbers, dtype=_NUMBER)]
    return cells
