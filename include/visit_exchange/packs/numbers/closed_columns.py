"""Which columns are told of by one table alone, where numbers are handed on.

In each table a small number is hidden together with others, so that none can be worked out from the
total. Another table of the same column hides others: the two together would tell what each hides.
So where one of a column's tables hides a number, the Counts sheet alone tells of that column.
"""

from collections.abc import Iterable, Mapping

from visit_exchange.packs.contents import PackList
from visit_exchange.packs.numbers.distributions import Counted
from visit_exchange.packs.numbers.profile import profile_of
from visit_exchange.packs.suppressing import SHOW_ALL, hidden
from visit_exchange.packs.values import child_column

Closed = frozenset[tuple[str, str]]  # a list and a column of it, by their ids


def closed_columns(
    counted: Iterable[Counted], lists: Mapping[str, PackList], smallest: int
) -> Closed:
    """Return the columns of lists of children of which some table hides a number."""
    if smallest == SHOW_ALL:
        return frozenset()
    of_children = {name for name, each in lists.items() if child_column(each.spec, each.frame)}
    in_counts = {
        (each.spread.list, each.spread.column)
        for each in counted
        if _hides([*(number for _, number in each.counts), each.not_held], smallest)
    }
    in_profiles = {
        (name, column)
        for name in of_children
        for column, numbers in _profiled(lists[name]).items()
        if _hides(numbers, smallest)
    }
    return frozenset(each for each in in_counts | in_profiles if each[0] in of_children)


def _profiled(each: PackList) -> dict[str, list[int | None]]:
    """Return the numbers of each column of a list's profile, by the column's id."""
    ids = {column.onward_title: column.id for column in each.spec.columns}
    return {
        ids[column.title]: [*(number for _, number in column.counts), column.not_held]
        for column in profile_of(each).columns
    }


def _hides(numbers: Iterable[int | None], smallest: int) -> bool:
    return None in hidden(numbers, smallest)
