"""Failures look like failures: the run is red, and the mail says of what, why and where."""

from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk import Context
from structlog.testing import capture_logs

import visit_operators
from answering_operators import AnswerUploads, NotAnsweredError, TookTooLongError
from contained import StepFailed
from visit_exchange.errors import UserError
from visit_exchange.visits.watch.failures import FailedTask
from visit_operators import JourneyStep, MappedStep, WholeStep
from visit_retries import failed_task

VISIT = "999-ap-20230327"


def a_failure(
    task: object, error: BaseException, run_id: str = "run", dag: str = "receive_returns", **of: Any
) -> FailedTask:
    """Return what is told when a task fails; ``of`` is what Airflow knows of the task itself."""
    run = SimpleNamespace(run_id=run_id, dag_id=dag, partition_key=of.pop("partition", None))
    known = {"dag_id": dag, "run_id": run_id, "task_id": "answer", "map_index": 2, "try_number": 5}
    ti: Any = SimpleNamespace(**known | of)
    context: Any = {"task": task, "task_instance": ti, "dag_run": run, "exception": error}
    return failed_task(context)


@pytest.mark.parametrize(
    ("task", "known", "about"),
    [
        (AnswerUploads(task_id="answer", of=[f"{VISIT}/9", f"{VISIT}/7"]), {}, f"{VISIT}/7, 9"),
        (MappedStep(task_id="dispose", step="a.b", of=VISIT), {}, VISIT),
        (JourneyStep(step="a.close_visit"), {"run_id": f"{VISIT}~2", "dag": "visit"}, VISIT),
        (JourneyStep(step="a.publish_pack"), {"partition": VISIT}, VISIT),
        (WholeStep(step="a.remind_owners"), {}, ""),
        # Its process was killed, so another tells of it, which has only its name.
        (object(), {"rendered_map_index": f"{VISIT}/7, 9"}, f"{VISIT}/7, 9"),
    ],
    ids=["uploads", "one of many visits", "a visit's run", "a partition", "none", "killed"],
)
def test_a_failure_names_the_visit_or_the_uploads(
    task: object, known: dict[str, Any], about: str
) -> None:
    assert a_failure(task, StepFailed("KeyError"), **known).about == about


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (UserError("Move its notification"), "Move its notification"),
        (StepFailed("KeyError at a.py:1 f"), "KeyError at a.py:1 f"),
        (NotAnsweredError(f"No answer yet: {VISIT}/7"), f"No answer yet: {VISIT}/7"),
        (TookTooLongError(f"{VISIT}/7 took too long"), f"{VISIT}/7 took too long"),
        (ValueError("Ada Fictitious"), "ValueError"),
    ],
)
def test_its_last_words_are_told_where_they_are_ours(error: BaseException, why: str) -> None:
    assert a_failure(object(), error).why == why


def test_each_time_that_a_task_gives_up_is_another_failure() -> None:
    first, again, cleared = (
        a_failure(object(), StepFailed("KeyError"), try_number=number).key for number in (5, 5, 10)
    )
    assert first == again != cleared


@pytest.mark.parametrize(
    ("came_of_it", "words"),
    [
        (None, "done"),
        (True, "done"),
        (3, "done, 3 in all"),
        (["999-ap-20230327"], "done, 1 found"),
        ("3 mails waited, 0 are left", "3 mails waited, 0 are left"),
    ],
)
def test_a_tasks_log_says_in_a_line_what_came_of_it(
    monkeypatch: pytest.MonkeyPatch, came_of_it: object, words: str
) -> None:
    monkeypatch.setattr(visit_operators, "call_step", lambda *_: came_of_it)
    step = MappedStep(task_id="dispose", step="disposing.disposal.dispose_visit", of=VISIT)

    with capture_logs() as lines:
        step.execute(Context())

    told = [each["event"] for each in lines if "dispose:" in each["event"]]
    assert told == [f"{VISIT}: dispose: {words}"]
