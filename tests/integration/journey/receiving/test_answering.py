"""Who answers an upload: one task at a time, whatever is killed, hangs or comes twice."""

import dataclasses
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders.uploads import PROVIDER, drop, providers
from builders.visits import an_open_visit
from recorded_outside import AirflowRecorder, MailRecorder
from visit_exchange.errors import ServiceError
from visit_exchange.journey.receiving import answering, batching
from visit_exchange.journey.receiving.answering import answer, give_up
from visit_exchange.journey.receiving.batching import find_batches
from visit_exchange.services.mail import Away
from visit_exchange.services.malware import MalwareScanner
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import Submission, SubmissionStatus
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)  # Monday 27 March 2023, 10am in London
LANO = "lano@exampleshire.example"
SOUND = providers(PROVIDER)


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that opened on Monday morning, with two uploads that wait."""
    visit = an_open_visit(outside, MONDAY)
    for name in ("one.xlsx", "two.xlsx"):
        drop(outside, visit, name, providers(PROVIDER | {"Provider name": name}))
    return visit


@pytest.fixture
def no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is given to a task, is given for no time at all."""
    for name in ("BEGUN", "BEHIND"):
        monkeypatch.setattr(answering, name, timedelta(0))


def ids(visit: Visit, *numbers: int) -> list[str]:
    return [f"{visit.id}/{number}" for number in numbers]


def given(outside: Outside, run_id: str, lanes: int) -> list[list[str]]:
    """What a run is given, each batch in order: its own is by size, and they are all alike here."""
    return [sorted(batch) for batch in find_batches(outside, run_id, lanes)]


def at_once(monkeypatch: pytest.MonkeyPatch, most: int, *, fewest: int) -> None:
    """Let no more be given out at once than ``most``, and by each run no fewer than ``fewest``."""
    for name in ("GIVEN_A_LANE", "FIRST_A_LANE"):
        monkeypatch.setattr(batching, name, most)
    monkeypatch.setattr(batching, "FEWEST_IN_A_RUN", fewest)


def upload(outside: Outside, visit: Visit, number: int) -> Submission:
    return outside.register.submission(f"{visit.id}/{number}")


def test_what_a_task_has_to_answer_is_given_to_no_other_run(outside: Outside, visit: Visit) -> None:
    assert given(outside, "a", 1) == [ids(visit, 1, 2)]

    assert given(outside, "b", 1) == []
    assert given(outside, "a", 1) == [ids(visit, 1, 2)]  # a run that is tried again

    drop(outside, visit, "three.xlsx", SOUND)
    assert given(outside, "b", 1) == [ids(visit, 3)]


def test_what_is_more_than_tasks_need_now_goes_to_a_later_run(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch, 2, fewest=0)
    other = an_open_visit(outside, MONDAY, la_code="998")
    drop(outside, other, "three.xlsx", SOUND)

    assert given(outside, "a", 1) == [sorted([*ids(visit, 1), *ids(other, 1)])]
    assert given(outside, "b", 1) == []
    answer(outside, f"{visit.id}/1", "a/0")
    assert given(outside, "c", 1) == [ids(visit, 2)]


def test_where_all_that_was_given_may_be_lost_a_few_are_given_all_the_same(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch, 1, fewest=1)

    assert given(outside, "lost", 1) == [ids(visit, 1)]
    assert given(outside, "b", 1) == [ids(visit, 2)]


def test_who_has_just_had_an_answer_waits_for_who_has_none(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch, 1, fewest=1)
    other = an_open_visit(outside, MONDAY, la_code="998")

    assert given(outside, "a", 1) == [ids(visit, 1)]
    answer(outside, f"{visit.id}/1", "a/0")
    drop(outside, other, "three.xlsx", SOUND)  # after the visit's second
    assert given(outside, "b", 1) == [ids(other, 1)]


