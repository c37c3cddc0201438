"""Which numbers may be told: a small one could say who somebody is, also when worked out.

Inspectors have the rows, so their workbook shows every number. What is made to be handed on, the
numbers to share and the manifest, hides small ones about children and rounds the others. Rounding
is what stands against two numbers of which one contains the other, in one pack or in two versions
of it: the difference of what is shown tells no exact number. How many providers the authority lists
says nothing of a child.
"""

from collections.abc import Iterable

SMALLEST_COUNT = 5  # unless the settings say otherwise (VISIT_EXCHANGE_SMALL_NUMBERS)
SHOW_ALL = 0  # as the smallest count to show: nothing is hidden
HIDDEN = "c"  # stands in place of a number that is not told


def hidden(counts: Iterable[int | None], smallest: int = SMALLEST_COUNT) -> list[int | None]:
    """Return counts that add up to a known total, None in place of those that must not be told.

    Those are the counts from 1 to under ``smallest``, and further ones, the smallest first, until
    no hidden one can be worked out from the total. Zeros are shown, unless nothing else is left
    to hide. A count that is None already was hidden before.
    """
    given = list(counts)
    shown = [None if _is_small(count, smallest) else count for count in given]
    while _can_be_worked_out(given, shown, smallest):
        others = [place for place, count in enumerate(shown) if count is not None]
        if not others:
            break
        least = min(others, key=lambda place: (shown[place] == 0, shown[place]))
        shown[least] = None
    return shown


def told_together(counts: Iterable[int | None], smallest: int = SMALLEST_COUNT) -> list[int | None]:
    """Return counts that add up to a known total as they may be told: some hidden, others rounded.

    Those that are shown need no longer add up to the total, which is rounded by itself.
    """
    return [told(count, smallest) for count in hidden(counts, smallest)]


def told(count: int | None, smallest: int) -> int | None:
    """Return a number as it may be told: None from 1 to under ``smallest``, else rounded to it."""
    return None if _is_small(count, smallest) else _rounded(count or 0, smallest)


def shown_or_hidden(count: int | None) -> int | str:
    """Return what stands in a sheet for a number."""
    return HIDDEN if count is None else count


def _rounded(count: int, smallest: int) -> int:
    """Return the multiple of ``smallest`` that is nearest, the larger of two that are as near."""
    return count if smallest == SHOW_ALL else (count + smallest // 2) // smallest * smallest


def _is_small(count: int | None, smallest: int) -> bool:
    return count is None or 0 < count < smallest


def _can_be_worked_out(given: list[int | None], shown: list[int | None], smallest: int) -> bool:
    """Say whether the total gives a hidden count away to who knows this rule.

    A total that is small itself is not told.
    """
    kept = [count for count, told in zip(given, shown, strict=True) if told is None]
    if None in kept or not kept or sum(count or 0 for count in given) < smallest:
        return False
    total = sum(count for count in kept if count)
    larger = sum(count >= smallest for count in kept if count)
    few = len(kept) - larger
    # The larger were the smallest that were left, so each is no more than any that is shown.
    highest = min([count for count in shown if count], default=total)
    most = min(larger * highest, total - few)
    least = max(larger * smallest, total - few * (smallest - 1))
    return least >= most and _are_told(total - most, few, smallest)


def _are_told(total: int, few: int, smallest: int) -> bool:
    """Say whether ``few`` small counts are told by their sum: one is, and all 1 or all 4 are."""
    return few == 1 or total in (few, few * (smallest - 1))
