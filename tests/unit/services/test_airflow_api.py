"""What Airflow is asked, in the shapes that its API takes."""

import json

import httpx
import pytest

from visit_exchange.errors import ServiceError
from visit_exchange.services.airflow_api import AirflowApi, Question
from visit_exchange.services.airflow_watch import FailedStep

RUN = "999-ap-20261123"  # of a visit notified on Monday 23 November 2026


class Airflow:
    """Answers as the api-server does, and keeps what it was asked."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []
        self.logins = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/auth/token":
            assert json.loads(request.content) == {"username": "pipeline", "password": "hidden"}
            self.logins += 1
            return httpx.Response(201, json={"access_token": f"token-{self.logins}"})
        self.asked.append(request)
        return self.answers.pop(0)


def api(airflow: Airflow) -> AirflowApi:
    transport = httpx.MockTransport(airflow)
    return AirflowApi("http://airflow.example/", "pipeline", "hidden", transport=transport)


def test_a_run_is_started_under_its_own_id() -> None:
    airflow = Airflow(httpx.Response(200, json={}))

    assert api(airflow).trigger("visit", "999-ap-20261123", {"visit_id": "999-ap-20261123"})

    [request] = airflow.asked
    assert (request.method, request.url.path) == ("POST", "/api/v2/dags/visit/dagRuns")
    assert request.headers["Authorization"] == "Bearer token-1"
    assert json.loads(request.content) == {
        "dag_run_id": "999-ap-20261123",
        "logical_date": None,
        "conf": {"visit_id": "999-ap-20261123"},
    }


def test_a_run_that_is_there_already_is_not_started_again() -> None:
    assert not api(Airflow(httpx.Response(409))).trigger("visit", "999-ap-20261123", {})


def test_a_token_that_has_run_out_is_renewed_once() -> None:
    airflow = Airflow(httpx.Response(401), httpx.Response(200, json={"state": "running"}))

    assert api(airflow).run_state("visit", "999-ap-20261123") == "running"
    assert (airflow.logins, airflow.asked[-1].headers["Authorization"]) == (2, "Bearer token-2")


@pytest.mark.parametrize("known", [True, False])
def test_the_board_says_who_can_sign_in(known: bool) -> None:
    airflow = Airflow(httpx.Response(200, json={"known": known}))
    assert api(airflow).knows_login("j.bloggs@ofsted") is known
    assert airflow.asked[0].url.raw_path == b"/visits/logins/j.bloggs%40ofsted"


def test_one_login_serves_many_calls() -> None:
    airflow = Airflow(*[httpx.Response(200, json={"state": "success"})] * 3)
    asking = api(airflow)

    for _ in range(3):
        asking.run_state("visit", "999-ap-20261123")
    assert airflow.logins == 1


def test_a_run_that_nobody_started_has_no_state() -> None:
    assert api(Airflow(httpx.Response(404))).run_state("visit", "999-ap-20261123") is None


def test_what_gave_up_is_listed_over_all_runs_a_page_at_a_time() -> None:
    tasks = [
        {"dag_run_id": RUN, "task_id": f"step_{n:03d}", "try_number": 5, "max_tries": 4}
        for n in range(101)
    ]
    airflow = Airflow(
        httpx.Response(200, json={"task_instances": tasks[:100], "total_entries": 101}),
        httpx.Response(200, json={"task_instances": tasks[100:], "total_entries": 101}),
    )

    found = api(airflow).failed_steps("visit")

    assert found[0] == FailedStep("999-ap-20261123", "step_000")
    assert len(found) == 101
    first, second = airflow.asked
    assert first.url.path == "/api/v2/dags/visit/dagRuns/~/taskInstances"
    assert first.url.params["state"] == "failed"
    assert second.url.params["offset"] == "100"


@pytest.mark.parametrize(
    ("tries", "used_every_try"),
    [([(5, 4)], True), ([(2, 4)], False), ([(5, 4), (1, 4)], False)],
    ids=["gave up", "was marked as failed", "one of several was"],
)
def test_who_used_every_try_is_told_from_who_was_stopped(
    tries: list[tuple[int, int]], used_every_try: bool
) -> None:
    tasks = [
        {"dag_run_id": RUN, "task_id": "publish", "try_number": tried, "max_tries": most}
        for tried, most in tries
    ]
    found = {"task_instances": tasks, "total_entries": len(tasks)}
    assert api(Airflow(httpx.Response(200, json=found))).failed_steps("visit") == (
        FailedStep(RUN, "publish", used_every_try),
    )


def test_of_a_run_that_goes_on_only_the_step_that_failed_is_begun_again() -> None:
    airflow = Airflow(httpx.Response(200, json={}))

    api(airflow).repeat_failed("visit", RUN, "publish")

    [request] = airflow.asked
    assert request.url.path == "/api/v2/dags/visit/clearTaskInstances"
    assert json.loads(request.content) == {
        "dry_run": False,
        "dag_run_id": RUN,
        "task_ids": ["publish"],
        "only_failed": True,
        "include_downstream": True,
    }


def test_a_note_is_cut_to_what_airflow_takes() -> None:
    airflow = Airflow(httpx.Response(200, json={}))

    api(airflow).note_run("visit", "999-ap-20261123", "x" * 1001)

    [request] = airflow.asked
    assert (request.method, request.url.path) == (
        "PATCH",
        "/api/v2/dags/visit/dagRuns/999-ap-20261123",
    )
    assert json.loads(request.content) == {"note": "x" * 1000}


def test_questions_that_wait_are_listed() -> None:
    detail = {
        "task_instance": {
            "dag_id": "visit",
            "dag_run_id": "999-ap-20261123",
            "task_id": "select_children",
            "map_index": -1,
        },
        "subject": "Select the children to track",
        "options": ["K7QF", "M2XD"],
    }
    airflow = Airflow(httpx.Response(200, json={"hitl_details": [detail], "total_entries": 1}))

    assert api(airflow).pending_hitl("visit") == (
        Question(
            dag_id="visit",
            run_id="999-ap-20261123",
            task_id="select_children",
            map_index=-1,
            subject="Select the children to track",
            options=("K7QF", "M2XD"),
        ),
    )
    assert airflow.asked[0].url.path == "/api/v2/dags/visit/dagRuns/~/hitlDetails"
    assert dict(airflow.asked[0].url.params) == {
        "response_received": "false",
        "state": "awaiting_input",
    }


def test_an_answer_goes_to_the_waiting_task() -> None:
    airflow = Airflow(httpx.Response(200, json={}))

    api(airflow).answer_hitl("visit", "999-ap-20261123", "select_children", ["K7QF"])

    [request] = airflow.asked
    assert (request.method, request.url.path) == (
        "PATCH",
        "/api/v2/dags/visit/dagRuns/999-ap-20261123/taskInstances/select_children/-1/hitlDetails",
    )
    assert json.loads(request.content) == {"chosen_options": ["K7QF"], "params_input": {}}


def test_a_second_answer_is_refused_aloud() -> None:
    with pytest.raises(ServiceError, match=r"Airflow refused \(409\)"):
        api(Airflow(httpx.Response(409))).answer_hitl("visit", "r", "t", ["K7QF"])


def test_its_repr_keeps_the_password() -> None:
    assert "hidden" not in repr(api(Airflow()))


@pytest.mark.parametrize(
    ("task", "map_index", "answers", "about"),
    [
        ("", "", [{"partition_key": "999-ap-20261123"}], "999-ap-20261123"),
        ("answer", "2", [{"rendered_map_index": "999-ap-20261123/7"}], "999-ap-20261123/7"),
        ("open_visit", "-1", [{"partition_key": None}], ""),
        ("answer", "0", [{"rendered_map_index": None}, {"partition_key": "a"}], "a"),
    ],
    ids=["a partition", "a mapped task", "neither", "a mapped task without a name"],
)
def test_what_a_run_or_a_task_is_about(
    task: str, map_index: str, answers: list[dict[str, object]], about: str
) -> None:
    airflow = Airflow(*(httpx.Response(200, json=answer) for answer in answers))
    assert api(airflow).what_about("publish_pack", "a run", task, map_index) == about
    assert "/dagRuns/a run" in airflow.asked[0].url.path


def test_a_run_that_is_not_there_is_about_nothing() -> None:
    assert api(Airflow(httpx.Response(404))).what_about("publish_pack", "gone") == ""
