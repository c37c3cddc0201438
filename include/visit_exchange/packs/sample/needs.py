"""What a sample should cover, worked out on the visit's lists: who fulfils each need, and who may.

A "one" is whoever is sampled: a child by code, or a provider by name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from visit_exchange.kinds.rules.choosing_rules import Criterion
from visit_exchange.kinds.rules.conditions import Condition
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.numbers.conditions_met import Lists, judge, told
from visit_exchange.packs.numbers.distributions import band_labels
from visit_exchange.packs.values import is_blank

Ones = Callable[[PackList], list[Any] | None]


@dataclass(frozen=True)
class Need:
    """At least ``least`` of the sample should be what ``says`` says.

    ``who`` are known to be, ``unsaid`` those of whom the lists do not say. ``is_held`` is False
    when no list that could say it is there.
    """

    says: str
    why: str
    least: int
    weight: int
    who: frozenset[str] = field(repr=False)
    unsaid: frozenset[str] = field(repr=False)
    is_held: bool = True


def needs_of(criteria: Iterable[Criterion], lists: Lists, ones: Ones) -> tuple[Need, ...]:
    """Return every need of the criteria: one for each condition, group and band.

    ``lists`` are all lists by id. ``ones`` returns whom each row of a list is about, or None for a
    list that is not sampled from.
    """
    return tuple(
        _need(criterion, says, condition, lists, ones)
        for criterion in criteria
        for says, condition in conditions(criterion)
    )


def conditions(criterion: Criterion) -> Iterator[tuple[str, Condition]]:
    """Yield what each part of a criterion says, and its condition."""
    if criterion.where:
        yield criterion.says, criterion.where
    for name, codes in criterion.groups.items():
        yield f"{criterion.says} {name}", Condition(column=criterion.column, any_of=codes)
    if criterion.bands:
        yield from _bands(criterion)


def _bands(criterion: Criterion) -> Iterator[tuple[str, Condition]]:
    """Yield each band from the lowest number up; nobody is looked for below it."""
    bands, column = criterion.bands, criterion.column
    for low, high, label in zip(bands, (*bands[1:], None), band_labels(bands)[1:], strict=True):
        over = Condition(column=column, at_least=low)
        under = Condition(column=column, at_most=high - 1) if high else None
        yield f"{criterion.says} {label}", Condition(every=(over, under)) if under else over


def _need(criterion: Criterion, says: str, condition: Condition, lists: Lists, ones: Ones) -> Need:
    yes: set[str] = set()
    maybe: set[str] = set()
    sampled = list(_sampled(criterion, condition, lists))
    for each in sampled:
        for one, fits in zip(ones(each) or (), told(judge(condition, each, lists)), strict=False):
            if not is_blank(one) and fits is not False:
                (yes if fits else maybe).add(str(one))
    least, weight = criterion.least, criterion.weight
    who, unsaid = frozenset(yes), frozenset(maybe - yes)
    return Need(says, criterion.why, least, weight, who, unsaid, is_held=bool(sampled))


def _sampled(criterion: Criterion, condition: Condition, lists: Lists) -> Iterator[PackList]:
    """Yield the lists that the criterion looks at: those named, or that have its columns."""
    for each in lists.values():
        has = condition.columns <= {column.id for column in each.spec.columns}
        if each.spec.id in criterion.lists if criterion.lists else has:
            yield each


def everyone(lists: Mapping[str, PackList], ones: Ones) -> frozenset[str]:
    """Return everyone that may be sampled."""
    found = (one for each in lists.values() for one in ones(each) or ())
    return frozenset(str(one) for one in found if not is_blank(one))
