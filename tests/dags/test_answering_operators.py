"""Tasks that answer uploads: each told by itself, what fails tried again, then handed over."""

from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException, AirflowTaskTimeout

import answering_operators
from answering_operators import AnswerUploads, FindUploads, NotAnsweredError, label_of
from contained import StepFailed
from visit_exchange.errors import ServiceError

VISIT = "999-ap-20230327"
ONE, TWO, THREE = (f"{VISIT}/{number}" for number in (1, 2, 3))


class Steps:
    """Answers what a task asks of the journey: ``fails`` at some uploads, and counts all."""

    def __init__(self, batches: list[list[str]] | None = None) -> None:
        self.batches = batches or []
        self.fails: dict[str, BaseException] = {}
        self.called: list[tuple[str, ...]] = []

    def __call__(self, step: str, *arguments: Any) -> Any:
        name = step.rpartition(".")[2]
        self.called.append((name, *map(str, arguments)))
        if name == "find_batches":
            return self.batches
        if name == "answer" and (error := self.fails.get(arguments[0])):
            raise error
        return "accepted"


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    steps = Steps()
    monkeypatch.setattr(answering_operators, "call_step", steps)
    return steps


def a_try(number: int = 1) -> Any:
    return {"ti": SimpleNamespace(run_id="run", map_index=0, try_number=number, max_tries=4)}


def test_every_upload_of_a_batch_is_answered_though_one_fails(steps: Steps) -> None:
    steps.fails = {ONE: StepFailed("KeyError at somewhere.py:1")}

    with pytest.raises(NotAnsweredError, match=f"No answer yet: {ONE}\\."):
        AnswerUploads(task_id="answer", of=[ONE, TWO, THREE]).execute(a_try())

    assert steps.called == [("answer", each, "run/0") for each in (ONE, TWO, THREE)]


def test_after_the_last_try_what_is_left_is_handed_over(steps: Steps) -> None:
    steps.fails = {TWO: StepFailed("KeyError at somewhere.py:1")}

    with pytest.raises(NotAnsweredError):
        AnswerUploads(task_id="answer", of=[ONE, TWO]).execute(a_try(5))

    assert steps.called[-1] == ("give_up", TWO)


@pytest.mark.parametrize(
    ("error", "is_handed_over"),
    [
        (ServiceError("The object store", "EndpointConnectionError"), False),
        (ServiceError("The object store", "InternalError", 500), False),
        (StepFailed("OperationalError", is_away=True), False),
        (ServiceError("The object store", "AccessDenied", 403), True),
    ],
    ids=["no answer", "it cannot", "no register", "refused"],
)
def test_a_file_is_not_handed_over_because_a_service_is_away(
    steps: Steps, error: Exception, is_handed_over: bool
) -> None:
    steps.fails = {ONE: error}

    with pytest.raises(NotAnsweredError):
        AnswerUploads(task_id="answer", of=[ONE]).execute(a_try(5))

    assert (("give_up", ONE) in steps.called) == is_handed_over


def test_a_file_that_takes_too_long_is_handed_over_without_another_try(steps: Steps) -> None:
    steps.fails = {ONE: AirflowTaskTimeout("the alarm rang")}

    with pytest.raises(AirflowFailException, match="handed over"):
        AnswerUploads(task_id="answer", of=ONE).execute(a_try())

    assert steps.called[-1] == ("give_up", ONE)


def test_a_file_is_not_handed_over_where_an_outage_took_the_time_of_its_batch(
    steps: Steps,
) -> None:
    steps.fails = {
        ONE: ServiceError("The object store", "ReadTimeoutError"),
        TWO: AirflowTaskTimeout("the alarm rang"),
    }

    with pytest.raises(NotAnsweredError, match="a service was away"):
        AnswerUploads(task_id="answer", of=[ONE, TWO]).execute(a_try())

    assert ("give_up", TWO) not in steps.called


@pytest.mark.parametrize(
    ("batches", "left", "answered"),
    [
        ([], [], []),
        ([[ONE], [TWO]], [], [("answer", ONE, "run/0"), ("answer", TWO, "run/1")]),
        ([[ONE, TWO, THREE]], [[ONE, TWO, THREE]], []),
    ],
    ids=["nothing", "one or two are answered at once", "more go to tasks of their own"],
)
def test_one_or_two_are_answered_where_they_are_found(
    steps: Steps,
    batches: list[list[str]],
    left: list[list[str]],
    answered: list[tuple[str, ...]],
) -> None:
    steps.batches = batches

    assert FindUploads(task_id="find_uploads").execute(a_try()) == left
    assert steps.called[1:] == answered


def test_one_that_fails_where_it_is_found_goes_to_a_task_of_its_own(steps: Steps) -> None:
    steps.batches, steps.fails = [[ONE], [TWO]], {TWO: StepFailed("KeyError at somewhere.py:1")}

    assert FindUploads(task_id="find_uploads").execute(a_try()) == [[ONE], [TWO]]


@pytest.mark.parametrize(
    ("uploads", "label"),
    [
        ([ONE], f"{VISIT}/1"),
        ([f"{VISIT}/12", TWO], f"{VISIT}/2, 12"),
        ([TWO, "998-ap-20230327/1", ONE], f"998-ap-20230327/1; {VISIT}/1, 2"),
    ],
)
def test_a_task_is_named_by_visit_and_numbers(uploads: list[str], label: str) -> None:
    assert label_of(uploads) == label
    assert AnswerUploads(task_id="answer", of=uploads).label == label


def test_a_long_name_is_cut_to_what_airflow_keeps() -> None:
    many = [f"9{number:02}-ap-20230327/{number}" for number in range(60)]

    assert len(label_of(many)) == 250
    assert label_of(many).endswith("…")
