"""A run that was started too early waits for its notification date, and then opens the visit."""

from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import TaskDeferred

import waiting_operators
from visit_exchange.visits.dates.timetable import CALL
from waiting_operators import OpenVisit

VISIT = "999-ap-20230327"
CONTEXT: Any = {"dag_run": SimpleNamespace(run_id=VISIT, partition_key=None)}


class Steps:
    """Answers what the task asks of the journey: whether it is too early."""

    def __init__(self) -> None:
        self.too_early = True
        self.opened: list[str] = []

    def __call__(self, step: str, visit_id: str) -> bool:
        if step.endswith("open_visit"):
            self.opened.append(visit_id)
        return self.too_early


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    steps = Steps()
    monkeypatch.setattr(waiting_operators, "call_step", steps)
    monkeypatch.setattr(waiting_operators, "skip_when_stopped", lambda _context: None)
    return steps


def test_it_waits_for_the_call_and_opens_nothing(steps: Steps) -> None:
    with pytest.raises(TaskDeferred) as waits:
        OpenVisit(task_id="open_visit").execute(CONTEXT)

    _, told = waits.value.trigger.serialize()
    assert (told["visit_id"], told["role"]) == (VISIT, CALL)
    assert steps.opened == []


def test_it_opens_the_visit_when_the_day_has_come(steps: Steps) -> None:
    steps.too_early = False
    OpenVisit(task_id="open_visit").come(CONTEXT, {})
    assert steps.opened == [VISIT]


def test_a_notification_that_was_moved_meanwhile_is_waited_for(steps: Steps) -> None:
    with pytest.raises(TaskDeferred):
        OpenVisit(task_id="open_visit").come(CONTEXT, {})
    assert steps.opened == []
