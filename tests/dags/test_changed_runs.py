"""Which runs the scheduler looks at: those in which a task changed, and each now and then.

On Airflow's own tables in PostgreSQL. What is expected is said by hand, and Airflow's own question
is asked beside ours.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import ModuleType

import pytest
import time_machine
from airflow.models import import_all_models
from airflow.models.base import Base
from airflow.models.dagrun import DagRun
from airflow.models.taskinstance import TaskInstance
from airflow.utils.state import TaskInstanceState
from sqlalchemy import create_engine, select, text, update
from sqlalchemy.orm import Session

from changed_runs.listening import SCHEDULER, on_starting

pytestmark = pytest.mark.services

ASKS = "get_running_dag_runs_to_examine"
DAG = (
    "INSERT INTO dag (dag_id, bundle_name, is_paused, is_stale, max_active_tasks, timetable_type, "
    "partition_mapper_info, max_consecutive_failed_dag_runs, has_task_concurrency_limits) "
    "VALUES (:dag, '', :paused, false, 1, '', '{}', 0, false)"
)
RUN = (
    "INSERT INTO dag_run (dag_id, run_id, run_type, run_after, state, last_scheduling_decision) "
    "VALUES (:dag, :run, 'manual', now() - interval '1 hour', 'running', :looked)"
)
TASK = (
    "INSERT INTO task_instance (id, dag_id, run_id, task_id, pool, pool_slots, try_number, "
    "max_tries, priority_weight, custom_operator_name, state, updated_at) "
    "VALUES (gen_random_uuid(), 'visit', :run, 'a task', '', 1, 1, 0, 1, '', :state, :changed)"
)


@pytest.fixture
def session(empty_url: str) -> Iterator[Session]:
    import_all_models()  # type: ignore[no-untyped-call]  # Airflow's is not typed
    engine = create_engine(empty_url)
    with Session(engine) as each:
        Base.metadata.create_all(each.connection())
        # What the rows refer to is not needed here.
        each.execute(text("SET session_replication_role = replica"))
        each.execute(text(DAG), {"dag": "visit", "paused": False})
        yield each
    engine.dispose()


@pytest.fixture(autouse=True)
def no_time_passes() -> Iterator[None]:
    """Let a busy machine age no run between its making and the look at it."""
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def airflows_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Airflow's question be as it was, before and after."""
    monkeypatch.setattr(DagRun, ASKS, vars(DagRun)[ASKS])


def start(monkeypatch: pytest.MonkeyPatch, module: str = SCHEDULER) -> None:
    """Let a component start, which has imported a module of Airflow's that no other imports."""
    monkeypatch.delitem(sys.modules, SCHEDULER, raising=False)
    monkeypatch.setitem(sys.modules, module, ModuleType(module))
    on_starting(component=None)


def looked_at(session: Session) -> set[str]:
    return {run.run_id for run in DagRun.get_running_dag_runs_to_examine(session=session)}


def ago(seconds: float) -> datetime:
    return datetime.now(UTC) - timedelta(seconds=seconds)


def add_run(
    session: Session, run: str, looked: float | None, changed: float, state: str = "deferred"
) -> None:
    """Add a run that was looked at, and whose task changed, so many seconds ago."""
    when = None if looked is None else ago(looked)
    session.execute(text(RUN), {"dag": "visit", "run": run, "looked": when})
    session.execute(text(TASK), {"run": run, "state": state, "changed": ago(changed)})


def test_only_runs_with_a_change_or_without_a_look_for_a_while_are_looked_at(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    #               run                looked at, changed (seconds ago)
    add_run(session, "new", None, 600)
    add_run(session, "changed", 20, 10, "success")
    add_run(session, "just looked at", 3, 6, "success")  # a change may be committed a little later
    add_run(session, "looked at already", 0.9, 2, "success")
    add_run(session, "seen late", 25, 100, "success")  # or a good deal later
    add_run(session, "looked at since", 15, 100, "success")
    add_run(session, "long ago", 500, 600)
    add_run(session, "tried again", 10, 20, "up_for_retry")  # its hour comes without a change
    add_run(session, "not tried again yet", 0.9, 20, "up_for_retry")
    add_run(session, "by a clock ahead", -3600, 10)
    add_run(session, "nothing new", 10, 600)
    everything = looked_at(session)

    start(monkeypatch)

    left = {"looked at already", "looked at since", "not tried again yet", "nothing new"}
    assert everything - looked_at(session) == left
    assert looked_at(session) <= everything


def test_quiet_runs_do_not_all_come_due_at_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a start each was looked at in the same moment."""
    monkeypatch.setattr(DagRun, "DEFAULT_DAGRUNS_TO_EXAMINE", 100)
    for number in range(40):
        add_run(session, f"quiet {number}", 0, 600)
    start(monkeypatch)

    due = []
    for seconds in (239, 250.5, 260.5, 270.5, 300):
        with time_machine.travel(datetime.now(UTC) + timedelta(seconds=seconds), tick=False):
            due.append(len(looked_at(session)))
    assert due == [0, 10, 20, 30, 40]


def test_what_is_asked_of_a_run_afterwards_is_answered(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_run(session, "changed", 20, 10, "success")
    start(monkeypatch)

    (run,) = DagRun.get_running_dag_runs_to_examine(session=session)
    assert [task.task_id for task in run.task_instances] == ["a task"]
    assert run.dag_versions == []


def test_the_hour_of_the_look_is_new_in_each(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_run(session, "nothing new", 0, 600)
    start(monkeypatch)

    assert looked_at(session) == set()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=8), tick=False):
        assert looked_at(session) == {"nothing new"}


@pytest.mark.parametrize("by", ["statement", "object"])
def test_a_change_that_airflow_makes_is_seen(
    session: Session, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    """Airflow's parts change a task by a statement or by its object: both must date it."""
    start(monkeypatch)
    add_run(session, "waits", 10, 600)
    assert looked_at(session) == set()

    if by == "statement":
        session.execute(update(TaskInstance).values(state="success"))
    else:
        session.scalars(select(TaskInstance)).one().state = TaskInstanceState.SUCCESS
        session.flush()
    assert looked_at(session) == {"waits"}


def test_whatever_airflow_leaves_out_stays_out(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(monkeypatch)
    session.execute(text(DAG), {"dag": "paused", "paused": True})
    session.execute(text(RUN), {"dag": "paused", "run": "of a paused DAG", "looked": None})
    add_run(session, "over", None, 600)
    session.execute(text("UPDATE dag_run SET state = 'success' WHERE run_id = 'over'"))

    assert looked_at(session) == set()


def test_other_questions_of_the_scheduler_are_left_alone(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(monkeypatch)
    add_run(session, "nothing new", 10, 600)

    assert looked_at(session) == set()
    assert [run.run_id for run in session.query(DagRun)] == ["nothing new"]


def test_no_other_component_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = vars(DagRun)[ASKS]
    start(monkeypatch, "airflow.jobs.triggerer_job_runner")

    assert vars(DagRun)[ASKS] is before


def test_a_second_start_adds_no_second_condition(monkeypatch: pytest.MonkeyPatch) -> None:
    start(monkeypatch)
    before = vars(DagRun)[ASKS]
    start(monkeypatch)

    assert vars(DagRun)[ASKS] is before
