"""A visit is registered once, whole or not at all, and opened when its day has come."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from builders.visits import a_new_visit, an_open_visit, clock_at
from recorded_outside import AirflowRecorder, MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.ending.deferring import cancel
from visit_exchange.journey.requesting.opening import open_visit, send_request
from visit_exchange.journey.requesting.registering import (
    register_entered,
    register_rehearsal,
    register_visit,
    visits_to_start,
)
from visit_exchange.journey.requesting.scheduling import register_schedule
from visit_exchange.services.outside import Outside
from visit_exchange.visits.dates.clock import RealClock
from visit_exchange.visits.visit import NewVisit, VisitStatus

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
LANO = "lano@exampleshire.example"
ENTERED: dict[str, object] = {
    "framework": "ap_thematic_2023",
    "la_code": "999",
    "notified": "2023-03-27",
    "lano_email": LANO,
    "lead_inspector_email": "lead@inspectorate.example",
    "on_site_days": None,
}


@pytest.fixture
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the notification date for who registers a visit, and for who opens it."""
    place = "visit_exchange.journey.requesting"
    monkeypatch.setattr(f"{place}.registering.wall_now", lambda: MONDAY)
    monkeypatch.setattr(f"{place}.opening.wall_now", lambda: MONDAY)
    monkeypatch.setattr(f"{place}.opening.visit_now", lambda _visit: MONDAY)


@pytest.mark.usefixtures("on_monday")
def test_the_form_registers_a_visit_with_all_its_deadlines(outside: Outside) -> None:
    visit_id = register_entered(outside, ENTERED, by="form in Airflow")

    assert visit_id == "999-ap-20230327"
    assert {m.id: m.local for m in outside.register.milestones(visit_id)} == {
        "notification": "2023-03-27T00:00:00+01:00",
        "returns": "2023-03-30T17:00:00+01:00",
        "selection": "2023-03-31T17:00:00+01:00",
        "tracking": "2023-04-03T17:00:00+01:00",
        "off_site_start": "2023-04-03T00:00:00+01:00",
        "on_site_start": "2023-04-12T00:00:00+01:00",  # Good Friday and Easter Monday are no days
        "on_site_end": "2023-04-17T23:59:59+01:00",
        "debrief": "2023-04-17T23:59:59+01:00",
        "survey_closes": "2023-04-17T23:59:59+01:00",
        "summary_note": "2023-05-02T23:59:59+01:00",  # Monday 1 May is a bank holiday
    }
    [registered] = outside.register.audit(visit_id)
    assert (registered.act, registered.by) == ("visit registered", "form in Airflow")


@pytest.mark.usefixtures("on_monday")
def test_survey_links_of_the_form_go_out_with_the_request(
    outside: Outside, mail: MailRecorder
) -> None:
    links = {"surveys": "parents=https://surveys.example/p"}
    with pytest.raises(UserError, match="must be written like"):
        register_entered(outside, ENTERED | {"surveys": "parents"}, by="form in Airflow")
    assert outside.register.visits() == ()

    visit_id = register_entered(outside, ENTERED | links, by="form in Airflow")
    open_visit(outside, visit_id)
    send_request(outside, visit_id)

    [request] = mail.to(LANO)
    assert "- Parents and carers: https://surveys.example/p" in request.text


def test_every_mistake_is_named_and_nothing_is_stored(outside: Outside) -> None:
    wrong = ENTERED | {"notified": "2023-04-07", "lano_email": "lano"}  # Good Friday

    with pytest.raises(UserError) as refused:
        register_entered(outside, wrong, by="form in Airflow")

    assert len(str(refused.value).splitlines()) == 2
    assert outside.register.visits() == ()


def test_the_same_visit_is_not_registered_twice(outside: Outside) -> None:
    register_visit(outside, a_new_visit(), by="data team")

    with pytest.raises(UserError, match="is registered already"):
        register_visit(outside, a_new_visit(), by="somebody else")

    assert len(outside.register.visits()) == 1


def test_a_visit_starts_when_its_day_has_come_and_only_once(outside: Outside) -> None:
    past = register_visit(outside, a_new_visit(), by="data team")
    register_visit(outside, a_new_visit(date(2099, 3, 30), clock=RealClock()), by="data team")
    assert visits_to_start(outside) == [past]

    open_visit(outside, past)

    assert visits_to_start(outside) == []


