"""What the data team is told when a step gives up: by mail, and by the webhook."""

from dataclasses import replace

import pytest

from recorded_outside import MailRecorder
from visit_exchange.journey.alerts import step_failed
from visit_exchange.services.outside import Outside
from visit_exchange.visits.watch.failures import FailedTask

pytestmark = pytest.mark.services

TEAM = "data-team@example.org"
UPLOADS = "999-ap-20230327/7, 9"
FAILED = FailedTask(
    dag="receive_returns",
    run="scheduled__2023-03-30T16:00:00+00:00",
    task="answer",
    map_index=2,
    try_number=5,
    about=UPLOADS,
    why="No answer yet: 999-ap-20230327/7. The lines above say why",
)
PUBLIC = "https://visits.inspectorate.example"
LINK = (
    f"{PUBLIC}/dags/receive_returns/runs/scheduled__2023-03-30T16%3A00%3A00%2B00%3A00/tasks/answer"
    "/mapped/2"
)


@pytest.fixture
def alerts() -> MailRecorder:
    return MailRecorder()


@pytest.fixture
def outside(outside: Outside, alerts: MailRecorder) -> Outside:
    """The same, where people open Airflow under an address of their own."""
    settings = outside.settings.model_copy(update={"public_url": f"{PUBLIC}/"})
    return replace(outside, settings=settings, alerts=alerts)


def test_the_mail_names_the_uploads_says_why_what_to_do_and_opens_the_very_task(
    outside: Outside, mail: MailRecorder
) -> None:
    step_failed(outside, FAILED)

    [told] = mail.to(TEAM)
    assert told.subject == f"{UPLOADS}: answer failed"
    assert told.text == (
        "The step answer of receive_returns failed, after every retry. It was for "
        f"{UPLOADS}.\n\n"
        "Its last words: No answer yet: 999-ap-20230327/7. The lines above say why\n\n"
        f"Look at its log: {LINK}\n\n"
        "If a service was away, get it running again: what has no answer is taken up by the next "
        "run. Otherwise an upload without an answer is withheld, unchanged, and its sender has "
        "been told that the fault is ours. Deal with the cause, then clear the task: what has no "
        "answer yet is answered. What is withheld is answered anew when it is uploaded again.\n"
    )


def test_the_webhook_says_it_in_a_line_with_the_link(
    outside: Outside, alerts: MailRecorder
) -> None:
    step_failed(outside, FAILED)

    assert [each.subject for each in alerts.sent] == [f"{UPLOADS}: answer failed"]


def test_a_second_failure_of_the_same_task_is_told_again_and_the_same_one_once(
    outside: Outside, mail: MailRecorder
) -> None:
    for number in (5, 5, 10):  # cleared after the fifth try, and failed again
        step_failed(outside, replace(FAILED, try_number=number))

    assert len(mail.to(TEAM)) == 2


def test_a_task_of_no_visit_that_is_not_mapped_is_named_by_its_dag(
    outside: Outside, mail: MailRecorder
) -> None:
    step_failed(outside, FailedTask("start_visits", "r", "find_visits_to_start"))

    [told] = mail.to(TEAM)
    assert told.subject == "start_visits: find_visits_to_start failed"
    assert f"{PUBLIC}/dags/start_visits/runs/r/tasks/find_visits_to_start\n" in told.text
    assert "Clearing it is safe" in told.text
