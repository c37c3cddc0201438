"""Whether the rows of a list fulfil a condition: yes, no, or not said. Nothing is imputed.

The answer is a pandas column of its "boolean" type, in which a third value stands for "not said"
and *and* and *or* follow Kleene: "no and not said" is no, "yes and not said" is not said.
"""

from collections.abc import Callable, Mapping
from functools import cache, reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.column_spec import Column, ValueType
from visit_exchange.kinds.rules.conditions import Condition
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.values import child_column, is_blank

if TYPE_CHECKING:
    import pandas as pd

    Judged = pd.Series[Any]

Lists = Mapping[str, PackList]
_BLANK = {"yes": True, "no": False, "unknown": None}


def judge(condition: Condition | None, each: PackList, lists: Lists) -> "Judged":
    """Return for each row of ``each`` whether it fulfils the condition; None is always fulfilled.

    ``lists`` are all lists of the visit by id, for conditions that look into another one. What is
    asked of a column or list that is not held is not said.
    """
    if condition is None:
        return _all(each, value=True)
    if condition.every:
        return reduce(and_, (judge(part, each, lists) for part in condition.every))
    if condition.either:
        return reduce(or_, (judge(part, each, lists) for part in condition.either))
    if condition.also_in:
        return _also_in(condition.also_in, each, lists)
    return _judged_cells(condition, each)


def told(judged: "Judged") -> list[bool | None]:
    """Return the answers as Python's own: None where it is not said."""
    return judged.astype(object).where(judged.notna(), None).tolist()


def codes_in(column: Column, value: Any) -> list[str]:
    """Return the codes in a cell, without those that mean "not known"; words, in a text."""
    if is_blank(value):
        return []
    if column.codes is None:
        return [" ".join(str(value).split()).casefold()]
    parts = [part.strip() for part in str(value).split(";")]
    return [part for part in parts if part and part != _unknown_code(column.codes)]


def _judged_cells(condition: Condition, each: PackList) -> "Judged":
    if condition.column not in each.frame:
        return _all(each, value=False if condition.held else _BLANK[condition.blank])
    column = each.spec.column(condition.column)
    cells = each.frame[condition.column]
    test = _dated(condition, cells, each) if column.type is ValueType.DATE else None
    test = test or _test(condition, column)
    answers = {value: test(value) for value in cells.dropna().unique()}
    return cells.map(answers).astype("boolean").fillna(_filling(condition)).astype("boolean")


def _filling(condition: Condition) -> Any:
    import pandas as pd

    blank = _BLANK[condition.blank] if condition.held is None else not condition.held
    return pd.NA if blank is None else blank


def _test(condition: Condition, column: Column) -> Callable[[Any], bool | None]:
    """Return what says yes, no or None (not said) of one value."""
    if condition.held is not None:
        return lambda value: bool(codes_in(column, value)) is condition.held
    if condition.any_of or condition.none_of:
        return lambda value: _is_one_of(condition, codes_in(column, value))
    return lambda value: _is_within(condition, float(value))


def _is_one_of(condition: Condition, codes: list[str]) -> bool | None:
    if not codes:
        return _BLANK[condition.blank]
    if condition.any_of:
        return bool(set(codes) & set(condition.any_of))
    return not set(codes) & set(condition.none_of)


def _is_within(condition: Condition, number: float) -> bool:
    if condition.over is not None:
        return number > condition.over
    if condition.at_most is not None:
        return number <= condition.at_most
    return number >= (condition.at_least or 0)


def _dated(
    condition: Condition, cells: "pd.Series[Any]", each: PackList
) -> Callable[[Any], bool | None] | None:
    """Return the test of a date, which needs a day to count back from."""
    import pandas as pd

    if condition.older_than_days is None:
        return None
    if each.judged_on is None:
        return lambda _: None
    latest = pd.Timestamp(each.judged_on) - pd.Timedelta(days=condition.older_than_days)
    return lambda value: bool(pd.Timestamp(value) < latest)


def _also_in(list_id: str, each: PackList, lists: Lists) -> "Judged":
    here, other = child_column(each.spec, each.frame), lists.get(list_id)
    there = child_column(other.spec, other.frame) if other else None
    if here is None or other is None or there is None:
        return _all(each, value=None)
    return each.frame[here.id].isin(set(other.frame[there.id].dropna())).astype("boolean")


def _all(each: PackList, *, value: bool | None) -> "Judged":
    import pandas as pd

    return pd.Series([value] * len(each.frame), index=each.frame.index, dtype="boolean")


@cache
def _unknown_code(codes: str) -> str:
    return load_codes(codes).unknown_code or ""
