"""Every task of a visit that was deferred, cancelled or resumed is skipped with the reason."""

from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowSkipException

import visit_operators
import visit_runs
import waiting_operators
from visit_operators import JourneyStep
from visit_runs import visit_of
from waiting_operators import SelectChildren, UntilMilestone

WHY = "The visit is deferred: nothing more is done in this run"


class Journey:
    """Answers what tasks ask: why the run goes no further, or nothing; keeps what was called."""

    def __init__(self, why: str | None) -> None:
        self.why, self.called = why, []  # type: tuple[str | None, list[str]]

    def __call__(self, step: str, *_arguments: Any) -> str | None:
        self.called.append(step)
        return self.why if step == "deadlines.waiting.why_stopped" else None

    def stands_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let every operator call this journey instead of the real one."""
        for module in (visit_runs, visit_operators, waiting_operators):
            monkeypatch.setattr(module, "call_step", self)


def context(run_id: str, partition: str | None = None) -> Any:
    return {"dag_run": SimpleNamespace(run_id=run_id, partition_key=partition)}


@pytest.mark.parametrize(
    "task",
    [
        JourneyStep(step="ending.closing.close_returns"),
        UntilMilestone(task_id="until_returns_close", role="returns"),
        SelectChildren(task_id="select_children"),
    ],
    ids=lambda task: str(task.task_id),
)
def test_a_task_of_a_stopped_visit_is_skipped_and_does_nothing(
    monkeypatch: pytest.MonkeyPatch, task: BaseOperator
) -> None:
    journey = Journey(WHY)
    journey.stands_in(monkeypatch)

    with pytest.raises(AirflowSkipException, match=WHY):
        task.execute(context("999-ap-20230327"))
    assert journey.called == ["deadlines.waiting.why_stopped"]


def test_a_wait_that_was_under_way_is_skipped_and_passes_no_milestone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journey = Journey(WHY)
    journey.stands_in(monkeypatch)
    wait = UntilMilestone(task_id="until_returns_close", role="returns")

    with pytest.raises(AirflowSkipException, match=WHY):
        wait.come(context("999-ap-20230327"), {})
    assert journey.called == ["deadlines.waiting.why_stopped"]


def test_a_question_that_was_ended_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    journey = Journey(WHY)
    journey.stands_in(monkeypatch)
    question = SelectChildren(task_id="select_children")

    with pytest.raises(AirflowSkipException, match=WHY):
        question.execute_complete(context("999-ap-20230327"), {"chosen_options": ["No selection"]})
    assert journey.called == ["deadlines.waiting.why_stopped"]


def test_the_run_of_a_resumed_visit_goes_on_for_the_same_visit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journey = Journey(None)
    journey.stands_in(monkeypatch)

    JourneyStep(step="ending.closing.close_returns").execute(context("999-ap-20230327~2"))

    assert journey.called == ["deadlines.waiting.why_stopped", "ending.closing.close_returns"]
    assert visit_of(context("999-ap-20230327~2")) == "999-ap-20230327"


def test_a_pack_is_published_by_partition_whatever_the_run_is_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journey = Journey(WHY)
    journey.stands_in(monkeypatch)

    JourneyStep(step="publishing.returns_packs.publish_pack").execute(
        context("any", "999-ap-20230327")
    )

    assert journey.called == ["publishing.returns_packs.publish_pack"]
