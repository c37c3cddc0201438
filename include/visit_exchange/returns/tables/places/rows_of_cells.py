"""Which rows hold nothing but cells of one sort, judged column by column."""

from collections.abc import Callable, Iterable, Sequence

from visit_exchange.returns.formats.cells import may_hold_bools


def rows_of_such_cells(
    columns: Iterable[Sequence[object]], rows: int, is_such: Callable[[object], bool]
) -> Sequence[int]:
    """Return the positions (from 0) of the rows of which every cell is such a one.

    The first column nearly always rules out every row, so the others are hardly looked at.
    """
    left: Sequence[int] = range(rows)
    for cells in columns:
        if not left:
            break
        left = _such(cells, left, is_such)
    return left


def _such(
    cells: Sequence[object], places: Sequence[int], is_such: Callable[[object], bool]
) -> list[int]:
    distinct = {cells[at] for at in places}
    if may_hold_bools(distinct):  # True equals 1.0, and would be taken for it
        return [at for at in places if is_such(cells[at])]
    such = {cell for cell in distinct if is_such(cell)}
    return [at for at in places if cells[at] in such] if such else []
