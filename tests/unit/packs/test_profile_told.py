"""What the manifest tells of a column: no small number, whatever else of it is told."""

from itertools import product
from typing import Any

import pytest

from visit_exchange.packs.numbers.profile import ColumnProfile, ListProfile, suppressed
from visit_exchange.packs.suppressing import SMALLEST_COUNT, told, told_together


def column_told(*counts: int, not_held: int = 0) -> tuple[Any, ...]:
    """What is told of a column: known, not held, and of how many of each label."""
    labelled = tuple(zip("ABCDEF", counts, strict=False))
    children = sum(counts) + not_held
    column = ColumnProfile("Gender", sum(counts), not_held, labelled)
    [shown] = suppressed(ListProfile(children, children, (column,))).columns
    return (shown.known, shown.not_held, *(count for _, count in shown.counts))


def test_nothing_in_a_column_tells_that_a_list_has_one_child() -> None:
    """Where "not held" was hidden for one child and 0 for two, it told them apart."""
    assert column_told(1) == column_told(2) == column_told(4)
    assert column_told(1, 1) == column_told(1, 2)


def test_what_the_counts_sheet_hides_to_keep_a_small_number_is_hidden_here_too() -> None:
    """With 15, 10 and a total of 20 told, one is left: 13 and 8 at least, and 22 at most."""
    assert told_together([1, 13, 8], SMALLEST_COUNT) == [None, 15, None]
    assert column_told(1, 13, not_held=8) == (None, None, None, 15)


def test_of_fewer_children_than_are_told_no_label_is_told() -> None:
    """With "c" children, four labels would have one child each."""
    assert column_told(1, 1, 1, 1) == column_told(2, 2) == (None, 0)
    assert column_told(1, 1, 1, not_held=1) == (None, None)
    assert len(column_told(1, 1, 1, 2)) == 6


@pytest.mark.parametrize("labels", [1, 2])
def test_a_column_and_how_many_children_there_are_tell_no_small_number(labels: int) -> None:
    """Every column of up to 17 children; each that looks the same could be it."""
    alike: dict[tuple[Any, ...], list[tuple[int, ...]]] = {}
    for counts in product(range(1, 18), repeat=labels):
        for not_held in range(18 - sum(counts)):
            children = told(sum(counts) + not_held, SMALLEST_COUNT)
            shown = (children, *column_told(*counts, not_held=not_held))
            alike.setdefault(shown, []).append((*counts, not_held))
    worked_out = [
        same[0]
        for same in alike.values()
        for numbers in map(set, zip(*same, strict=True))
        if len(numbers) == 1 and 0 < min(numbers) < SMALLEST_COUNT
    ]
    assert worked_out == []
