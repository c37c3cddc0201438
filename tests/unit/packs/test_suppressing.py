"""Numbers that are handed on: small ones are hidden, and nobody can work one out."""

from itertools import product

import pytest

from visit_exchange.packs.suppressing import SMALLEST_COUNT, hidden, small
from visit_exchange.settings.settings import Settings


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([20, 30], [20, 30]),
        ([0, 30], [0, 30]),  # zeros are shown
        ([5, 30], [5, 30]),
        ([4, 30, 9], [None, 30, None]),  # 4 would be what is left of the total
        ([3, 2, 30], [None, None, 30]),
        ([1, 1, 30, 7], [None, None, 30, None]),  # two that add up to 2 are both 1
        ([4, 4, 30, 40], [None, None, None, 40]),  # two that add up to 8 are both 4
        ([4, 60, 60], [None, None, None]),  # 60 is the most that the second can be: 4 is left
        ([9, 3, 0], [None, None, 0]),
        ([3, 0, 0], [None, 0, 0]),  # a total that is small itself is not told
        ([None, 30], [None, 30]),  # hidden before
    ],
)
def test_small_numbers_go_and_what_would_give_them_away(
    counts: list[int | None], told: list[int | None]
) -> None:
    assert hidden(counts) == told


@pytest.mark.parametrize(("number", "told"), [(0, 0), (1, None), (9, None), (10, 10)])
def test_the_threshold_can_be_set(number: int, told: int | None) -> None:
    assert small(number, 10) == told
    assert hidden([number, number, 50], 10)[0] == told


def test_the_default_is_the_settings_own() -> None:
    assert Settings().small_numbers == SMALLEST_COUNT


@pytest.mark.parametrize("parts", [2, 3])
def test_who_knows_the_total_and_the_rule_cannot_tell_a_small_number(parts: int) -> None:
    """Every table up to 8 in each place is published; each that looks the same could be it."""
    every = [counts for counts in product(range(9), repeat=parts) if sum(counts) >= SMALLEST_COUNT]
    alike: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for counts in every:
        alike.setdefault((*hidden(counts), sum(counts)), []).append(counts)
    told = [
        (counts, place)
        for same in alike.values()
        for counts in same
        for place in range(parts)
        if 0 < counts[place] < SMALLEST_COUNT and len({one[place] for one in same}) == 1
    ]
    assert told == []
