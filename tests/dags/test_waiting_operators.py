"""A run waits for its notification date to open the visit, and for answers to close it."""

from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import TaskDeferred

import visit_operators
import waiting_operators
from visit_exchange.errors import ServiceError
from visit_exchange.visits.dates.timetable import CALL
from visit_triggers import END
from waiting_operators import CloseVisit, OpenVisit

VISIT = "999-ap-20230327"
CONTEXT: Any = {"dag_run": SimpleNamespace(run_id=VISIT, partition_key=None)}


class Steps:
    """Answers what the task asks of the journey: whether it has to wait."""

    def __init__(self) -> None:
        self.has_to_wait = True
        self.opened: list[str] = []

    def __call__(self, step: str, visit_id: str) -> bool:
        if step.endswith("open_visit"):
            self.opened.append(visit_id)
        return self.has_to_wait


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
    steps.has_to_wait = False
    OpenVisit(task_id="open_visit").come(CONTEXT, {})
    assert steps.opened == [VISIT]


def test_a_notification_that_was_moved_meanwhile_is_waited_for(steps: Steps) -> None:
    with pytest.raises(TaskDeferred):
        OpenVisit(task_id="open_visit").come(CONTEXT, {})
    assert steps.opened == []


# --- the end


def a_closing() -> CloseVisit:
    return CloseVisit(step="ending.closing.close_visit")


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The visits that were closed."""
    closed: list[str] = []
    monkeypatch.setattr(visit_operators, "skip_when_stopped", lambda _context: None)
    monkeypatch.setattr(
        visit_operators, "call_step", lambda _step, visit_id: closed.append(visit_id)
    )
    return closed


@pytest.mark.usefixtures("steps")
def test_a_visit_is_not_closed_while_an_upload_has_no_answer(closed: list[str]) -> None:
    with pytest.raises(TaskDeferred) as waits:
        a_closing().execute(CONTEXT)

    _, told = waits.value.trigger.serialize()
    assert (told["visit_id"], told["role"], told["settled"]) == (VISIT, END, True)
    assert closed == []

    a_closing().come(CONTEXT, {})
    assert closed == [VISIT]


def test_a_visit_is_closed_at_once_when_all_is_answered(steps: Steps, closed: list[str]) -> None:
    steps.has_to_wait = False
    a_closing().execute(CONTEXT)
    assert closed == [VISIT]


def test_while_nobody_can_say_whether_an_upload_waits_the_visit_stays_open(
    monkeypatch: pytest.MonkeyPatch, steps: Steps, closed: list[str]
) -> None:
    def away(_step: str, _visit_id: str) -> bool:
        raise ServiceError("The store", "ConnectTimeout")

    monkeypatch.setattr(waiting_operators, "call_step", away)
    with pytest.raises(TaskDeferred):
        a_closing().execute(CONTEXT)
    assert closed == []
