"""Questions across the lists of a framework, as across.yaml asks them. Never a guess: a question.

A frame's index holds the Excel row numbers, its columns are the ids of the list's YAML.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from visit_exchange.kinds.cross_checks import CrossCheck, load_cross_checks
from visit_exchange.returns.checks.names_alike import NamesAlike
from visit_exchange.visits.uploads.problems import Problem

if TYPE_CHECKING:
    Lists = Mapping[str, pd.DataFrame]
    Found = dict[int, str]


def check_across(lists: "Lists", framework: str) -> tuple[Problem, ...]:
    """Return what an inspector would ask on laying ``lists`` (by list id) side by side.

    A question about a list or column that is not held is not asked. ``value`` holds the cell.
    """
    return tuple(
        problem
        for check in load_cross_checks(framework).checks
        if all(_held(lists, place) for place in check.places)
        for problem in _ask(check, lists)
    )


def _ask(check: CrossCheck, lists: "Lists") -> list[Problem]:
    list_id, column = check.left.split(".")
    left = _narrowed(check, lists)
    found = _differing(check, lists, left) if check.by else _found(check, lists, left)
    return [
        Problem(
            rule=check.id,
            severity=check.severity,
            message=f"{check.message}. {hint}" if hint else check.message,
            list_id=list_id,
            row=row,
            field=column,
            onward=check.message,
            value=left[row],
        )
        for row, hint in found.items()
    ]


def _found(check: CrossCheck, lists: "Lists", left: "pd.Series[str]") -> "Found":
    return KINDS[check.kind](left, _values(lists, check.right))


def _differing(check: CrossCheck, lists: "Lists", left: "pd.Series[str]") -> "Found":
    """Return the rows whose child has a value in the other list, and never this one."""
    here, there = check.by or ("", "")
    children, values = _values(lists, there), _values(lists, check.right)
    told = set(zip(children.reindex(values.index), values, strict=True))
    known = {child for child, _ in told}
    own = _values(lists, here).reindex(left.index)
    return {
        int(str(row)): ""
        for row, child, value in zip(left.index, own, left, strict=True)
        if child in known and (child, value) not in told
    }


def _same_child_in_both(left: "pd.Series[str]", right: "pd.Series[str]") -> "Found":
    there = set(right)
    return {int(str(row)): "" for row, child in left.items() if child in there}


def _child_missing_from(left: "pd.Series[str]", right: "pd.Series[str]") -> "Found":
    there = set(right)
    return {int(str(row)): "" for row, child in left.items() if child not in there}


def _name_missing_from(left: "pd.Series[str]", right: "pd.Series[str]") -> "Found":
    names = NamesAlike(right)
    found = {str(name): names.nearest(str(name)) for name in left.unique() if name not in names}
    return {
        int(str(row)): f"Is it the same as {found[name]}?" if found[name] else ""
        for row, name in left.items()
        if name in found
    }


KINDS: "dict[str, Callable[[pd.Series[str], pd.Series[str]], Found]]" = {
    "same_child_in_both": _same_child_in_both,
    "child_missing_from": _child_missing_from,
    "name_missing_from": _name_missing_from,
}


def _narrowed(check: CrossCheck, lists: "Lists") -> "pd.Series[str]":
    """Return the cells asked about: those of ``left`` that ``when`` and ``unless`` leave."""
    values = _values(lists, check.left)
    if check.only:
        if not _held(lists, check.only.column):
            return values.iloc[:0]
        told = _values(lists, check.only.column)
        values = values[values.index.isin(told.index[told == check.only.value])]
    if check.unless and _held(lists, check.unless.column):
        other = _values(lists, check.unless.column)
        values = values.drop(other.index[other == check.unless.value], errors="ignore")
    if check.when:
        if not (_held(lists, check.when.column) and _held(lists, check.when.named_in)):
            return values.iloc[:0]
        names = NamesAlike(_values(lists, check.when.named_in))
        told = _values(lists, check.when.column)
        values = values[values.index.isin(told.index[told.map(names.__contains__)])]
    return values


def _held(lists: "Lists", place: str) -> bool:
    list_id, column = place.split(".")
    return list_id in lists and bool(lists[list_id].get(column, pd.Series()).notna().any())


def _values(lists: "Lists", place: str) -> "pd.Series[str]":
    list_id, column = place.split(".")
    return lists[list_id][column].dropna().astype(str)
