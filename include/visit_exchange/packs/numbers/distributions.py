"""Counts how children, rows or settings spread over the codes, groups or bands of a column."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.column_spec import Column
from visit_exchange.kinds.profile_spec import Spread
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.numbers.conditions_met import Lists, codes_in, judge, told
from visit_exchange.packs.numbers.indicators import is_asked_for, unit_of
from visit_exchange.packs.values import is_blank, whole

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Counted:
    """``counts`` by label, in the order to show. Where one may stand under several labels (several
    needs, several rows) they add up to more than ``known``."""

    spread: Spread
    known: int
    not_held: int
    counts: tuple[tuple[str, int], ...]


def count_all(spreads: Iterable[Spread], lists: Lists) -> list[Counted]:
    """Return every spread whose list is held and whose column was asked for, in the order given."""
    return [
        count(one, lists[one.list], lists)
        for one in spreads
        if one.list in lists and is_asked_for([one.column], lists[one.list])
    ]


def count(spread: Spread, each: PackList, lists: Lists) -> Counted:
    """Return one spread; who has nothing under any label counts as not held."""
    inside = told(judge(spread.rows, each, lists))
    labels = _labels_by_row(spread, each)
    found: dict[Any, set[str]] = {}
    for place, unit in enumerate(unit_of(each, spread.of)):
        if not is_blank(unit) and inside[place] is not False:
            held = labels[place] if inside[place] else ()
            found.setdefault(unit, set()).update(held)
    counts = {label: 0 for label in _always_shown(spread, each)}
    for unit in found.values():
        for label in unit:
            counts[label] = counts.get(label, 0) + 1
    known = sum(bool(unit) for unit in found.values())
    return Counted(spread, known, len(found) - known, tuple(_in_order(spread, counts)))


def band_labels(bands: tuple[int, ...]) -> tuple[str, ...]:
    """Return "Under 5", "5 to 10", "11 and over" for the lowest numbers of bands."""
    middle = (f"{low} to {high - 1}" for low, high in pairwise(bands))
    return (f"Under {bands[0]}", *middle, f"{bands[-1]} and over")


def _labels_by_row(spread: Spread, each: PackList) -> list[tuple[str, ...]]:
    if spread.column not in each.frame:
        return [()] * len(each.frame)
    column = each.spec.column(spread.column)
    cells = list(each.frame[spread.column])
    if spread.bands:
        return [_banded(spread, column, value, each.judged_on) for value in cells]
    coded = lru_cache(maxsize=None, typed=True)(partial(_coded, spread, column))
    return [() if is_blank(value) else coded(value) for value in cells]


def _banded(
    spread: Spread, column: Column, value: Any, judged_on: "date | None"
) -> tuple[str, ...]:
    number = _number(value, judged_on)
    if number is None:
        return ()
    if column.rounds_up:
        number = whole(column, number)
    labels = spread.labels or band_labels(spread.bands)
    return (labels[sum(number >= low for low in spread.bands)],)


def _number(value: Any, judged_on: "date | None") -> float | None:
    """Return a number, or the days from a date to the day the list is judged on."""
    if is_blank(value):
        return None
    if isinstance(value, int | float):
        return float(value)
    return None if judged_on is None else float((judged_on - value.date()).days)


def _coded(spread: Spread, column: Column, value: Any) -> tuple[str, ...]:
    codes = codes_in(column, value)
    if spread.groups:
        return tuple(name for name, group in spread.groups.items() if set(codes) & set(group))
    labels = _code_labels(column)
    return tuple(labels.get(code, code) for code in codes)


def _code_labels(column: Column) -> dict[str, str]:
    return {c.code: c.label for c in load_codes(column.codes).codes} if column.codes else {}


def _always_shown(spread: Spread, each: PackList) -> tuple[str, ...]:
    if spread.bands:
        return spread.labels or band_labels(spread.bands)
    return tuple(spread.groups)


def _in_order(spread: Spread, counts: dict[str, int]) -> list[tuple[str, int]]:
    """Bands from the lowest up and groups as given; codes from the most frequent down."""
    if spread.bands or spread.groups:
        below = band_labels(spread.bands)[0] if spread.bands and not spread.labels else ""
        return [(name, n) for name, n in counts.items() if n or name != below]
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
