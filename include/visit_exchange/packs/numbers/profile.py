"""A small profile of a list: how many children have each code, and for how many nothing is held."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from visit_exchange.kinds.column_spec import Column, Treatment, ValueType
from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.once import worked_out_once
from visit_exchange.packs.suppressing import SMALLEST_COUNT, hidden, told, told_together
from visit_exchange.packs.values import band_label, cell_labels, child_column, each_once

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class ColumnProfile:
    """Counts of one column: ``counts`` by label, None when suppressed.

    ``known`` and ``not_held`` are how many children (rows, in a list without children) have a
    value and have none. Where several codes may stand in a cell, counts add up to more.
    """

    title: str
    known: int | None
    not_held: int | None
    counts: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class ListProfile:
    """A list in numbers; None for one that is suppressed.

    ``children`` is None as well for a list whose rows are no children.
    """

    rows: int | None
    children: int | None
    columns: tuple[ColumnProfile, ...]


def profile(spec: ListSpec, frame: "pd.DataFrame") -> ListProfile:
    """Return the profile of a treated list: of each column of codes, and of numbers with bands."""
    code = child_column(spec, frame)
    who = frame[code.id] if code else frame.index.to_series()
    columns = tuple(
        _profiled(column, frame, who)
        for column in spec.columns
        if column.id in frame and _may_be_counted(column)
    )
    return ListProfile(len(frame), int(who.nunique()) if code else None, columns)


@worked_out_once
def profile_of(each: PackList) -> ListProfile:
    """Return the profile of a list of a pack."""
    return profile(each.spec, each.frame)


def suppressed(whole: ListProfile, smallest: int = SMALLEST_COUNT) -> ListProfile:
    """Return the profile as it may leave the team: no count from 1 to under ``smallest``.

    Where a hidden count could be worked out from the total, a further one goes too; the others are
    rounded. Zeros are shown, and all numbers of a list whose rows are no children as they are.
    """
    if whole.children is None:
        return whole
    columns = tuple(_suppressed(column, smallest) for column in whole.columns)
    return ListProfile(told(whole.rows, smallest), told(whole.children, smallest), columns)


def _may_be_counted(column: Column) -> bool:
    """Say whether a column's values are few and tell nobody: codes, and numbers in bands."""
    if column.is_age:
        return bool(column.bands)
    return column.treatment is Treatment.KEEP and _countable(column)


def _countable(column: Column) -> bool:
    return column.type in (ValueType.CODE, ValueType.CODES) or bool(column.bands)


def _profiled(column: Column, frame: "pd.DataFrame", who: "pd.Series[Any]") -> ColumnProfile:
    labels = each_once(cell_labels, column)
    seen = {
        (child, label)
        for child, value in zip(who, frame[column.id], strict=True)
        for label in labels(value)
    }
    counts = Counter(label for _, label in seen)
    known = len({child for child, _ in seen})
    return ColumnProfile(
        column.onward_title, known, int(who.nunique()) - known, tuple(_ordered(column, counts))
    )


def _ordered(column: Column, counts: Counter[str]) -> list[tuple[str, int]]:
    """Bands from the lowest up, other labels by the alphabet."""
    bands = [band_label(column, low) for low in (-1, *column.bands)] if column.bands else []
    order = {label: place for place, label in enumerate(bands)}
    return sorted(counts.items(), key=lambda each: (order.get(each[0], 0), each[0]))


def _suppressed(column: ColumnProfile, smallest: int) -> ColumnProfile:
    """Hide as the Counts sheet does, where ``not_held`` is one more of the counts: what is hidden
    there to keep a small number must not be told here.

    Of fewer than ``smallest`` no label is told: four labels of four children have one child each.
    """
    given = [count for _, count in column.counts]
    *counts, not_held = hidden([*given, column.not_held], smallest)
    totals = told_together([column.known, not_held], smallest)
    if not_held is None:
        totals = [None, None]
    if 0 < (column.known or 0) + (column.not_held or 0) < smallest:
        return ColumnProfile(column.title, totals[0], totals[1], ())
    labels = (label for label, _ in column.counts)
    shown = tuple(
        (label, told(count, smallest)) for label, count in zip(labels, counts, strict=True)
    )
    return ColumnProfile(column.title, totals[0], totals[1], shown)
