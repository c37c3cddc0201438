"""Mails go through an outbox: a server that is away delays them, and fails or doubles nothing."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from builders.visits import a_new_visit, an_open_visit
from recorded_outside import MailRecorder, SentMail
from visit_exchange.journey import mailing
from visit_exchange.journey.mailing import alert_once, mail_once, with_its_mails
from visit_exchange.journey.outbox import posting, sending, telling
from visit_exchange.journey.outbox.sending import is_waiting, send_waiting
from visit_exchange.journey.pages.mail_standing import mail_standing
from visit_exchange.journey.requesting import people
from visit_exchange.journey.requesting.editing import replace_lano
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.services.key_ring import KeyRing
from visit_exchange.services.mail import Away, Letter, PutOff, Refused
from visit_exchange.services.outside import Outside
from visit_exchange.visits.watch.waiting_mails import Trouble

pytestmark = pytest.mark.services

TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)  # Monday 23 November 2026, 10am in London
LANO, LEAD, TEAM = "lano@la.example", "lead@inspectorate.example", "data-team@example.org"
AWAY = Away("The mail server", "ConnectionRefusedError")


class Wall:
    """The clock on the wall, which only a test moves."""

    def __init__(self) -> None:
        self.now = TEN

    def __call__(self) -> datetime:
        return self.now

    def moves(self, **by: float) -> None:
        self.now += timedelta(**by)


class Killed(BaseException):
    """The process is gone."""


class Learning(MailRecorder):
    """A sender that learns later of mails that reached nobody, by key."""

    def __init__(self, sent: list[SentMail], undelivered: list[str]) -> None:
        super().__init__(sent)
        self._undelivered = tuple(undelivered)

    def undelivered(self) -> tuple[str, ...]:
        return self._undelivered


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    wall = Wall()
    for module in (mailing, posting, sending, telling, people):
        monkeypatch.setattr(module, "wall_now", wall)
    return wall


@pytest.fixture
def alerts() -> MailRecorder:
    return MailRecorder()


@pytest.fixture
def outside(outside: Outside, alerts: MailRecorder, wall: Wall) -> Outside:
    return replace(outside, alerts=alerts)


@pytest.fixture
def visit(outside: Outside) -> str:
    return register_visit(outside, a_new_visit(), by="data team")


def write(outside: Outside, *names: str, to: str = LANO, visit: str | None = None) -> None:
    for name in names:
        mail_once(outside, f"{name}/{to}", to, name, f"What {name} says", visit_id=visit)


def subjects(mail: MailRecorder, to: str = LANO) -> list[str]:
    return [each.subject for each in mail.to(to)]


def troubles(outside: Outside) -> list[Trouble | None]:
    return [each.trouble for each in outside.register.waiting_mails()]


def test_a_mail_goes_out_when_it_is_written(outside: Outside, mail: MailRecorder) -> None:
    write(outside, "request", "reply", "reply")

    assert subjects(mail) == ["request", "reply"]
    assert outside.register.waiting_mails() == ()


def test_a_mail_server_that_is_away_for_an_hour_delays_mails_and_fails_nothing(
    outside: Outside, mail: MailRecorder, wall: Wall, visit: str
) -> None:
    mail.fails[""] = AWAY
    write(outside, "request", visit=visit)
    for minute in range(60):
        if minute in (10, 20):
            write(outside, f"reply at {minute}", visit=visit)
        wall.moves(minutes=1)
        send_waiting(outside)
    [line] = mail_standing(outside).waiting
    assert line.startswith("3 mails wait to go out, since 10am on Monday 23 November 2026.")
    tries = [each.tries for each in outside.register.waiting_mails()]
    assert tries[0] == 14, "asked after one minute, two, four, then every five"
    assert tries[1:] == [0, 0], "one mail asks for all"

    mail.fails.clear()  # it is back at 11
    wall.moves(minutes=5)
    send_waiting(outside)

    assert subjects(mail) == ["request", "reply at 10", "reply at 20"]
    assert mail_standing(outside).waiting == ()
    send_waiting(outside)
    assert len(mail.sent) == 3


def test_while_a_server_is_away_nobody_else_waits_for_it(
    outside: Outside, mail: MailRecorder, wall: Wall
) -> None:
    mail.fails[""] = AWAY
    write(outside, "request")
    mail.fails.clear()

    write(outside, "pack", to=LEAD)
    assert mail.sent == [], "it was asked a moment ago"
    assert not is_waiting(outside)

    wall.moves(minutes=2)
    assert is_waiting(outside)
    send_waiting(outside)
    assert (subjects(mail), subjects(mail, LEAD)) == (["request"], ["pack"])


def test_as_soon_as_one_mail_is_taken_all_go_out(
    outside: Outside, mail: MailRecorder, wall: Wall
) -> None:
    mail.fails[LEAD] = AWAY
    write(outside, "pack", to=LEAD)
    wall.moves(minutes=1)
    send_waiting(outside)  # its second try: it rests for two minutes
    mail.fails.clear()
    wall.moves(minutes=2)
    write(outside, "reply")

    send_waiting(outside)

    assert (subjects(mail), subjects(mail, LEAD)) == (["reply"], ["pack"])


def test_mails_to_one_inbox_about_one_visit_keep_their_order(
    outside: Outside, mail: MailRecorder, wall: Wall, visit: str
) -> None:
    mail.fails[LANO] = PutOff("The mail server", "450 4.2.0", 450)
    write(outside, "request", visit=visit)
    mail.fails.clear()

    write(outside, "reply", visit=visit)
    write(outside, "pack", to=LEAD, visit=visit)
    write(outside, "link")  # about no visit: another lane
    assert (subjects(mail), subjects(mail, LEAD)) == (["link"], ["pack"])

    wall.moves(minutes=1)
    send_waiting(outside)
    assert subjects(mail) == ["link", "request", "reply"]


def test_what_is_written_while_another_process_sends_follows_at_once(
    outside: Outside, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, written = mail.send, list[Letter]()

    def and_meanwhile(letter: Letter) -> None:
        if not written:
            written.append(letter)
            write(outside, "second")  # as another process does: it finds the lane taken
            assert mail.sent == []
        send(letter)

    monkeypatch.setattr(mail, "send", and_meanwhile)
    write(outside, "first")

    assert subjects(mail) == ["first", "second"]


def test_a_process_that_is_killed_before_it_sends_leaves_the_mail_to_the_next(
    outside: Outside, mail: MailRecorder, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(mail, "send", _kill)
        with pytest.raises(Killed):
            write(outside, "request")
    assert not is_waiting(outside), "somebody may be about to send it"

    wall.moves(seconds=30)
    assert is_waiting(outside)
    send_waiting(outside)
    write(outside, "request")  # and its step is tried again

    assert subjects(mail) == ["request"]


def test_killed_between_sending_and_recording_it_goes_out_twice_as_the_same_mail(
    outside: Outside, mail: MailRecorder, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys: list[str] = []
    monkeypatch.setattr(mail, "send", lambda letter: keys.append(letter.key))
    with monkeypatch.context() as patch:
        patch.setattr(type(outside.register), "record_sent", _kill)
        with pytest.raises(Killed):
            write(outside, "request")
    for _ in range(3):
        wall.moves(minutes=1)
        send_waiting(outside)

    assert len(keys) == 2, "SMTP leaves this window open"
    assert len(set(keys)) == 1, "the Message-ID follows from the key: recipients see the double"


def test_a_refused_mail_is_told_and_stands_on_the_board_and_is_not_tried_again(
    outside: Outside, mail: MailRecorder, alerts: MailRecorder, wall: Wall, visit: str
) -> None:
    mail.fails[LANO] = Refused("The mail server", "550 5.1.1", 550)
    write(outside, "request", visit=visit)
    del mail.fails[LANO]
    write(outside, "reply", visit=visit)
    assert subjects(mail) == ["reply"], "what follows goes out"

    for _ in range(10):
        wall.moves(days=1)
        send_waiting(outside)

    [told] = mail.to(TEAM)
    assert told.subject == f"{visit}: mail refused (550 5.1.1)"
    assert f"visit-exchange visits edit {visit}" in told.text
    assert "visit-exchange mails again 1" in told.text
    assert subjects(alerts, posting.ALERTS) == [told.subject]
    [stands] = mail_standing(outside).refused
    assert (stands.to, stands.why) == (LANO, "refused (550 5.1.1)")
    assert subjects(mail) == ["reply"]


def test_what_was_refused_goes_out_again_when_a_person_says_so(
    outside: Outside, mail: MailRecorder, wall: Wall
) -> None:
    mail.fails[LANO] = Refused("The mail server", "550", 550)
    write(outside, "request")
    mail.fails.clear()

    assert outside.register.send_again([1], at=wall()) == 1
    send_waiting(outside)

    assert subjects(mail) == ["request"]
    assert mail_standing(outside).refused == ()


def test_a_mail_that_its_sender_stumbles_over_holds_up_no_other_and_is_told(
    outside: Outside, mail: MailRecorder, wall: Wall, caplog: pytest.LogCaptureFixture
) -> None:
    mail.fails[LANO] = ValueError("What Sarah Jenkins says")
    write(outside, "request")
    write(outside, "choice", to=LEAD)
    assert subjects(mail, LEAD) == ["choice"]
    assert mail.to(TEAM) == [], "it may be over in a moment"

    wall.moves(minutes=1)
    send_waiting(outside)
    write(outside, "pack", to=LEAD)
    wall.moves(minutes=2)
    send_waiting(outside)

    assert subjects(mail, LEAD) == ["choice", "pack"]
    assert subjects(mail, TEAM) == ["Mail refused (ValueError)"]
    assert "Sarah" not in caplog.text, "an error may quote the letter"

    mail.fails.clear()
    outside.register.send_again([1], at=wall())
    send_waiting(outside)
    assert subjects(mail) == ["request"]


def test_what_is_let_go_again_and_refused_again_is_told_again(
    outside: Outside, mail: MailRecorder, wall: Wall
) -> None:
    mail.fails[LANO] = Refused("The mail server", "550", 550)
    write(outside, "request")
    wall.moves(hours=1)
    outside.register.send_again([1], at=wall())
    send_waiting(outside)
    assert len(mail.to(TEAM)) == 2


def test_a_refusal_is_recorded_with_word_of_it_or_not_at_all(
    outside: Outside, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail.fails[LANO] = Refused("The mail server", "550", 550)
    with monkeypatch.context() as patched, contextlib.suppress(Killed):
        patched.setattr(sending, "tell_of_refused", _kill)
        write(outside, "request")
    send_waiting(outside)
    assert len(mail.to(TEAM)) == 1


def test_a_mail_that_is_put_off_for_four_days_is_given_up_and_told(
    outside: Outside, mail: MailRecorder, wall: Wall
) -> None:
    mail.fails[LANO] = PutOff("The mail server", "450 4.2.2", 450)
    write(outside, "request")
    for day in range(5):
        assert troubles(outside)[:1] == [Trouble.PUT_OFF if day < 4 else Trouble.GIVEN_UP]
        wall.moves(days=1)
        send_waiting(outside)

    assert troubles(outside) == [Trouble.GIVEN_UP]
    assert subjects(mail, TEAM) == ["Mail refused (450 4.2.2)"]


def test_a_server_that_is_away_for_ten_minutes_is_told_on_the_other_way_once(
    outside: Outside, mail: MailRecorder, alerts: MailRecorder, wall: Wall
) -> None:
    mail.fails[""] = AWAY
    write(outside, "request", "reply")
    for minute in range(15):
        assert bool(alerts.sent) is (minute >= 10)
        wall.moves(minutes=1)
        send_waiting(outside)

    [told] = subjects(alerts, posting.ALERTS)
    assert told == (
        "No mail has gone out since 10am on Monday 23 November 2026 (ConnectionRefusedError): "
        "2 mails wait"
    )


def test_a_dead_mail_server_hides_no_alert(
    outside: Outside, mail: MailRecorder, alerts: MailRecorder, visit: str
) -> None:
    mail.fails[""] = AWAY
    alert_once(outside, "missing", f"{visit}: 2 items missing", "Text", visit_id=visit)

    assert subjects(alerts, posting.ALERTS) == [f"{visit}: 2 items missing"]
    assert mail.sent == []


def test_a_webhook_that_is_away_holds_up_no_mail_and_is_told_by_mail(
    outside: Outside, mail: MailRecorder, alerts: MailRecorder, wall: Wall
) -> None:
    alerts.fails[""] = Away("The alert webhook", "503", 503)
    alert_once(outside, "missing", "2 items missing", "Text")
    assert subjects(mail, TEAM) == ["2 items missing"]

    for _ in range(30):
        wall.moves(minutes=1)
        send_waiting(outside)
    assert subjects(mail, TEAM)[1:] == ["Alerts do not reach the webhook"]
    [line] = mail_standing(outside).waiting
    assert line.startswith("1 alert waits")

    alerts.fails.clear()
    wall.moves(minutes=5)
    send_waiting(outside)
    assert subjects(alerts, posting.ALERTS) == ["2 items missing"]


def test_what_tells_of_a_refusal_and_is_refused_itself_stands_on_the_board_alone(
    outside: Outside, mail: MailRecorder, alerts: MailRecorder
) -> None:
    mail.fails[""] = Refused("The mail server", "550", 550)
    alerts.fails[""] = Refused("The alert webhook", "400", 400)
    write(outside, "request")
    for _ in range(5):
        send_waiting(outside)

    assert troubles(outside) == [Trouble.REFUSED] * 3, "the mail, and word of it on both ways"


def test_what_a_sender_learns_later_to_have_reached_nobody_is_told_once(
    outside: Outside, mail: MailRecorder, alerts: MailRecorder
) -> None:
    outside = replace(outside, mail=Learning(mail.sent, undelivered=["request/" + LANO, "other"]))
    write(outside, "request", "reply")
    for _ in range(3):
        send_waiting(outside)

    [told] = mail.to(TEAM)
    assert told.subject == "A mail was not delivered"
    assert f"the mail request/{LANO} to {LANO}" in told.text
    assert subjects(alerts, posting.ALERTS) == [told.subject]


def test_without_a_webhook_alerts_are_mails_alone(outside: Outside, mail: MailRecorder) -> None:
    alert_once(replace(outside, alerts=None), "missing", "2 items missing", "Text")

    assert subjects(mail, TEAM) == ["2 items missing"]


def test_what_waits_is_sealed_and_gone_once_it_is_sent(
    outside: Outside, mail: MailRecorder, wall: Wall
) -> None:
    mail.fails[""] = AWAY
    write(outside, "secret link")
    assert b"secret link says" not in _contents(outside)

    mail.fails.clear()
    wall.moves(minutes=1)
    send_waiting(outside)
    assert mail.to(LANO)[0].text == "What secret link says"
    assert _contents(outside) == b""


def test_who_holds_no_key_ring_writes_mails_and_leaves_them_to_who_does(
    outside: Outside, mail: MailRecorder, wall: Wall, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(outside, "first")
    without = replace(outside, keys=KeyRing(tmp_path_factory.mktemp("none"), ()))

    write(without, "second")
    assert subjects(mail) == ["first"]

    send_waiting(outside)
    assert subjects(mail) == ["first", "second"]


def test_when_a_visits_key_is_destroyed_nobody_can_read_what_waits_about_it(
    outside: Outside, mail: MailRecorder, wall: Wall
) -> None:
    visit = an_open_visit(outside, TEN)
    mail.fails[LANO] = AWAY
    write(outside, "request", visit=visit.id)
    outside.keys.destroy(visit.id)
    outside.register.record_key_destroyed(visit.id, at=TEN)
    mail.fails.clear()
    wall.moves(minutes=1)
    send_waiting(outside)

    assert troubles(outside) == [Trouble.UNREADABLE]
    assert subjects(mail) == []
    assert subjects(mail, TEAM) == [f"{visit.id}: mail refused (its key was destroyed)"]


def test_an_act_and_its_mails_happen_whole_or_not_at_all(
    outside: Outside, mail: MailRecorder, visit: str
) -> None:
    def act() -> None:
        outside.register.record_missed(visit, "returns", "1 item missing", at=TEN)
        write(outside, "missing", "reminder", visit=visit)
        assert mail.sent == [], "not before it is done"

    with contextlib.suppress(Killed), with_its_mails(outside, visit):
        act()
        raise Killed
    assert outside.register.dossier(visit).missed == {}
    assert outside.register.waiting_mails() == ()

    with with_its_mails(outside, visit):
        act()
    assert outside.register.dossier(visit).missed == {"returns": "1 item missing"}
    assert subjects(mail) == ["missing", "reminder"]


def test_what_had_not_reached_a_lano_goes_to_who_comes_in_their_place(
    outside: Outside, mail: MailRecorder, wall: Wall
) -> None:
    visit = an_open_visit(outside, TEN)
    mail.fails[visit.lano_email] = Refused("The mail server", "550", 550)
    write(outside, "reply", to=visit.lano_email, visit=visit.id)

    replace_lano(outside, visit.id, LANO, by="data team")
    send_waiting(outside)

    assert subjects(mail) == ["reply"]
    assert mail_standing(outside).refused == ()


def _contents(outside: Outside) -> bytes:
    with outside.register._transaction() as session:
        return b"".join(session.scalars(text("SELECT content FROM outbox")))


def _kill(*_arguments: object, **_named: object) -> None:
    raise Killed
