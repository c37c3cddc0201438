"""A deadline with something missing is seen by everyone and stops nothing."""

from datetime import UTC, datetime

import pytest

from builders.uploads import PROVIDER, attending, checklist, child, providers, send, word
from builders.visits import an_open_visit
from recorded_outside import AirflowRecorder, MailRecorder
from visit_exchange.journey.deadlines.reminding import remind_of_returns
from visit_exchange.journey.ending import closing
from visit_exchange.journey.ending.closing import (
    close_returns,
    close_tracking,
    close_visit,
)
from visit_exchange.journey.selecting.selection import answer
from visit_exchange.journey.selecting.tracking_request import send_tracking_request
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services

THURSDAY_5PM = datetime(2023, 3, 30, 16, tzinfo=UTC)  # Thursday 30 March 2023, 5pm in London
LANO, LEAD = "lano@exampleshire.example", "lead@inspectorate.example"
EVERYBODY = {LANO, LEAD, "data-team@example.org"}
ALL = [str(number) for number in range(1, 16)]


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit at the deadline of its returns."""
    return an_open_visit(outside, THURSDAY_5PM)


def status(outside: Outside, visit: Visit) -> VisitStatus:
    return outside.register.visit(visit.id).status


def test_the_reminder_names_what_is_still_to_come(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    send(outside, visit, "checklist.xlsx", checklist(visit, not_held=ALL[2:]))
    mail.sent.clear()

    assert remind_of_returns(outside, visit.id) == 2
    assert remind_of_returns(outside, visit.id) == 2

    [reminder] = mail.sent
    assert (reminder.to, reminder.subject) == (LANO, f"Reminder: 2 items due ({visit.id})")
    assert "5pm on Thursday 30 March 2023" in reminder.text
    assert "- 1 Children and young people in or accessing" in reminder.text
    assert "- 3 " not in reminder.text


def test_nothing_missing_needs_no_reminder(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    send(outside, visit, "checklist.xlsx", checklist(visit, not_held=ALL))
    mail.sent.clear()

    assert remind_of_returns(outside, visit.id) == 0
    assert mail.sent == []


def test_returns_close_with_an_alert_and_a_note_and_the_visit_goes_on(
    outside: Outside, visit: Visit, mail: MailRecorder, airflow: AirflowRecorder
) -> None:
    send(outside, visit, "list.xlsx", providers(PROVIDER))
    mail.sent.clear()

    assert close_returns(outside, visit.id) == 14

    assert {sent.to for sent in mail.sent} == EVERYBODY
    assert len(mail.sent) == 3
    [(run, note)] = airflow.notes
    assert run == visit.id
    assert "14 items missing" in note
    assert status(outside, visit) is VisitStatus.RETURNS_CLOSED


def test_closing_again_tells_nobody_again(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    close_returns(outside, visit.id)
    told, audit = list(mail.sent), outside.register.audit(visit.id)

    assert close_returns(outside, visit.id) == 15

    assert mail.sent == told
    assert outside.register.audit(visit.id) == audit


def test_returns_that_are_whole_alert_nobody(
    outside: Outside, visit: Visit, mail: MailRecorder, airflow: AirflowRecorder
) -> None:
    send(outside, visit, "checklist.xlsx", checklist(visit, not_held=ALL))
    mail.sent.clear()

    assert close_returns(outside, visit.id) == 0

    assert (mail.sent, airflow.notes) == ([], [])
    assert status(outside, visit) is VisitStatus.RETURNS_CLOSED


def test_an_airflow_that_does_not_answer_stops_nothing(
    outside: Outside, visit: Visit, mail: MailRecorder, airflow: AirflowRecorder
) -> None:
    airflow.is_down = True

    assert close_returns(outside, visit.id) == 15

    assert {sent.to for sent in mail.sent} == EVERYBODY
    assert status(outside, visit) is VisitStatus.RETURNS_CLOSED


def test_tracking_closes_with_what_is_missing_about_each_child(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    send(outside, visit, "list.xlsx", attending(child("AP-0001"), child("AP-0002")))
    close_returns(outside, visit.id)
    code = crosswalk_of(outside, visit)["AP-0001"]
    answer(outside, visit.id, [code], "lead")
    send_tracking_request(outside, visit.id)
    send(outside, visit, f"tracking/{code} chronology.docx", word("Chronology", "An account"))
    mail.sent.clear()

    assert close_tracking(outside, visit.id) == 4

    assert {sent.to for sent in mail.sent} == EVERYBODY
    assert all(code in sent.text and "AP-0001" not in sent.text for sent in mail.sent)
    assert status(outside, visit) is VisitStatus.TRACKING_CLOSED


def test_tracking_closes_though_no_children_were_selected(outside: Outside, visit: Visit) -> None:
    close_returns(outside, visit.id)

    assert close_tracking(outside, visit.id) == 0
    close_visit(outside, visit.id)

    assert status(outside, visit) is VisitStatus.CLOSED


def test_a_step_that_is_cleared_after_the_visit_went_on_does_no_harm(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    steps = (close_returns, close_tracking, close_visit)
    for step in steps:
        step(outside, visit.id)
    told, audit = list(mail.sent), outside.register.audit(visit.id)

    for step in steps:
        step(outside, visit.id)

    assert status(outside, visit) is VisitStatus.CLOSED
    assert (mail.sent, outside.register.audit(visit.id)) == (told, audit)


def test_keys_end_after_the_visit_is_closed_and_its_note_is_on_the_way(
    outside: Outside, visit: Visit, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_returns(outside, visit.id)
    close_tracking(outside, visit.id)
    seen: list[tuple[VisitStatus, bool]] = []

    def take_access(_: Outside, of: Visit) -> None:
        told = any("summary note" in sent.subject for sent in mail.sent)
        seen.append((outside.register.visit(of.id).status, told))

    monkeypatch.setattr(closing, "take_access", take_access)
    close_visit(outside, visit.id)

    assert seen == [(VisitStatus.CLOSED, True)]
