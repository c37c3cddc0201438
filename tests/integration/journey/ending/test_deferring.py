"""A visit is deferred, cancelled or resumed with a reason, and nothing received is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from builders.taken import take_list
from builders.uploads import PROVIDER, checklist, providers, send
from builders.visits import a_new_visit, an_open_visit, clock_at
from recorded_outside import AirflowRecorder, KeeperRecorder, MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access import show
from visit_exchange.journey.access.upload_link import send_new_link
from visit_exchange.journey.deadlines.reminding import remind_of_returns
from visit_exchange.journey.deadlines.surveys import set_link
from visit_exchange.journey.deadlines.waiting import timetable, uploads_waiting, why_stopped
from visit_exchange.journey.ending.closing import close_returns
from visit_exchange.journey.ending.deferring import cancel, defer, end_questions
from visit_exchange.journey.ending.resuming import resume
from visit_exchange.journey.pages.board import visit_board
from visit_exchange.journey.publishing.news import visits_with_news
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.requesting.opening import open_visit, send_request
from visit_exchange.journey.requesting.partner_asking import add_partner
from visit_exchange.journey.requesting.registering import (
    register_rehearsal,
    register_visit,
    visits_to_start,
)
from visit_exchange.journey.selecting.selection import NO_ANSWER
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services

WEDNESDAY = datetime(2023, 3, 29, 9, tzinfo=UTC)  # Wednesday 29 March 2023, 10am in London
MONDAY = date(2023, 5, 15)  # The new notification date: Monday 15 May 2023
LANO, LEAD, TEAM = "lano@exampleshire.example", "lead@inspectorate.example", "data-team@example.org"
ICB = "icb@health.example"
LIST = providers(PROVIDER)
FLOOD = "The council’s offices are flooded"


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit on the day before its returns are due, with one list accepted."""
    visit = an_open_visit(outside, WEDNESDAY)
    send_request(outside, visit.id)
    take_list(outside, visit, "list.xlsx", LIST)
    return visit


@pytest.fixture
def deferred(outside: Outside, visit: Visit, mail: MailRecorder) -> Visit:
    """The same visit, deferred."""
    mail.sent.clear()
    return defer(outside, visit.id, FLOOD, by="j.bloggs")


@pytest.fixture
def come(monkeypatch: pytest.MonkeyPatch) -> None:
    """The new notification date has come when a visit is opened."""
    later = datetime.now(UTC) + (datetime(2023, 5, 15, 9, tzinfo=UTC) - WEDNESDAY)
    monkeypatch.setattr("visit_exchange.journey.requesting.opening.wall_now", lambda: later)


def resumed(outside: Outside, visit: Visit, on: date = MONDAY) -> Visit:
    return resume(outside, visit.id, on, "They are dry again", agreed={}, by="j.bloggs")


def test_a_new_date_a_year_ahead_is_confirmed(outside: Outside, deferred: Visit) -> None:
    monday = date(2024, 5, 13)
    with pytest.raises(UserError, match="more than a year ahead"):
        resumed(outside, deferred, monday)
    assert outside.register.visit(deferred.id).status is VisitStatus.DEFERRED

    agreed = resume(
        outside, deferred.id, monday, "As agreed", agreed={}, confirmed=True, by="j.bloggs"
    )
    assert agreed.notified == monday


# --- deferred


def test_everyone_is_told_once_and_the_board_says_why(
    outside: Outside, deferred: Visit, mail: MailRecorder
) -> None:
    defer(outside, deferred.id, FLOOD, by="j.bloggs")

    assert [sent.to for sent in mail.sent] == [LANO, LEAD, TEAM]
    assert all(FLOOD in sent.text for sent in mail.sent)
    shown = visit_board(outside, deferred.id)
    assert shown.stopped == f"Deferred on Wednesday 29 March 2023 by j.bloggs. Reason: {FLOOD}"
    assert {one.state for one in shown.deadlines} == {"deferred"}


