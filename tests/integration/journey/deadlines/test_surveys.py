"""Links of surveys go out, responses are counted by audience, low reach is told in time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from builders.dossiers import a_partner
from builders.visits import a_new_visit, an_open_visit, clock_at
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.surveys import count_export, remind_of_survey, set_link
from visit_exchange.journey.deadlines.surveys_sent import record_sent
from visit_exchange.journey.deadlines.waiting import half_window, hours_before, milestone_for
from visit_exchange.journey.pages.arranging.surveys import (
    EnteredSending,
    say_sent,
    surveys_page,
    unsay_sent,
)
from visit_exchange.journey.pages.board import visit_board
from visit_exchange.journey.requesting.opening import send_request
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.journey.sender import Sender
from visit_exchange.services.outside import Outside
from visit_exchange.visits.people.survey_words import Distribution
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

# Notified on Monday 27 March 2023: the surveys close with the last on-site day, Monday 17 April.
MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
IN_THE_LAST_WEEK = datetime(2023, 4, 13, 9, tzinfo=UTC)
AFTER = datetime(2023, 5, 2, 9, tzinfo=UTC)
LINK = "https://surveys.example/parents"


def export(**answered: int) -> list[str]:
    rows = [f"{who},an answer\n" for who, many in answered.items() for _ in range(many)]
    return ["Audience,What works well?\n", *rows]


def test_links_that_are_known_go_out_with_the_request(outside: Outside, mail: MailRecorder) -> None:
    visit = an_open_visit(outside, MONDAY)
    set_link(outside, visit.id, "parents", LINK, by="data team")
    send_request(outside, visit.id)

    request = mail.to(visit.lano_email)[-1]
    assert f"- Parents and carers: {LINK}" in request.text
    kept = outside.store.get(Bucket.REPLIES, f"{visit.id}/request/request.txt").decode()
    assert LINK in kept


def test_a_request_without_surveys_speaks_of_none(outside: Outside, mail: MailRecorder) -> None:
    visit = an_open_visit(outside, MONDAY)
    send_request(outside, visit.id)
    assert "Surveys\n" not in mail.to(visit.lano_email)[0].text


def test_a_link_that_comes_later_is_mailed_once(outside: Outside, mail: MailRecorder) -> None:
    visit = an_open_visit(outside, MONDAY)
    for _ in range(2):
        set_link(outside, visit.id, "parents", LINK, by="data team")
    [told] = mail.to(visit.lano_email)
    assert LINK in told.text
    assert "Monday 17 April 2023" in told.text


def test_one_link_for_everybody_is_told_once(outside: Outside, mail: MailRecorder) -> None:
    visit = an_open_visit(outside, MONDAY)
    set_link(outside, visit.id, "", LINK, by="data team")
    [told] = mail.to(visit.lano_email)
    assert "Children and young people; parents and carers; settings and services" in told.subject
    assert set(outside.register.survey_links(visit.id).values()) == {LINK}


def test_the_reminder_says_who_has_sent_the_survey_on(outside: Outside, mail: MailRecorder) -> None:
    visit = an_open_visit(outside, IN_THE_LAST_WEEK)
    sent = Distribution("parents", "the parent carer forum", "its members", date(2023, 4, 3))
    record_sent(outside, visit.id, sent, now=datetime.now(UTC), by="data team")
    remind_of_survey(outside, visit.id)
    [reminder] = mail.to(visit.lano_email)
    assert (
        "- Parents and carers: by the parent carer forum, to its members, by link, "
        "on Monday 3 April 2023"
    ) in reminder.text
    audited = [e.detail for e in outside.register.audit(visit.id) if e.act == "survey sent on"]
    assert audited == [{"audience": "parents", "form": "link", "number": 1}]


SENT = EnteredSending(("children", "parents"), "schools", "everybody", "2023-04-03", "", "link")


def test_the_lano_says_on_the_page_who_sent_it_on_and_takes_back_an_error(
    outside: Outside, mail: MailRecorder
) -> None:
    visit = an_open_visit(outside, IN_THE_LAST_WEEK)
    sender = Sender(visit)
    for _ in range(2):  # a form that is sent twice says it once
        say_sent(outside, sender, replace(SENT, unreached="families without internet"))
    page = surveys_page(outside, sender)
    assert [number for number, _ in page.sent] == [1, 2]
    assert page.sent[0][1] == (
        "Children and young people: by schools, to everybody, by link, "
        "on Monday 3 April 2023. Does not reach: families without internet"
    )
    assert visit_board(outside, visit.id).surveys_sent == tuple(line for _, line in page.sent)
    leads = [each for each in mail.to(visit.lead_inspector_email) if "reach" in each.subject]
    assert len(leads) == 2
    assert "families without internet" in leads[0].text

    unsay_sent(outside, sender, 1)
    with pytest.raises(UserError, match="Open the page again"):
        unsay_sent(outside, sender, 1)
    say_sent(outside, sender, replace(SENT, audiences=("practitioners",)))
    assert [number for number, _ in surveys_page(outside, sender).sent] == [2, 3]
    audited = [entry for entry in outside.register.audit(visit.id) if "sent on" in entry.act]
    assert {entry.by for entry in audited} == {"local authority"}
    assert "internet" not in repr(audited)


def test_nothing_is_kept_where_one_of_several_audiences_is_none(outside: Outside) -> None:
    visit = an_open_visit(outside, IN_THE_LAST_WEEK)
    with pytest.raises(UserError, match="must be one of"):
        say_sent(outside, Sender(visit), replace(SENT, audiences=("parents", "nobody")))
    assert surveys_page(outside, Sender(visit)).sent == ()


def test_a_partner_does_not_say_who_sent_a_survey_on(outside: Outside) -> None:
    sender = Sender(an_open_visit(outside, MONDAY), a_partner())
    with pytest.raises(UserError, match="authority alone"):
        surveys_page(outside, sender)
    with pytest.raises(UserError, match="authority alone"):
        say_sent(outside, sender, SENT)


@pytest.mark.parametrize(
    ("audience", "link", "told"),
    [
        ("parents", "http://surveys.example", "--link must be an address that begins with https"),
        ("nobody", LINK, "--audience must be one of: children, parents, practitioners"),
    ],
)
def test_what_is_entered_wrongly_is_told(
    outside: Outside, audience: str, link: str, told: str
) -> None:
    visit = an_open_visit(outside, MONDAY)
    with pytest.raises(UserError, match=told):
        set_link(outside, visit.id, audience, link, by="data team")


def test_only_counts_by_audience_and_day_are_kept(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    count_export(outside, visit.id, export(parent=3, child=1), by="data team")
    count_export(outside, visit.id, export(parent=12, child=1), by="data team")

    on = MONDAY.date()
    assert outside.register.survey_responses(visit.id) == {
        "children": {on: 1},
        "parents": {on: 12},
        "practitioners": {on: 0},
    }
    assert "an answer" not in repr(outside.register.audit(visit.id))
    said = {each.title: each.in_words for each in visit_board(outside, visit.id).surveys}
    assert said["Parents and carers"] == "12 by Monday 27 March 2023"


def test_an_export_that_cannot_be_told_apart_changes_nothing(outside: Outside) -> None:
    visit = an_open_visit(outside, MONDAY)
    with pytest.raises(UserError, match="No column says who answered"):
        count_export(outside, visit.id, ["Q1\n", "yes\n"], by="data team")
    assert outside.register.survey_responses(visit.id) == {}


def test_the_lano_is_reminded_once_when_half_of_the_time_is_gone(
    outside: Outside, mail: MailRecorder
) -> None:
    visit = an_open_visit(outside, IN_THE_LAST_WEEK)
    count_export(outside, visit.id, export(parent=2), by="data team")
    mail.sent.clear()
    assert remind_of_survey(outside, visit.id) == 3
    remind_of_survey(outside, visit.id)

    [reminder] = mail.to(visit.lano_email)
    assert "- Parents and carers: 2 by Thursday 13 April 2023, low." in reminder.text
    due = milestone_for(outside, visit, "survey").due
    hours = timedelta(hours=hours_before(outside, visit.id, "survey"))
    assert (
        timedelta(0)
        <= due - hours - half_window(outside.register.dossier(visit.id))
        < timedelta(hours=1)
    )


@pytest.mark.parametrize(
    ("now", "answered", "low"),
    [(MONDAY, 0, 0), (IN_THE_LAST_WEEK, 9, 1), (IN_THE_LAST_WEEK, 10, 0), (AFTER, 9, 0)],
    ids=["too early to say", "low", "enough", "too late to help"],
)
def test_low_reach_is_told_while_it_can_be_helped(
    outside: Outside, mail: MailRecorder, now: datetime, answered: int, low: int
) -> None:
    visit = an_open_visit(outside, now)
    for _ in range(2):
        rows = export(parent=answered, child=20, practitioner=20)
        count_export(outside, visit.id, rows, by="data team")

    told = [m for m in mail.to(visit.lano_email) if "low reach" in m.subject]
    assert len(told) == low
    leads = [m for m in mail.to(visit.lead_inspector_email) if "low reach" in m.subject]
    assert len(leads) == low


def test_a_kind_of_visit_without_surveys_has_none(outside: Outside) -> None:
    visit = engagement(outside)
    assert remind_of_survey(outside, visit.id) == 0
    with pytest.raises(UserError, match="has no survey"):
        count_export(outside, visit.id, export(parent=1), by="data team")


def engagement(outside: Outside) -> Visit:
    """Return a meeting: a kind of visit that asks nobody in a survey."""
    new = replace(
        a_new_visit(framework="engagement_meeting_2024"),
        clock=clock_at(MONDAY),
        on_site_days=0,
        agreed={"self_evaluation_due": date(2023, 7, 3), "meeting": date(2023, 7, 17)},
    )
    return outside.register.visit(register_visit(outside, new, by="data team"))
