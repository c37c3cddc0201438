"""Which running runs the scheduler looks at in a turn of its loop.

Airflow looks at 20 running runs a turn, whoever was looked at longest ago first, several turns a
second. A visit is one run for weeks, in which nothing happens nearly all the time: 153 of them kept
a third of a core busy, and a run that answers uploads waited for its next step until all of them
had been looked at. Here a condition is added to Airflow's own question: only runs in which a task
changed since, or that nobody looked at for a while. ADR 21 has the numbers and the risks.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from airflow.models.dagrun import DagRun
from airflow.models.taskinstance import TaskInstance
from airflow.sdk import timezone
from airflow.utils.state import TaskInstanceState
from sqlalchemy import ColumnElement, Interval, and_, event, exists, extract, literal, or_
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

# A change is dated when it is written and seen when it is committed, which may be a little later,
# or a good deal in a machine that is short of breath: so who changed before its last look is looked
# at again for a while. How long before, and how long after that look:
AGAIN = (
    (timedelta(seconds=5), timedelta(seconds=1)),
    (timedelta(minutes=2), timedelta(seconds=20)),
)
# An hour that comes by itself is looked for so often.
TIMED_EVERY = timedelta(seconds=1)
# What no task's change tells, as a DAG that changed. Each run has a time of its own between once
# and twice as long: all that come at once stand before a run in which something changed.
EVERY = timedelta(minutes=4)
# These wait for an hour of their own, which changes nothing when it comes.
TIMED = (TaskInstanceState.UP_FOR_RETRY, TaskInstanceState.UP_FOR_RESCHEDULE)


def look_at_changed_runs() -> None:
    """Add the condition to the scheduler's question, in this process, once."""
    asked: Callable[..., Any] = DagRun.get_running_dag_runs_to_examine
    if getattr(asked, "asks_for_changed_runs", False):
        return

    def get_running_dag_runs_to_examine(session: Session) -> Any:
        with _condition(session, worth_a_look(timezone.utcnow())):
            return asked(session=session)

    vars(get_running_dag_runs_to_examine)["asks_for_changed_runs"] = True
    DagRun.get_running_dag_runs_to_examine = staticmethod(  # type: ignore[method-assign]
        get_running_dag_runs_to_examine
    )


def worth_a_look(now: datetime) -> ColumnElement[bool]:
    """Return the condition under which a run is looked at: SQL over ``dag_run``."""
    looked_at = DagRun.last_scheduling_decision
    of_run = (TaskInstance.dag_id == DagRun.dag_id, TaskInstance.run_id == DagRun.run_id)
    changed = exists().where(*of_run, or_(*_changes(now)))
    # By a clock that was ahead, somebody looks in an hour that is still to come.
    return or_(looked_at.is_(None), looked_at > now, _long_ago(now), changed)


def _changes(now: datetime) -> Iterator[ColumnElement[bool]]:
    """Yield what in one of its tasks is a reason to look at a run."""
    looked_at, changed_at = DagRun.last_scheduling_decision, TaskInstance.updated_at
    yield changed_at > looked_at
    for before, after in AGAIN:
        may_be_unseen = changed_at > looked_at - literal(before, Interval)
        yield and_(may_be_unseen, looked_at < now - after)
    yield and_(TaskInstance.state.in_(TIMED), looked_at < now - TIMED_EVERY)


def _long_ago(now: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody looked at a run for as long as this one may be left."""
    seconds = int(EVERY.total_seconds())
    looked_at = extract("epoch", DagRun.last_scheduling_decision)
    return looked_at + DagRun.id % seconds < now.timestamp() - seconds


@contextmanager
def _condition(session: Session, condition: ColumnElement[bool]) -> Iterator[None]:
    def add(asked: ORMExecuteState) -> None:
        # Not to what is loaded of a run later on, which asks for its tasks and has no such columns.
        only = with_loader_criteria(DagRun, condition, propagate_to_loaders=False)
        asked.statement = asked.statement.options(only)

    event.listen(session, "do_orm_execute", add)
    try:
        yield
    finally:
        event.remove(session, "do_orm_execute", add)
