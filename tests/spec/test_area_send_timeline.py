"""The timeline of an Area SEND full inspection, from the handbook and the calendar.

The handbook: lists, providers and items 1.1 to 1.7 by 11am on the day after notification, selection
by 5pm that day, the rest by 5pm on Friday of week 1, surveys live for 6 working days, fieldwork 8
and on site 10 working days after notification, for 5 days. Then: draft report within 14 working
days of the end, 10 to comment, final report within 30, 5 to complain, published 3 later, plans
within 35 of the final report.
"""

from datetime import date, datetime, time

import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.timeline import Timeline, notification_for, plan

SEND = load_framework("area_send_full_2024")

BEFORE = """
notified | person_level_data | additional_information | surveys_close | fieldwork | on_site_start | on_site_end
# early May holiday and coronation
Mon 2023-04-24 | Tue 2023-04-25 | Fri 2023-04-28 | Wed 2023-05-03 | Fri 2023-05-05 | Wed 2023-05-10 | Tue 2023-05-16
# an ordinary inspection
Mon 2023-06-12 | Tue 2023-06-13 | Fri 2023-06-16 | Tue 2023-06-20 | Thu 2023-06-22 | Mon 2023-06-26 | Fri 2023-06-30
# Easter in week 2, clocks go forward in between
Mon 2024-03-18 | Tue 2024-03-19 | Fri 2024-03-22 | Tue 2024-03-26 | Thu 2024-03-28 | Wed 2024-04-03 | Tue 2024-04-09
# clocks go back in between
Mon 2024-10-21 | Tue 2024-10-22 | Fri 2024-10-25 | Tue 2024-10-29 | Thu 2024-10-31 | Mon 2024-11-04 | Fri 2024-11-08
# Good Friday is the Friday of week 1
Mon 2024-03-25 | Tue 2024-03-26 | Tue 2024-04-02 | Thu 2024-04-04 | Mon 2024-04-08 | Wed 2024-04-10 | Tue 2024-04-16
# called on Tuesday after a bank holiday: four working days to answer
Tue 2024-05-07 | Wed 2024-05-08 | Mon 2024-05-13 | Wed 2024-05-15 | Fri 2024-05-17 | Tue 2024-05-21 | Tue 2024-05-28
# call moved before Easter: the Friday of the week that follows
Thu 2024-03-28 | Tue 2024-04-02 | Fri 2024-04-05 | Tue 2024-04-09 | Thu 2024-04-11 | Mon 2024-04-15 | Fri 2024-04-19
# call moved before the early May holiday
Fri 2024-05-03 | Tue 2024-05-07 | Fri 2024-05-10 | Tue 2024-05-14 | Thu 2024-05-16 | Mon 2024-05-20 | Fri 2024-05-24
# Christmas and New Year
Mon 2024-12-16 | Tue 2024-12-17 | Fri 2024-12-20 | Tue 2024-12-24 | Mon 2024-12-30 | Thu 2025-01-02 | Wed 2025-01-08
"""  # noqa: E501 - a table

AFTER = """
notified | draft_report | comments | final_report | complaint | publication | strategic_plan
# spring bank holiday and August bank holiday do not count
Mon 2023-04-24 | Tue 2023-06-06 | Tue 2023-06-20 | Wed 2023-06-28 | Wed 2023-07-05 | Mon 2023-07-10 | Wed 2023-08-16
Mon 2023-06-12 | Thu 2023-07-20 | Thu 2023-08-03 | Fri 2023-08-11 | Fri 2023-08-18 | Wed 2023-08-23 | Mon 2023-10-02
# Christmas between the final report and publication
Mon 2024-10-21 | Thu 2024-11-28 | Thu 2024-12-12 | Fri 2024-12-20 | Tue 2024-12-31 | Mon 2025-01-06 | Wed 2025-02-12
"""  # noqa: E501 - a table


def day(written: str) -> date:
    """Return the date of ``Mon 2023-02-06``, sure that it is that weekday."""
    weekday, _, iso = written.partition(" ")
    parsed = date.fromisoformat(iso)
    assert f"{parsed:%a}" == weekday
    return parsed


def rows(table: str) -> list[dict[str, date]]:
    """Return the table's rows by heading; a line that starts with ``#`` is a remark."""
    headings, *lines = [line for line in table.strip().splitlines() if not line.startswith("#")]
    names = [name.strip() for name in headings.split("|")]
    return [
        dict(zip(names, (day(cell.strip()) for cell in line.split("|")), strict=True))
        for line in lines
    ]


def local(timeline: Timeline, milestone: str) -> datetime:
    return datetime.fromisoformat(timeline.milestone(milestone).local)


@pytest.mark.parametrize(
    "row", rows(BEFORE) + rows(AFTER), ids=lambda row: f"{row['notified']:%a %d %b %Y}"
)
def test_each_deadline_falls_on_its_day(row: dict[str, date]) -> None:
    timeline = plan(SEND, row["notified"])
    wanted = {milestone: due for milestone, due in row.items() if milestone != "notified"}
    assert {milestone: local(timeline, milestone).date() for milestone in wanted} == wanted


