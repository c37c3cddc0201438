"""How many children could be told by what is usually known of a child: row-level uniqueness.

A list without names still tells who somebody is, if nobody else has the same age, sex, setting and
attendance. What counts is what the pack shows: an age, or its band. Which columns these are is in
``profile.yaml``, below ``recognisable``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from visit_exchange.kinds.list_spec import Column
from visit_exchange.kinds.profile_spec import Recognisable
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.numbers.conditions_met import Lists
from visit_exchange.packs.suppressing import shown_or_hidden, told, told_together
from visit_exchange.packs.values import child_column, shown_values

_Row = tuple[frozenset[Any], ...]


@dataclass(frozen=True)
class Uniqueness:
    """Of the ``children`` of a list (by id), how many share what their rows say in ``columns``
    (titles) with no other child. Blank is a value like any other. None for a hidden number."""

    list: str
    columns: tuple[str, ...]
    children: int | None
    unique: int | None


def uniqueness(rules: Iterable[Recognisable], lists: Lists) -> tuple[Uniqueness, ...]:
    """Return the uniqueness in each list that is held and has one of its columns."""
    held = ((rule, lists[rule.list]) for rule in rules if rule.list in lists)
    return tuple(found for rule, each in held if (found := _counted(rule, each)))


def as_may_be_told(found: Uniqueness, smallest: int) -> Uniqueness:
    """Return it as it may leave the team: no number from 1 to under ``smallest``, nor the other;
    what is shown is rounded."""
    if found.children is None or found.unique is None:
        return found
    unique = told_together([found.unique, found.children - found.unique], smallest)[0]
    return replace(found, children=told(found.children, smallest), unique=unique)


def in_words(found: Uniqueness) -> str:
    """Return "12 of 85 children are unique on Age and Gender", with "c" for what is hidden."""
    unique, children = shown_or_hidden(found.unique), shown_or_hidden(found.children)
    *most, last = found.columns
    columns = f"{', '.join(most)} and {last}" if most else last
    return f"{unique} of {children} children are unique on {columns}"


def _counted(rule: Recognisable, each: PackList) -> Uniqueness | None:
    code = child_column(each.spec, each.frame)
    columns = [each.spec.column(name) for name in rule.columns if name in each.frame]
    if code is None or not columns:
        return None
    told: dict[Any, set[_Row]] = {}
    cells = zip(*(each.frame[column.id] for column in columns), strict=True)
    for child, values in zip(each.frame[code.id], cells, strict=True):
        if isinstance(child, str):
            told.setdefault(child, set()).add(_shown(columns, values))
    alike = Counter(map(frozenset, told.values()))
    titles = tuple(column.onward_title for column in columns)
    return Uniqueness(each.spec.id, titles, len(told), list(alike.values()).count(1))


def _shown(columns: Sequence[Column], values: Sequence[Any]) -> _Row:
    """Return what a row shows: which setting goes with which attendance tells children apart."""
    pairs = zip(columns, values, strict=True)
    return tuple(frozenset(shown_values(column, value)) for column, value in pairs)