def test_opening_again_keeps_the_key(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    key, audit = outside.keys.key(visit.id), outside.register.audit(visit.id)

    open_visit(outside, visit.id)

    assert outside.keys.key(visit.id) == key
    assert outside.register.audit(visit.id) == audit
    assert outside.register.visit(visit.id).status is VisitStatus.OPEN


def test_a_run_that_is_started_by_hand_for_no_visit_says_so(outside: Outside) -> None:
    with pytest.raises(UserError, match="No visit manual__1 is registered"):
        open_visit(outside, "manual__1")


def test_the_request_is_laid_in_the_replies_and_mailed_once(
    outside: Outside, mail: MailRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY)

    send_request(outside, visit.id)
    send_request(outside, visit.id)

    folder = f"{visit.id}/request/"
    names = [key.removeprefix(folder) for key in outside.store.keys(Bucket.REPLIES, folder)]
    assert sorted(names) == [
        "about-the-visit.txt",
        "checklist.xlsx",
        "lists-template.xlsx",
        "request.txt",
        "timeline.ics",
    ]
    [request] = mail.sent
    assert (request.to, request.attachments) == (LANO, ("timeline.ics",))
    assert "5pm on Thursday 30 March 2023" in request.text
    assert f"s3://{outside.store.name(Bucket.UPLOADS)}/{visit.id}/" in request.text


def test_a_rehearsal_starts_at_once_under_an_id_of_its_own(outside: Outside) -> None:
    real = register_visit(outside, a_new_visit(), by="data team")
    rehearsal = register_rehearsal(outside, a_new_visit(), day_seconds=30, by="demo")

    assert rehearsal.startswith("rehearsal-")
    assert rehearsal.endswith(real)
    assert rehearsal in visits_to_start(outside)


@pytest.mark.usefixtures("on_monday")
def test_a_date_that_looks_like_a_slip_is_registered_once_it_is_confirmed(
    outside: Outside,
) -> None:
    slip = ENTERED | {"notified": "2024-04-02"}  # Tuesday, a year and a week ahead
    with pytest.raises(UserError, match="more than a year ahead"):
        register_entered(outside, slip, by="form in Airflow")
    assert outside.register.visits() == ()

    confirmed = register_entered(outside, slip | {"confirm_dates": True}, by="form in Airflow")

    assert confirmed == "999-ap-20240402"


def test_a_visit_that_is_over_is_not_registered_even_when_it_is_confirmed(outside: Outside) -> None:
    with pytest.raises(UserError, match="Every date of a visit"):
        register_entered(outside, ENTERED | {"confirm_dates": True}, by="form in Airflow")
    assert outside.register.visits() == ()


def test_a_visit_whose_dates_have_all_passed_is_not_played_through(
    outside: Outside, mail: MailRecorder
) -> None:
    new = a_new_visit(clock=clock_at(MONDAY + timedelta(weeks=9)))
    visit_id = register_visit(outside, new, by="data team")

    with pytest.raises(UserError, match="is not played through"):
        open_visit(outside, visit_id)

    assert outside.register.visit(visit_id).status is VisitStatus.REGISTERED
    assert mail.sent == []


def test_a_visit_that_was_cancelled_before_notification_can_be_made_again(
    outside: Outside,
) -> None:
    new = a_new_visit(clock=clock_at(MONDAY - timedelta(days=3)))
    made = [register_visit(outside, new, by="data team")]
    for _ in range(2):
        cancel(outside, made[-1], "The wrong lead inspector", by="data team")
        made.append(register_visit(outside, new, by="data team"))

    assert made == ["999-ap-20230327", "999-ap-20230327-2", "999-ap-20230327-3"]


def test_one_that_was_cancelled_after_notification_is_not_made_again(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    cancel(outside, visit.id, "The wrong lead inspector", by="data team")

    with pytest.raises(UserError, match="is registered already"):
        register_visit(outside, a_new_visit(), by="data team")


@pytest.mark.usefixtures("on_monday")
def test_a_schedule_that_has_grown_registers_what_is_new(outside: Outside) -> None:
    first = a_new_visit(clock=RealClock())
    later = a_new_visit(date(2023, 6, 12), clock=RealClock())  # Monday
    near = a_new_visit(date(2023, 4, 17), clock=RealClock())  # Monday, three weeks on

    def imported(*visits: NewVisit, confirmed: bool = False) -> tuple[str, ...]:
        return register_schedule(outside, visits, confirmed=confirmed, by="data team")

    assert imported(first) == ("999-ap-20230327: registered",)
    assert imported(first, later) == ("999-ap-20230612: registered", "999-ap-20230327: unchanged")
    with pytest.raises(UserError, match="less than 6 weeks from"):
        imported(first, later, near)
    assert len(outside.register.visits()) == 2
    assert "999-ap-20230417: registered" in imported(first, later, near, confirmed=True)


@pytest.mark.usefixtures("on_monday")
def test_a_login_that_nobody_has_is_refused(outside: Outside, airflow: AirflowRecorder) -> None:
    airflow.strangers = frozenset({"j.blogs"})
    mistyped = ENTERED | {"inspectors": "j.bloggs, j.blogs"}
    with pytest.raises(UserError, match=r"as j\.blogs\. Enter the login"):
        register_entered(outside, mistyped, by="form in Airflow")
    new = replace(a_new_visit(), inspectors=("j.blogs",))
    with pytest.raises(UserError, match=r"Nobody signs in to Airflow as j\.blogs"):
        register_schedule(outside, [new], confirmed=True, by="dana")
    assert outside.register.visits() == ()
