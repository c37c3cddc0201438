"""What is wrong with a list that was read: its checks, and what the authority does not hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pandas as pd

from visit_exchange.kinds.list_spec import Check
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.checks.across import check_across
from visit_exchange.returns.checks.check_frame import (
    can_run,
    check_frame,
    held_columns,
    marked_column,
)
from visit_exchange.returns.checks.expectation_run import (
    CheckFailedToRun,
    Outcome,
    run_expectations,
)
from visit_exchange.returns.checks.expectation_suite import expectations_for
from visit_exchange.returns.checks.not_held import missing_columns
from visit_exchange.returns.tables.row_problems import told_as_a_whole
from visit_exchange.visits.uploads.problems import Problem

if TYPE_CHECKING:
    from visit_exchange.returns.tables.read_list import ReadList

__all__ = ["CheckFailedToRun", "CheckRun", "Checked", "check_across", "check_list"]


@dataclass(frozen=True)
class CheckRun:
    """That a check was run: how many cells it looked at, and in how many rows it failed.

    ``held`` is False when a column that it reads is not held: then it looked at nothing.
    """

    id: str
    cells: int
    failed: int
    held: bool = True


@dataclass(frozen=True)
class Checked:
    """Everything that the checks found in one list, and every check with what it looked at."""

    problems: tuple[Problem, ...]
    checks: tuple[CheckRun, ...]

    @property
    def not_held(self) -> tuple[str, ...]:
        """Return the ids of the columns that the authority does not hold."""
        held = [p.field for p in self.problems if p.severity is Severity.NOT_HELD and p.field]
        return tuple(held)


def check_list(read: "ReadList", *, notified: date) -> Checked:
    """Return what the list's checks say of ``read`` for a visit notified on ``notified``.

    Raises CheckFailedToRun: a rule that cannot be run is our bug and never counts as a pass.
    """
    visit_dates = _visit_dates(notified)
    frame = check_frame(read.frame, read.spec, notified)
    held = held_columns(frame)
    runnable = [check for check in read.spec.checks if can_run(check, read.spec, frame, held)]
    expectations = expectations_for(read.spec.framework, read.spec.id) if runnable else {}
    outcomes = run_expectations(
        frame,
        {check.id: expectations[check.id] for check in runnable},
        {name: instant.isoformat() for name, instant in visit_dates.items()},
    )
    problems = [p for c in runnable for p in _problems(read, c, outcomes[c.id], visit_dates)]
    runs = tuple(_run(check, outcomes.get(check.id)) for check in read.spec.checks)
    return Checked(missing_columns(read) + tuple(problems), runs)


def _run(check: Check, outcome: Outcome | None) -> CheckRun:
    if outcome is None:
        return CheckRun(check.id, cells=0, failed=0, held=False)
    return CheckRun(check.id, outcome.cells, len(outcome.rows))


def _problems(
    read: "ReadList", check: Check, outcome: Outcome, visit_dates: Mapping[str, datetime]
) -> tuple[Problem, ...]:
    words = {name: f"{d.day} {d:%B %Y}" for name, d in visit_dates.items()}
    mark = marked_column(check, read.columns)
    unread = _unread_rows(read, mark) | told_as_a_whole(read.problems)
    rows = [row for row in outcome.rows if row not in unread]
    values = read.raw[mark].loc[rows]
    return tuple(
        Problem(
            rule=check.id,
            severity=check.severity,
            message=check.message.format_map(words),
            list_id=read.spec.id,
            sheet=read.sheet,
            row=row,
            column=read.columns[mark].letter,
            field=mark,
            value=value,
        )
        for row, value in zip(rows, values, strict=True)
    )


def _unread_rows(read: "ReadList", field: str) -> frozenset[int]:
    """Return the rows whose cell could not be read, which is told: it is not empty besides."""
    cells = read.frame[field]
    told = {p.row for p in read.problems if p.field == field and p.row in cells.index}
    empty = cells.loc[[row for row in told if row is not None]].isna()
    return frozenset(empty.index[empty])


def _visit_dates(notified: date) -> dict[str, datetime]:
    """Return the dates that checks may name, as limits that include the whole day."""
    start = datetime.combine(notified, time.min)
    six_months_before = pd.Timestamp(start) - pd.DateOffset(months=6)
    return {
        "notified": datetime.combine(notified, time(23, 59, 59)),
        "six_months_before": six_months_before.to_pydatetime(),
    }
