"""Rows of nothing but cells of one sort."""

import pytest

from visit_exchange.returns.tables.places.rows_of_cells import rows_of_such_cells


def is_nought(cell: object) -> bool:
    return cell == 0 and not isinstance(cell, bool)


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ([[0.0, 5.0, 0.0]], [0, 2]),
        ([[0.0, 5.0, 0.0], [0.0, 0.0, "x"]], [0]),
        ([["a", "b", "c"], [0.0, 0.0, 0.0]], []),
        ([[False, 0.0, 0.0]], [1, 2]),
        ([[0.0, False, 1.0], [True, 0.0, 0.0]], []),
        ([], [0, 1, 2]),
    ],
    ids=["one column", "two", "none", "False is not 0", "nor is it after a 0", "no column"],
)
def test_only_rows_of_which_every_cell_is_such_a_one_are_found(
    columns: list[list[object]], found: list[int]
) -> None:
    assert list(rows_of_such_cells(columns, 3, is_nought)) == found
