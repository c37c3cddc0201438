"""Every kind of visit goes through the same steps; one that it does not have is skipped."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from builders.send_lists import sheet_rows, workbook
from builders.uploads import pdf, send
from builders.visits import a_new_visit, an_open_visit, clock_at
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.journey.deadlines.reminding import remind_of_further, remind_of_returns
from visit_exchange.journey.deadlines.waiting import hours_before, reason_to_skip
from visit_exchange.journey.ending.closing import close_further, close_returns, close_visit
from visit_exchange.journey.requesting.opening import open_visit, send_request
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services

NOTIFIED = date(2023, 6, 12)  # Monday
TUESDAY_11AM = datetime(2023, 6, 13, 10, tzinfo=UTC)
ROLES = ("returns", "further", "selection", "tracking", "survey", "end")


def opened(outside: Outside, framework: str, **changes: Any) -> Visit:
    """Return an open visit of a kind, on Tuesday 13 June 2023 at 11am, with its request sent."""
    new = replace(
        a_new_visit(NOTIFIED, framework=framework),
        clock=clock_at(TUESDAY_11AM),
        **changes,
    )
    visit_id = register_visit(outside, new, by="data team")
    open_visit(outside, visit_id)
    send_request(outside, visit_id)
    return outside.register.visit(visit_id)


def skipped(outside: Outside, visit: Visit) -> list[str]:
    return [role for role in ROLES if reason_to_skip(outside, visit.id, role)]


def test_an_inspection_closes_what_is_due_on_each_of_its_two_days(
    outside: Outside, mail: MailRecorder
) -> None:
    visit = opened(outside, "area_send_full_2024", on_site_days=5)
    assert skipped(outside, visit) == []
    assert (remind_of_returns(outside, visit.id), remind_of_further(outside, visit.id)) == (10, 30)
    assert close_returns(outside, visit.id) == 10
    assert close_further(outside, visit.id) == 30
    told = [one.text for one in mail.to(visit.lano_email) if "missing" in one.subject]
    assert ["2.1 Engagement plans and impact" in text for text in told] == [False, True]


def test_the_reminder_of_a_deadline_at_11am_comes_the_afternoon_before(outside: Outside) -> None:
    visit = opened(outside, "area_send_full_2024", on_site_days=5)
    assert hours_before(outside, visit.id, "returns") == 18  # 5pm on the notification day
    assert hours_before(outside, visit.id, "further") == 24


def test_a_thematic_visit_has_one_deadline_for_its_items(outside: Outside) -> None:
    visit = an_open_visit(outside, datetime(2023, 3, 30, 16, tzinfo=UTC))
    assert skipped(outside, visit) == ["further"]
    assert reason_to_skip(outside, visit.id, "further") == (
        "Alternative provision thematic visit 2023 has no items with a later deadline: "
        "there is nothing to do here"
    )


def test_a_meeting_has_a_checklist_and_no_templates_and_closes_without_tracking(
    outside: Outside,
) -> None:
    agreed = {"self_evaluation_due": date(2023, 7, 3), "meeting": date(2023, 7, 17)}
    visit = opened(outside, "engagement_meeting_2024", on_site_days=0, agreed=agreed)
    assert skipped(outside, visit) == ["further", "selection", "tracking", "survey"]
    sent = {key.rpartition("/")[2] for key in outside.store.keys(Bucket.REPLIES, f"{visit.id}/")}
    assert ("checklist.xlsx" in sent, "lists-template.xlsx" in sent) == (True, False)
    assert close_returns(outside, visit.id) == 1
    close_visit(outside, visit.id)
    assert outside.register.visit(visit.id).status is VisitStatus.CLOSED


def test_a_monitoring_inspection_asks_for_what_was_chosen_and_keeps_it(outside: Outside) -> None:
    items = ("ehc_plans", "tribunals_and_redress")
    visit = opened(outside, "area_send_monitoring_2024", on_site_days=2, items=items)
    assert visit.items == items
    assert (close_returns(outside, visit.id), close_further(outside, visit.id)) == (1, 1)


def test_a_meeting_receives_its_self_evaluation_and_closes(outside: Outside) -> None:
    agreed = {"self_evaluation_due": date(2023, 7, 3), "meeting": date(2023, 7, 17)}
    visit = opened(outside, "engagement_meeting_2024", on_site_days=0, agreed=agreed)
    questions = ("What do you know about the impact of your arrangements?", "How do you know?")
    answered = send(outside, visit, "sef.pdf", pdf("Self-evaluation", *questions))
    assert [item.item for item in answered.items] == ["meeting_self_evaluation"]
    assert close_returns(outside, visit.id) == 0
    close_visit(outside, visit.id)
    assert outside.register.visit(visit.id).status is VisitStatus.CLOSED


def test_a_monitoring_inspection_receives_a_chosen_list_and_closes(outside: Outside) -> None:
    items = ("ehc_plans",)
    visit = opened(outside, "area_send_monitoring_2024", on_site_days=2, items=items)
    row = {"reference": "EXS-0001", "born": date(2014, 1, 6), "gender": "a) Male", "need": "k) ASD"}
    row |= {"initial_plan": date(2022, 5, 2), "main_phase": "e) Secondary"}
    content = workbook({"List_1": sheet_rows("ehc_plans", [row])})
    answered = send(outside, visit, "list 1.xlsx", content)
    assert [item.item for item in answered.items] == list(items)
    assert answered.status is SubmissionStatus.ACCEPTED_WITH_QUERIES  # it gives no date
    assert close_returns(outside, visit.id) == 0
    close_visit(outside, visit.id)
    assert outside.register.visit(visit.id).status is VisitStatus.CLOSED
