"""What the checks of a list look at: its columns, the ages worked out from them, and which of
them must be held for a check to say anything.
"""

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from visit_exchange.kinds.list_spec import Check, ListSpec
from visit_exchange.returns.checks.expectation_suite import (
    alternatives_of,
    columns_of,
    leaving_out_columns,
)
from visit_exchange.returns.checks.not_held import asked_only_when

if TYPE_CHECKING:
    from collections.abc import Mapping


def check_frame(frame: pd.DataFrame, spec: ListSpec, notified: date) -> pd.DataFrame:
    """Return the frame with whole years at ``notified`` and an empty column for each not held
    that some check looks at among others.
    """
    ages = {
        name: _years(frame[born], notified) for name, born in spec.ages.items() if born in frame
    }
    looked_at = {c for check in spec.checks for c in _may_be_absent(check)}
    empty = {name: None for name in sorted(looked_at - set(frame.columns))}
    return frame.assign(**ages, **empty)


def _years(born: "pd.Series[pd.Timestamp]", on: date) -> "pd.Series[float]":
    """Return whole years; somebody born on 29 February has a birthday on 1 March."""
    days = born.dt
    before_birthday = (days.month > on.month) | ((days.month == on.month) & (days.day > on.day))
    return (on.year - days.year - before_birthday).astype("float64")


def held_columns(frame: pd.DataFrame) -> frozenset[str]:
    """Return the columns in which there is anything."""
    return frozenset(str(name) for name, cells in frame.items() if cells.notna().any())


def can_run(check: Check, spec: ListSpec, frame: pd.DataFrame, held: frozenset[str]) -> bool:
    """Return whether every column that the check must have is ``held``; an empty column is not.

    A column asked for in some rows only may be empty: there each empty cell is a question. Of
    columns one of which must be filled, one held is enough, and a column by which rows are left
    out may be absent: then none are.
    """
    may_be_absent = _may_be_absent(check)
    needed = columns_of(check) - may_be_absent
    needed -= {c for c in needed if c in frame and asked_only_when(spec.checks, c)}
    alternatives = alternatives_of(check)
    return needed <= held and (not alternatives or not held.isdisjoint(alternatives))


def marked_column(check: Check, held: "Mapping[str, object]") -> str:
    """Return the column to mark: the check's own, or the first of its alternatives that is held."""
    return next((c for c in (check.mark, *alternatives_of(check)) if c in held), check.mark)


def _may_be_absent(check: Check) -> frozenset[str]:
    return frozenset(alternatives_of(check)) | leaving_out_columns(check)