def test_who_had_the_dates_in_a_calendar_gets_a_cancellation_of_those_to_come(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    add_partner(outside, visit.id, "Exampleshire ICB", "health", ICB, "", by="dana")
    mail.sent.clear()

    defer(outside, visit.id, FLOOD, by="j.bloggs")

    attached = {sent.to: sent.attachments for sent in mail.sent}
    assert attached == {LANO: ("cancelled.ics",), LEAD: (), TEAM: (), ICB: ("cancelled.ics",)}
    assert "offices are flooded" in mail.to(ICB)[0].text


def test_before_the_request_there_is_nothing_to_cancel(
    outside: Outside, mail: MailRecorder
) -> None:
    early = an_open_visit(outside, WEDNESDAY)
    cancel(outside, early.id, FLOOD, by="j.bloggs")
    assert [sent.attachments for sent in mail.to(LANO)] == [()]


def test_every_wait_of_its_run_ends_at_once(outside: Outside, deferred: Visit) -> None:
    for role in ("returns", "selection", "tracking", "survey", "end"):
        assert timetable(outside).wall_due(deferred.id, role) is None
    assert why_stopped(outside, deferred.id) == (
        "The visit is deferred: nothing more is done in this run"
    )


def test_the_question_to_inspectors_is_ended_and_again_by_the_sweep(
    outside: Outside, visit: Visit, airflow: AirflowRecorder
) -> None:
    airflow.asks, airflow.is_down = visit.id, True
    defer(outside, visit.id, FLOOD, by="j.bloggs")
    assert airflow.answers == []

    airflow.is_down = False
    assert end_questions(outside) == 1
    assert airflow.answers == [[NO_ANSWER]]


def test_the_question_of_another_visit_stays(
    outside: Outside, deferred: Visit, airflow: AirflowRecorder
) -> None:
    other = an_open_visit(outside, WEDNESDAY, notified=date(2023, 3, 28))
    airflow.asks = other.id

    assert end_questions(outside) == 0


def test_a_step_that_was_under_way_cannot_move_it_on(outside: Outside, deferred: Visit) -> None:
    with pytest.raises(UserError, match="that is deferred cannot become returns_closed"):
        close_returns(outside, deferred.id)


def test_what_arrives_is_answered_kept_and_not_late_but_not_published(
    outside: Outside, deferred: Visit, mail: MailRecorder
) -> None:
    assert visits_with_news(outside) == []
    assert publish_pack(outside, deferred.id) == 0
    mail.sent.clear()

    answered = send(outside, deferred, "checklist.xlsx", checklist(deferred, not_held=["5"]))

    assert answered.status is SubmissionStatus.ACCEPTED
    assert answered.late_by is None
    [reply] = mail.to(LANO)
    assert "The visit is deferred" in reply.text
    assert uploads_waiting(outside) == frozenset()


def test_the_authority_stays_and_the_readers_of_packs_are_let_in_no_longer(
    outside: Outside, deferred: Visit, keeper: KeeperRecorder
) -> None:
    show(outside, deferred.id, "la", by="data team")
    with pytest.raises(UserError, match="which is deferred"):
        show(outside, deferred.id, "inspectors", by="data team")

    assert [name.removeprefix(f"visit-{deferred.id}-") for name in keeper.live] == ["la"]


# --- resumed


@pytest.mark.usefixtures("come")
def test_it_begins_again_with_new_dates_and_keeps_what_was_sent(
    outside: Outside, deferred: Visit, mail: MailRecorder, keeper: KeeperRecorder
) -> None:
    accepted = outside.register.dossier(deferred.id).accepted_items().keys()
    mail.sent.clear()

    again = resumed(outside, deferred)

    assert (again.id, again.run_id) == (deferred.id, f"{deferred.id}~2")
    assert (again.status, again.notified) == (VisitStatus.REGISTERED, MONDAY)
    due = outside.register.milestone(again.id, "returns").local
    assert due == "2023-05-18T17:00:00+01:00"  # Thursday 18 May 2023, 5pm
    assert outside.register.dossier(again.id).accepted_items().keys() == accepted
    assert [sent.to for sent in mail.sent] == [LANO, LEAD, TEAM]
    assert "5pm on Thursday 18 May 2023" in mail.sent[0].text

    open_visit(outside, again.id)
    show(outside, again.id, "inspectors", by="data team")
    assert list(keeper.live) == [f"visit-{again.id}-inspectors"]
    mail.sent.clear()
    send_request(outside, again.id)
    [request] = mail.to(LANO)
    assert "5pm on Thursday 18 May 2023" in request.text
    assert visits_with_news(outside) == [again.id]


def test_the_old_dates_stay_in_the_audit(outside: Outside, deferred: Visit) -> None:
    resumed(outside, deferred)

    [entry] = [e for e in outside.register.audit(deferred.id) if e.act == "visit resumed"]
    assert entry.detail["was_notified"] == "2023-03-27"
    assert entry.detail["milestones"]["returns"] == "2023-03-30T17:00:00+01:00"  # type: ignore[index]
    assert (entry.by, entry.detail["why"]) == ("j.bloggs", "They are dry again")


@pytest.mark.usefixtures("come")
def test_reminders_and_alerts_go_out_anew_and_old_misses_are_gone(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    remind_of_returns(outside, visit.id)
    close_returns(outside, visit.id)
    assert visit_board(outside, visit.id).warnings
    again = resumed(outside, defer(outside, visit.id, FLOOD, by="j.bloggs"))
    assert visit_board(outside, visit.id).warnings == ()
    open_visit(outside, again.id)
    mail.sent.clear()

    remind_of_returns(outside, again.id)
    close_returns(outside, again.id)

    subjects = [sent.subject for sent in mail.to(LANO)]
    assert subjects == [f"Reminder: 14 items due ({visit.id})", f"{visit.id}: 14 items missing"]
    assert visit_board(outside, visit.id).warnings


def test_the_old_run_goes_no_further_and_the_new_one_does(
    outside: Outside, deferred: Visit
) -> None:
    again = resumed(outside, deferred)

    told = f"The visit was resumed: it goes on in the run {again.run_id}"
    assert why_stopped(outside, deferred.run_id) == told
    assert timetable(outside).wall_due(deferred.run_id, "returns") is None
    assert why_stopped(outside, again.run_id) is None
    assert timetable(outside).wall_due(again.run_id, "returns") is not None


def test_what_was_late_for_a_deadline_that_stands_no_more_is_late_no_more(
    outside: Outside,
) -> None:
    visit = an_open_visit(outside, datetime(2023, 3, 31, 9, tzinfo=UTC))
    assert send(outside, visit, "list.xlsx", providers(PROVIDER)).late_by is not None

    resumed(outside, defer(outside, visit.id, FLOOD, by="j.bloggs"))

    assert [each.late_by for each in outside.register.submissions(visit.id)] == [None]


def test_a_rehearsal_goes_on_at_its_pace_and_starts_in_a_run_of_its_own(outside: Outside) -> None:
    new = a_new_visit(date(2023, 3, 27))
    visit_id = register_rehearsal(outside, new, day_seconds=20, by="data team")
    before = outside.register.visit(visit_id)
    defer(outside, visit_id, FLOOD, by="j.bloggs")
    assert visits_to_start(outside) == []

    again = resumed(outside, before)

    wall = [again.clock.wall_time(datetime(2023, 5, day, tzinfo=UTC)) for day in (17, 18)]
    assert wall[1] - wall[0] == pytest.approx(timedelta(seconds=20), abs=timedelta(seconds=0.1))
    assert visits_to_start(outside) == [f"{visit_id}~2"]


def test_a_visit_that_cannot_be_resumed_so_stays_deferred(
    outside: Outside, deferred: Visit
) -> None:
    with pytest.raises(UserError, match="must be in the future"):
        resumed(outside, deferred, date(2023, 3, 28))
    assert outside.register.visit(deferred.id).status is VisitStatus.DEFERRED


# --- before it was ever opened: the authority does not know of it


def test_what_becomes_of_a_visit_to_come_is_told_to_the_inspectorate_alone(
    outside: Outside, mail: MailRecorder
) -> None:
    friday = datetime(2023, 3, 24, 9, tzinfo=UTC)  # The notification is on Monday 27 March 2023
    new = replace(a_new_visit(), clock=clock_at(friday))
    visit = outside.register.visit(register_visit(outside, new, by="data team"))
    add_partner(outside, visit.id, "Exampleshire ICB", "health", ICB, "", by="dana")

    defer(outside, visit.id, FLOOD, by="j.bloggs")
    set_link(outside, visit.id, "parents", "https://surveys.example/p", by="j.bloggs")
    with pytest.raises(UserError, match="was never open"):
        send_new_link(outside, visit.id, by="j.bloggs")
    resumed(outside, visit)
    cancel(outside, visit.id, "It was the wrong authority", by="j.bloggs")

    assert [sent.to for sent in mail.sent] == [LEAD, TEAM] * 3


# --- cancelled


def test_a_cancelled_visit_lets_nobody_in_and_uses_nothing_more(
    outside: Outside, visit: Visit, keeper: KeeperRecorder, mail: MailRecorder
) -> None:
    mail.sent.clear()
    show(outside, visit.id, "la", by="data team")
    cancel(outside, visit.id, "It was the wrong authority", by="j.bloggs")

    assert keeper.live == {}
    assert [sent.to for sent in mail.sent] == [LANO, LEAD, TEAM]
    answered = send(outside, visit, "more.xlsx", providers(PROVIDER | {"Provider name": "Elm"}))
    assert answered.status is SubmissionStatus.SET_ASIDE
    with pytest.raises(UserError, match="only a deferred visit can be resumed"):
        resumed(outside, visit)


def test_a_deferred_visit_can_be_cancelled_after_all(outside: Outside, deferred: Visit) -> None:
    cancelled = cancel(outside, deferred.id, "It is not made this year", by="j.bloggs")

    assert cancelled.status is VisitStatus.CANCELLED
    assert "Reason: It is not made this year" in (visit_board(outside, deferred.id).stopped or "")
    assert replace(cancelled, status=VisitStatus.DEFERRED) == deferred
