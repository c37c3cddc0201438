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
from sqlalchemy import ColumnElement, Interval, and_, event, exists, literal, or_
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

# A change is dated when it is written and seen when it is committed, which may be a little later:
# so who changed is looked at again for a while, but not in every turn.
UNSEEN = timedelta(seconds=5)
AGAIN = timedelta(seconds=1)
# What no task's change tells, as a DAG that changed or a time limit of a run. Each run has a time
# of its own: all that come at once stand before a run in which something changed.
EVERY = tuple(timedelta(seconds=seconds) for seconds in range(15, 31))
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
    looked_at, changed_at = DagRun.last_scheduling_decision, TaskInstance.updated_at
    may_be_unseen = changed_at > looked_at - literal(UNSEEN, Interval)
    again = and_(or_(may_be_unseen, TaskInstance.state.in_(TIMED)), looked_at < now - AGAIN)
    of_run = (TaskInstance.dag_id == DagRun.dag_id, TaskInstance.run_id == DagRun.run_id)
    changed = exists().where(*of_run, or_(changed_at > looked_at, again))
    # By a clock that was ahead, somebody looks in an hour that is still to come.
    return or_(looked_at.is_(None), looked_at > now, _long_ago(now), changed)


def _long_ago(now: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody looked at a run for as long as this one may be left."""
    turn = DagRun.id % len(EVERY)
    return or_(
        *(
            and_(turn == number, DagRun.last_scheduling_decision < now - every)
            for number, every in enumerate(EVERY)
        )
    )


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
