"""Works out the indicators of a profile: how many count, do not count, and are not known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from visit_exchange.kinds.profile_spec import CHILD, ROW, Distinct, Indicator
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.numbers.conditions_met import Lists, codes_in, judge, told
from visit_exchange.packs.values import child_column, is_blank


@dataclass(frozen=True)
class Measured:
    """``yes`` count, ``no`` do not, and for ``not_held`` the list does not say.

    ``behind`` are the rows (from 0, in the pack's order) of those that count, ``unsaid`` the rows
    of those for which it is not held.
    """

    indicator: Indicator
    yes: int
    no: int
    not_held: int
    behind: tuple[int, ...] = field(default=(), repr=False)
    unsaid: tuple[int, ...] = field(default=(), repr=False)

    @property
    def known(self) -> int:
        return self.yes + self.no


class _Row(NamedTuple):
    """A row of a unit: is it one of those looked at, does it fulfil; None for "not said"."""

    place: int
    child: Any
    inside: bool | None
    fits: bool | None

    @property
    def both(self) -> bool | None:
        if self.inside is False or self.fits is False:
            return False
        return True if self.inside and self.fits else None


def measure_all(indicators: Iterable[Indicator], lists: Lists) -> list[Measured]:
    """Return every indicator whose list is held, in the order given.

    One that looks at a column which was neither asked for nor sent is left out: that is not "not
    held".
    """
    return [
        measure(one, lists[one.list], lists)
        for one in indicators
        if one.list in lists and is_asked_for(looked_at(one), lists[one.list])
    ]


def is_asked_for(columns: Iterable[str], each: PackList) -> bool:
    """Say whether every column was asked for in a list, or sent all the same."""
    unasked = {column.id for column in each.spec.columns if not column.asked}
    return not (unasked & set(columns)) - set(each.frame.columns)


def looked_at(indicator: Indicator) -> frozenset[str]:
    """Return the columns, by id, by which an indicator is decided."""
    conditions = (one.columns for one in (indicator.rows, indicator.where) if one)
    distinct = {indicator.distinct.column} if indicator.distinct else set()
    return frozenset(distinct).union(*conditions)


def measure(indicator: Indicator, each: PackList, lists: Lists) -> Measured:
    """Return one indicator, worked out from the rows of its list."""
    units = _units(indicator, each, lists)
    answers = {unit: _settle(indicator, rows, each) for unit, rows in units.items()}
    counts = list(answers.values())
    yes = [row for unit, rows in units.items() if answers[unit] is True for row in rows]
    open_ = [row for unit, rows in units.items() if answers[unit] is None for row in rows]
    return Measured(
        indicator,
        yes=sum(one is True for one in counts),
        no=sum(one is False for one in counts),
        not_held=sum(one is None for one in counts),
        behind=tuple(sorted(row.place for row in yes if _speaks(indicator, row))),
        unsaid=tuple(sorted(row.place for row in open_)),
    )


def unit_of(each: PackList, of: str) -> list[Any]:
    """Return what each row is counted under: its child's code, itself, or a column's value.

    Names of settings are the same when only letter case or spaces differ.
    """
    code = child_column(each.spec, each.frame)
    if of == CHILD and code:
        return list(each.frame[code.id])
    if of in (CHILD, ROW):
        return list(range(len(each.frame)))
    if of not in each.frame:
        return [None] * len(each.frame)
    return [None if is_blank(name) else same_name(name) for name in each.frame[of]]


def same_name(name: Any) -> str:
    """Return a name as it is compared."""
    return " ".join(str(name).split()).casefold()


def _units(indicator: Indicator, each: PackList, lists: Lists) -> dict[Any, list[_Row]]:
    """Return the rows looked at, or perhaps looked at, of everything that is counted."""
    inside = told(judge(indicator.rows, each, lists))
    fits = told(judge(indicator.where, each, lists))
    children = unit_of(each, CHILD)
    units: dict[Any, list[_Row]] = {}
    for place, unit in enumerate(unit_of(each, indicator.of)):
        if not is_blank(unit) and inside[place] is not False:
            row = _Row(place, children[place], inside[place], fits[place])
            units.setdefault(unit, []).append(row)
    return units


def _settle(indicator: Indicator, rows: Sequence[_Row], each: PackList) -> bool | None:
    """Say whether one unit counts; None when its rows leave it open."""
    if not any(row.inside for row in rows):
        return None  # whether it is one of those looked at is itself not said
    if indicator.distinct:
        return _has_distinct(indicator.distinct, rows, each)
    if indicator.match == "all":
        return _all_fit(rows)
    some = _at_least(indicator.least, rows)
    return _not(some) if indicator.match == "none" else some


def _at_least(least: int, rows: Sequence[_Row]) -> bool | None:
    """Say whether rows of at least ``least`` children fulfil it, so far as is known."""
    if len({row.child for row in rows if row.both}) >= least:
        return True
    return None if len({row.child for row in rows if row.both is not False}) >= least else False


def _all_fit(rows: Sequence[_Row]) -> bool | None:
    if any(row.inside and row.fits is False for row in rows):
        return False
    return True if all(row.fits for row in rows) else None


def _has_distinct(distinct: Distinct, rows: Sequence[_Row], each: PackList) -> bool | None:
    """A blank, and a row of which it is not said whether it is looked at, may be one more."""
    if distinct.column not in each.frame:
        return None
    column, cells = each.spec.column(distinct.column), each.frame[distinct.column]
    values = {row.place: ";".join(codes_in(column, cells.iloc[row.place])) for row in rows}
    sure = {values[row.place] for row in rows if row.inside} - {""}
    if len(sure) >= distinct.least:
        return True
    blanks = list(values.values()).count("")
    return None if len(set(values.values()) - {""}) + blanks >= distinct.least else False


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _speaks(indicator: Indicator, row: _Row) -> bool:
    """Say whether a row makes its unit count: with ``any`` those that fulfil it, else all."""
    if indicator.match != "any" or indicator.distinct:
        return row.inside is True
    return row.both is True