@pytest.mark.parametrize("row", rows(BEFORE), ids=lambda row: f"{row['notified']:%a %d %b %Y}")
def test_selection_is_the_day_of_the_lists_and_the_plans_are_due_together(
    row: dict[str, date],
) -> None:
    timeline = plan(SEND, row["notified"])
    assert local(timeline, "selection").date() == row["person_level_data"]
    assert local(timeline, "priority_action_plan") == local(timeline, "strategic_plan")


@pytest.mark.parametrize(
    ("milestone", "at"),
    [
        ("notification", time(0)),
        ("person_level_data", time(11)),
        ("selection", time(17)),
        ("additional_information", time(17)),
        ("surveys_close", time(23, 59, 59)),
        ("fieldwork", time(0)),
        ("on_site_start", time(0)),
        ("on_site_end", time(23, 59, 59)),
        ("publication", time(23, 59, 59)),
    ],
)
def test_each_deadline_has_its_time_of_day(milestone: str, at: time) -> None:
    assert local(plan(SEND, day("Mon 2023-06-12")), milestone).time() == at


@pytest.mark.parametrize(
    ("notified", "milestone", "utc"),
    [
        ("Mon 2023-06-12", "person_level_data", "2023-06-13T10:00:00+00:00"),
        ("Mon 2023-06-12", "additional_information", "2023-06-16T16:00:00+00:00"),
        # Notified in winter time, on site in summer time, and the other way round.
        ("Mon 2024-03-18", "additional_information", "2024-03-22T17:00:00+00:00"),
        ("Mon 2024-03-18", "on_site_start", "2024-04-02T23:00:00+00:00"),
        ("Mon 2024-10-21", "person_level_data", "2024-10-22T10:00:00+00:00"),
        ("Mon 2024-10-21", "surveys_close", "2024-10-29T23:59:59+00:00"),
    ],
)
def test_local_time_is_kept_and_the_instant_follows(
    notified: str, milestone: str, utc: str
) -> None:
    assert plan(SEND, day(notified)).milestone(milestone).due.isoformat() == utc


@pytest.mark.parametrize(
    ("on_site_start", "notified"),
    [
        ("Mon 2023-06-26", "Mon 2023-06-12"),
        ("Mon 2023-05-15", "Thu 2023-04-27"),
        ("Mon 2024-04-15", "Thu 2024-03-28"),
        ("Mon 2024-05-20", "Fri 2024-05-03"),
        ("Mon 2025-01-06", "Wed 2024-12-18"),
    ],
)
def test_planning_backwards_moves_the_call_and_comes_back(
    on_site_start: str, notified: str
) -> None:
    call = notification_for(SEND, day(on_site_start))
    assert call == day(notified)
    assert local(plan(SEND, call), "on_site_start").date() == day(on_site_start)


def test_an_inspection_is_not_notified_on_a_bank_holiday() -> None:
    with pytest.raises(UserError, match="Monday 6 May 2024 is not a working day"):
        plan(SEND, day("Mon 2024-05-06"))


def test_the_milestones_have_the_names_that_everyone_uses() -> None:
    timeline = plan(SEND, day("Mon 2023-06-12"))
    assert [milestone.id for milestone in timeline.milestones] == [
        "notification",
        "person_level_data",
        "selection",
        "additional_information",
        "surveys_close",
        "fieldwork",
        "on_site_start",
        "on_site_end",
        "feedback_meeting",
        "draft_report",
        "comments",
        "final_report",
        "complaint",
        "publication",
        "strategic_plan",
        "priority_action_plan",
    ]


def test_what_counts_from_something_that_has_not_happened_is_provisional() -> None:
    timeline = plan(SEND, day("Mon 2023-06-12"))
    assert [one.id for one in timeline.milestones if one.provisional] == [
        "comments",
        "complaint",
        "publication",
        "strategic_plan",
        "priority_action_plan",
    ]


def test_lists_and_the_first_items_are_due_the_day_after_and_the_rest_on_friday() -> None:
    first = [item.number for item in SEND.items_due_at("person_level_data")]
    assert first == ["List 1", "List 2", "Providers", *(f"1.{n}" for n in range(1, 8))]
    rest = [item.number for item in SEND.items_due_at("additional_information")]
    assert rest == [
        *(f"2.{n}" for n in range(1, 9)),
        *(f"3.{n}" for n in range(1, 8)),
        *("4.1", "4.2", "4.3"),
        *(f"4.4 ({n})" for n in (2, 6, 7, 8, 9)),
        "4.5",
        *("5.1", "5.2"),
        *(f"6.{n}" for n in range(1, 5)),
    ]


def test_about_six_children_are_tracked_with_seven_kinds_of_document_each() -> None:
    assert SEND.selection.about == 6
    assert SEND.selection.lists == ("ehc_plans", "sen_support")
    assert [item.id for item in SEND.tracking.items] == [
        "multi_agency_audit",
        "chronology",
        "pen_portrait",
        "assessments",
        "plans",
        "discussion_notes",
        "commissioning_agreement",
    ]
