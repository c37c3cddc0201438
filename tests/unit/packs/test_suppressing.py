"""Numbers that are handed on: small ones are hidden, and nobody can work one out."""

from itertools import product

import pytest

from visit_exchange.packs.suppressing import SHOW_ALL, SMALLEST_COUNT, hidden, told, told_together
from visit_exchange.settings.settings import Settings


@pytest.mark.parametrize(
    ("counts", "kept"),
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
    counts: list[int | None], kept: list[int | None]
) -> None:
    assert hidden(counts) == kept


@pytest.mark.parametrize(
    ("number", "smallest", "shown"),
    [
        (0, 5, 0),
        (1, 5, None),
        (4, 5, None),
        (5, 5, 5),
        (7, 5, 5),
        (8, 5, 10),
        (12, 5, 10),
        (9, 10, None),  # the threshold can be set
        (14, 10, 10),
        (15, 10, 20),
        (1, SHOW_ALL, 1),  # inspectors have the rows
        (None, 5, None),  # hidden before
    ],
)
def test_small_numbers_are_hidden_and_others_rounded(
    number: int | None, smallest: int, shown: int | None
) -> None:
    assert told(number, smallest) == shown
    assert told_together([number, number, 5000], smallest)[0] == shown


@pytest.mark.parametrize("smallest", [3, 4, 5, 10])
def test_two_numbers_of_which_one_contains_the_other_tell_no_third(smallest: int) -> None:
    """ "Aged 10 or under" and the band "8 to 10", or one number in two versions of a pack.

    Every pair up to 40 is told; what is between the two could be one of several numbers, unless
    nobody is in the smaller, and then what is between is the larger, told as such.
    """
    between: dict[tuple[int | None, int | None], set[int]] = {}
    for larger in range(1, 41):
        for smaller in range(1, larger + 1):
            shown = told(smaller, smallest), told(larger, smallest)
            between.setdefault(shown, set()).add(larger - smaller)
    assert [shown for shown, could_be in between.items() if len(could_be) == 1] == []


def test_the_default_is_the_settings_own() -> None:
    assert Settings().small_numbers == SMALLEST_COUNT


@pytest.mark.parametrize("parts", [2, 3])
def test_who_knows_the_total_and_the_rule_cannot_tell_a_small_number(parts: int) -> None:
    """Every table up to 8 in each place is published; each that looks the same could be it."""
    every = [counts for counts in product(range(9), repeat=parts) if sum(counts) >= SMALLEST_COUNT]
    alike: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for counts in every:
        alike.setdefault((*hidden(counts), sum(counts)), []).append(counts)
    worked_out = [
        (counts, place)
        for same in alike.values()
        for counts in same
        for place in range(parts)
        if 0 < counts[place] < SMALLEST_COUNT and len({one[place] for one in same}) == 1
    ]
    assert worked_out == []
