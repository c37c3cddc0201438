"""Reconciliation on the real register and store: what the data team reads, and what is mended."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from builders.visits import an_open_visit
from recorded_outside import MailRecorder, SentMail
from visit_exchange.buckets import Bucket
from visit_exchange.errors import ServiceError
from visit_exchange.journey.outbox import sending
from visit_exchange.journey.outbox.sending import send_waiting
from visit_exchange.journey.upkeep import gathering, telling
from visit_exchange.journey.upkeep.health import Standing, health
from visit_exchange.journey.upkeep.looking import look
from visit_exchange.journey.upkeep.seen import WATCHER
from visit_exchange.journey.upkeep.signs import watcher_lives
from visit_exchange.services.mail import Away
from visit_exchange.services.outside import Outside
from visit_exchange.services.ping import Ping
from visit_exchange.services.register import Register
from visit_exchange.visits.visit import Visit
from watched_airflow import WatchedAirflow

pytestmark = pytest.mark.services
WEDNESDAY = datetime(2023, 3, 29, 12, tzinfo=UTC)


@dataclass
class Pinged:
    """The address that expects a sign."""

    asked: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return httpx.Response(200)


@pytest.fixture
def watched() -> WatchedAirflow:
    return WatchedAirflow()


@pytest.fixture
def pinged() -> Pinged:
    return Pinged()


@pytest.fixture
def exchange(outside: Outside, watched: WatchedAirflow, pinged: Pinged) -> Outside:
    """An exchange in which all is well."""
    sign = Ping("https://sign.example/secret", httpx.MockTransport(pinged))
    return replace(outside, airflow=watched.api, ping=sign)


@pytest.fixture
def visit(exchange: Outside, watched: WatchedAirflow) -> Visit:
    """An open visit whose run goes on."""
    opened = an_open_visit(exchange, WEDNESDAY)
    watched.runs["visit", opened.id] = "running"
    mails(exchange).clear()
    return opened


def mails(exchange: Outside) -> list[SentMail]:
    assert isinstance(exchange.mail, MailRecorder)
    return exchange.mail.sent


@dataclass
class Later:
    """A clock that can be put forward for looks; the watcher has looked shortly before each."""

    exchange: Outside
    ahead: timedelta = timedelta()

    def by(self, **time: float) -> None:
        self.ahead += timedelta(**time)
        self.exchange.register.sign_of_life(WATCHER, at=self() - timedelta(seconds=30))

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def later(exchange: Outside, monkeypatch: pytest.MonkeyPatch) -> Later:
    clock = Later(exchange)
    monkeypatch.setattr(gathering, "wall_now", clock)
    return clock


def test_while_all_is_well_nobody_is_told_and_the_sign_is_given(
    exchange: Outside, visit: Visit, pinged: Pinged
) -> None:
    watcher_lives(exchange)
    assert look(exchange) == []
    assert mails(exchange) == []
    [sign] = pinged.asked
    assert (sign.method, sign.content) == ("GET", b"")
    assert health(exchange).standing is Standing.WELL


def test_a_run_that_was_deleted_is_told_once_started_again_and_told_to_be_over(
    exchange: Outside, visit: Visit, watched: WatchedAirflow, pinged: Pinged
) -> None:
    del watched.runs["visit", visit.id]

    [what] = look(exchange)
    assert what == f"Visit {visit.id} is open, and has no run in Airflow: it was deleted."
    assert watched.started == [("visit", visit.id)]
    assert pinged.asked == []
    [told] = mails(exchange)
    assert told.subject == f"Not well: {what.removesuffix('.')}"
    assert "Its run was started again; every step that is done is passed over." in told.text
    assert health(exchange).standing is Standing.NOT_WELL

    assert look(exchange) == []
    assert mails(exchange)[-1].subject == f"Well again: {what.removesuffix('.')}"
    assert len(mails(exchange)) == 2
    assert len(pinged.asked) == 1
    assert health(exchange).standing is Standing.WELL


@pytest.mark.parametrize("state", ["success", "failed"])
def test_a_run_that_ended_too_early_begins_again_once_and_is_then_left_to_a_person(
    exchange: Outside, visit: Visit, watched: WatchedAirflow, state: str
) -> None:
    for _ in range(2):
        watched.runs["visit", visit.id] = state
        look(exchange)
        if watched.runs["visit", visit.id] == "running":
            look(exchange)

    assert watched.repeated == [("visit", visit.id)]
    last = mails(exchange)[-1]
    assert last.subject.startswith("Not well: ")
    assert f"clear the run {visit.id} of visit" in last.text


def test_a_step_that_gave_up_is_begun_again_when_what_was_away_is_back(
    exchange: Outside, visit: Visit, watched: WatchedAirflow
) -> None:
    assert isinstance(exchange.mail, MailRecorder)
    watched.gave_up = {(visit.id, "close_returns")}
    exchange.mail.fails[""] = Away("The mail server", "ConnectionRefusedError")
    look(exchange)
    assert watched.repeated == []

    exchange.mail.fails.clear()
    [what] = look(exchange)
    assert what == f"Visit {visit.id} goes on without its step close_returns, which has failed."
    assert watched.repeated == [(visit.id, "close_returns")]
    assert look(exchange) == []


def test_what_lasts_is_told_again_after_a_day(
    exchange: Outside, visit: Visit, watched: WatchedAirflow, later: Later
) -> None:
    watched.paused.add("visit")
    for hours in (0, 1, 22, 2):
        later.by(hours=hours)
        assert look(exchange) == ["The DAG visit is paused: nothing of it is done."]
    assert [each.subject for each in mails(exchange)] == [
        "Not well: The DAG visit is paused: nothing of it is done",
        "Still not well: The DAG visit is paused: nothing of it is done",
    ]
    assert watched.paused == {"visit"}


def test_several_things_at_once_are_one_mail(
    exchange: Outside, visit: Visit, watched: WatchedAirflow
) -> None:
    watched.paused = {"visit", "publish_pack"}
    watched.dead = {"triggerer"}
    look(exchange)
    [told] = mails(exchange)
    assert told.subject == "Not well: 3 things"
    assert told.text.count("\n- ") == 3


def test_while_airflow_does_not_answer_what_was_found_there_is_not_over(
    exchange: Outside, visit: Visit, watched: WatchedAirflow
) -> None:
    watched.paused = {"visit"}
    look(exchange)
    watched.is_down = True
    found = look(exchange)
    assert found == [
        "Airflow does not answer (ConnectError).",
        "The DAG visit is paused: nothing of it is done.",
    ]
    assert [each.subject.partition(":")[0] for each in mails(exchange)] == ["Not well", "Not well"]


def test_an_upload_without_an_answer_for_five_minutes_is_named_without_its_name(
    exchange: Outside, visit: Visit, later: Later
) -> None:
    exchange.store.put(Bucket.UPLOADS, f"{visit.id}/Jo Bloggs.xlsx", b"list")
    assert look(exchange) == []
    later.by(minutes=6)
    [what] = look(exchange)
    assert what.startswith(f"1 upload of {visit.id} has no answer")
    assert "Bloggs" not in mails(exchange)[-1].text


def test_a_mail_server_that_is_away_is_told_of_when_it_is_back(
    exchange: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(exchange.mail, MailRecorder)
    exchange.mail.fails[""] = Away("The mail server", "ConnectionRefusedError")
    assert look(exchange) == ["The mail server does not answer (ConnectionRefusedError)."]
    assert mails(exchange) == []  # it waits in the outbox

    exchange.mail.fails.clear()
    assert look(exchange) == []
    in_an_hour = datetime.now(UTC) + timedelta(hours=1)
    monkeypatch.setattr(sending, "wall_now", lambda: in_an_hour)
    send_waiting(exchange)
    told = [each.subject.partition(":")[0] for each in mails(exchange)]
    assert told == ["Not well", "Well again"]


def test_a_register_that_is_away_is_told_of_on_the_first_look_alone(
    exchange: Outside, watched: WatchedAirflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = datetime(2026, 11, 26, 12, 5, tzinfo=UTC)
    monkeypatch.setattr(telling, "wall_now", lambda: noon)
    alerts = MailRecorder()
    nowhere = Register("postgresql:///nothing?host=/nowhere")
    away = replace(exchange, register=nowhere, alerts=alerts)
    for failed in range(3):
        with pytest.raises(ServiceError, match="The register did not answer"):
            look(away)
        watched.runs = {("reconcile", "now"): "running"} | {
            ("reconcile", f"before {n}"): "failed" for n in range(failed + 1)
        }
    assert [each.subject for each in mails(exchange)] == ["Not well: the register does not answer"]
    assert [each.subject for each in alerts.sent] == ["Not well: the register does not answer"]


def test_neither_mail_nor_webhook_keeps_the_other_from_telling_that_the_register_is_away(
    exchange: Outside,
) -> None:
    alerts = MailRecorder()
    nowhere = Register("postgresql:///nothing?host=/nowhere")
    assert isinstance(exchange.mail, MailRecorder)
    exchange.mail.fails[""] = Away("The mail server", "ConnectionRefusedError")
    with pytest.raises(ServiceError, match="The register did not answer"):
        look(replace(exchange, register=nowhere, alerts=alerts))
    assert len(alerts.sent) == 1


def test_a_store_that_is_away_stops_no_look(
    exchange: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise ServiceError("The object store", "EndpointConnectionError")

    monkeypatch.setattr(exchange.store, "uploads_of", away)
    assert look(exchange) == ["The object store does not answer (EndpointConnectionError)."]


def test_what_a_sign_is_sent_to_is_never_told() -> None:
    refuses = httpx.MockTransport(lambda _request: httpx.Response(404))
    sign = Ping("https://sign.example/secret", refuses)
    with pytest.raises(ServiceError) as refused:
        sign.send()
    assert "secret" not in f"{refused.value}{sign!r}"
