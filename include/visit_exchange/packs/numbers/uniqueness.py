"""How many children could be told by what is usually known of a child: row-level uniqueness.

A list without names still tells who somebody is, if nobody else has the same age, sex, setting and
attendance. What counts is what the pack shows: an age, or its band. Which columns these are is in
``profile.yaml``, below ``recognisable``.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from visit_exchange.kinds.list_spec import Column
from visit_exchange.kinds.profile_spec import Recognisable, load_profile
from visit_exchange.packs.contents import PackContents, PackList
from visit_exchange.packs.numbers.conditions_met import Lists
from visit_exchange.packs.numbers.glance import lists_of
from visit_exchange.packs.once import worked_out_once
from visit_exchange.packs.suppressing import shown_or_hidden, told, told_together
from visit_exchange.packs.values import child_column, each_once, shown_values

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


@worked_out_once
def unique_in(contents: PackContents) -> tuple[Uniqueness, ...]:
    """Return the uniqueness in each list of a pack of which its kind says what may be known."""
    rules = load_profile(contents.framework.id).recognisable
    return uniqueness(rules, lists_of(contents.lists))


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
    # What a row shows: which setting goes with which attendance tells children apart.
    cells = [map(each_once(_shown, column), each.frame[column.id]) for column in columns]
    told: dict[Any, set[_Row]] = {}
    for child, *row in zip(each.frame[code.id], *cells, strict=True):
        if isinstance(child, str):
            told.setdefault(child, set()).add(tuple(row))
    alike = Counter(map(frozenset, told.values()))
    titles = tuple(column.onward_title for column in columns)
    return Uniqueness(each.spec.id, titles, len(told), list(alike.values()).count(1))


def _shown(column: Column, value: Any) -> frozenset[Any]:
    return frozenset(shown_values(column, value))