def test_who_has_no_file_at_work_goes_before_who_has(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert given(outside, "a", 1) == [ids(visit, 1, 2)]
    at_once(monkeypatch, 0, fewest=1)
    drop(outside, visit, "three.xlsx", SOUND)
    other = an_open_visit(outside, MONDAY, la_code="998")
    drop(outside, other, "four.xlsx", SOUND)

    assert given(outside, "b", 1) == [ids(other, 1)]
    assert given(outside, "c", 1) == [ids(visit, 3)]


def test_a_visit_that_is_being_changed_holds_up_no_other(outside: Outside, visit: Visit) -> None:
    other = an_open_visit(outside, MONDAY, la_code="998")
    drop(outside, other, "three.xlsx", SOUND)
    with outside.register.together(), ThreadPoolExecutor(1) as elsewhere:
        outside.register.add_order(visit.id, "hold", {}, by="somebody", at=MONDAY)
        assert elsewhere.submit(given, outside, "a", 1).result() == [ids(other, 1)]

    assert given(outside, "b", 1) == [ids(visit, 1, 2)]


def test_answered_once_it_is_answered(outside: Outside, visit: Visit, mail: MailRecorder) -> None:
    given(outside, "a", 1)

    said = [answer(outside, each, "a/0") for each in ids(visit, 1, 2, 1, 2)]

    assert said == ["accepted"] * 2 + [answering.ANSWERED] * 2
    assert len(mail.to(LANO)) == 1, "what came together is told together"
    assert given(outside, "b", 1) == []


def test_what_stands_behind_a_file_that_takes_long_goes_to_others(
    outside: Outside, visit: Visit, no_time: None
) -> None:
    given(outside, "a", 1)
    first, second = ids(visit, 1, 2)
    with outside.register.claimed(first) as is_ours:  # as its process holds it while it works
        assert is_ours
        answering._begin(outside, first, "a/0")

        assert given(outside, "b", 2) == [[second], [first]]
        assert answer(outside, second, "b/0") == "accepted"
        assert answer(outside, first, "b/1") == answering.ELSEWHERE

    assert answer(outside, second, "a/0") == answering.ANSWERED


def test_a_file_whose_task_was_killed_again_and_again_is_handed_over(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    given(outside, "a", 1)
    first, second = ids(visit, 1, 2)
    for _ in range(answering.MOST_TRIES):
        answering._begin(outside, first, "a/0")  # and here its process is gone

    assert answer(outside, first, "a/0") == answering.HANDED_OVER
    assert answer(outside, second, "a/0") == "accepted"

    assert upload(outside, visit, 1).status is SubmissionStatus.WITHHELD
    assert "fault of ours" in mail.to(LANO)[0].text


def test_a_file_that_is_checked_keeps_its_answer_when_only_recording_it_failed(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(outside, "a", 1)
    [first] = ids(visit, 1)
    with monkeypatch.context() as patch:
        patch.setattr(type(outside.register), "record_reply", _refuse)
        with pytest.raises(ConnectionError):
            answer(outside, first, "a/0")

    give_up(outside, first)

    assert upload(outside, visit, 1).status is SubmissionStatus.ACCEPTED
    assert upload(outside, visit, 1).answered_at is not None


def test_a_file_is_answered_while_the_mail_server_is_away(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    mail.fails[""] = Away("The mail server", "TimeoutError")
    given(outside, "a", 1)

    assert [answer(outside, each, "a/0") for each in ids(visit, 1, 2)] == ["accepted"] * 2

    assert given(outside, "b", 1) == [], "nothing is left to be tried again"
    assert len(outside.register.waiting_mails()) == 1


def test_to_wait_for_the_scanner_is_no_failure(
    outside: Outside, visit: Visit, tmp_path: Path
) -> None:
    away = dataclasses.replace(
        outside, scanner=MalwareScanner(str(tmp_path / "none"), timedelta(days=3))
    )
    given(outside, "a", 1)
    [first] = ids(visit, 1)

    for _ in range(answering.MOST_TRIES + 1):
        assert answer(away, first, "a/0") == answering.NO_SCANNER
    assert answer(outside, first, "a/0") == "accepted"


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (ServiceError("The object store", "EndpointConnectionError"), "accepted"),
        (ServiceError("The object store", "InternalError", 500), "accepted"),
        (ServiceError("The object store", "AccessDenied", 403), answering.HANDED_OVER),
    ],
    ids=["no answer", "it cannot", "refused"],
)
def test_a_file_is_not_handed_over_since_the_store_was_away_for_longer_than_every_try(
    outside: Outside,
    visit: Visit,
    monkeypatch: pytest.MonkeyPatch,
    error: ServiceError,
    becomes: str,
) -> None:
    given(outside, "a", 1)
    [first] = ids(visit, 1)
    with monkeypatch.context() as patch:
        patch.setattr(type(outside.store), "get", _raiser(error))
        for _ in range(answering.MOST_TRIES):
            with pytest.raises(ServiceError):
                answer(outside, first, "a/0")

    assert answer(outside, first, "a/0") == becomes


def test_a_long_list_has_a_run_of_its_own(
    outside: Outside, visit: Visit, airflow: AirflowRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batching, "LONG_BYTES", len(SOUND) + 100)
    drop(outside, visit, "wide.xlsx", providers(*({**PROVIDER, "URN": n} for n in range(99))))

    assert given(outside, "a", 4) == [ids(visit, 1), ids(visit, 2)]

    [(dag, run, conf)] = airflow.started
    assert (dag, conf) == ("receive_long_list", {"upload": f"{visit.id}/3"})
    assert run.startswith(f"{visit.id}-3-")
    assert answer(outside, f"{visit.id}/3", f"{run}/-1") != answering.ANSWERED


def _refuse(*_arguments: object, **_named: object) -> None:
    raise ConnectionError("the register is away")


def _raiser(error: Exception) -> Callable[..., bytes]:
    def get(*_arguments: object, **_named: object) -> bytes:
        raise error

    return get
