"""The timeline of an alternative provision thematic visit, from the guidance and the calendar.

The guidance: lists and documents by 5pm on the Thursday after the call, selection by 5pm on Friday,
tracking information by 5pm on Monday of week 2, on site ten working days after the call for up to
4 days, the survey open until the last of them. When a bank holiday comes between, nobody gets less
time than either the working days or the named weekday gives.
"""

from datetime import date, datetime

import pytest

from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.timeline import Timeline, notification_for, plan

AP = load_framework("ap_thematic_2023")

# Everything at 5pm local time except the on-site days; four days on site.
TIMELINES = """
notified       | returns        | selection      | tracking       | on_site_start  | on_site_end
# an ordinary visit
Mon 2023-02-06 | Thu 2023-02-09 | Fri 2023-02-10 | Mon 2023-02-13 | Mon 2023-02-20 | Thu 2023-02-23
# an ordinary visit in summer
Mon 2023-06-12 | Thu 2023-06-15 | Fri 2023-06-16 | Mon 2023-06-19 | Mon 2023-06-26 | Thu 2023-06-29
# clocks go forward in between
Mon 2023-03-20 | Thu 2023-03-23 | Fri 2023-03-24 | Mon 2023-03-27 | Mon 2023-04-03 | Thu 2023-04-06
# clocks go back in between
Mon 2023-10-23 | Thu 2023-10-26 | Fri 2023-10-27 | Mon 2023-10-30 | Mon 2023-11-06 | Thu 2023-11-09
# Easter in week 2
Mon 2023-03-27 | Thu 2023-03-30 | Fri 2023-03-31 | Mon 2023-04-03 | Wed 2023-04-12 | Mon 2023-04-17
# Good Friday is the selection day
Mon 2023-04-03 | Thu 2023-04-06 | Tue 2023-04-11 | Wed 2023-04-12 | Wed 2023-04-19 | Mon 2023-04-24
# early May holiday and coronation
Mon 2023-04-24 | Thu 2023-04-27 | Fri 2023-04-28 | Tue 2023-05-02 | Wed 2023-05-10 | Mon 2023-05-15
# called on Tuesday: three days to answer
Tue 2023-05-02 | Fri 2023-05-05 | Tue 2023-05-09 | Wed 2023-05-10 | Wed 2023-05-17 | Mon 2023-05-22
# spring bank holiday
Mon 2023-05-22 | Thu 2023-05-25 | Fri 2023-05-26 | Tue 2023-05-30 | Tue 2023-06-06 | Fri 2023-06-09
# jubilee on Thursday and Friday
Mon 2022-05-30 | Mon 2022-06-06 | Tue 2022-06-07 | Wed 2022-06-08 | Wed 2022-06-15 | Mon 2022-06-20
# Christmas and New Year
Mon 2024-12-16 | Thu 2024-12-19 | Fri 2024-12-20 | Mon 2024-12-23 | Thu 2025-01-02 | Tue 2025-01-07
# call moved before Easter
Thu 2023-03-30 | Thu 2023-04-06 | Tue 2023-04-11 | Wed 2023-04-12 | Mon 2023-04-17 | Thu 2023-04-20
# call moved before May holidays
Thu 2023-04-27 | Thu 2023-05-04 | Fri 2023-05-05 | Tue 2023-05-09 | Mon 2023-05-15 | Thu 2023-05-18
# call moved before the coronation
Fri 2023-05-05 | Thu 2023-05-11 | Fri 2023-05-12 | Mon 2023-05-15 | Mon 2023-05-22 | Thu 2023-05-25
"""
DEADLINES = ("returns", "selection", "tracking", "on_site_start", "on_site_end")


def rows() -> list[list[str]]:
    """Return the table's rows of dates; a line that starts with ``#`` is a remark."""
    lines = [line for line in TIMELINES.strip().splitlines()[1:] if not line.startswith("#")]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def day(written: str) -> date:
    """Return the date of ``Mon 2023-02-06``, sure that it is that weekday."""
    weekday, _, iso = written.partition(" ")
    parsed = date.fromisoformat(iso)
    assert f"{parsed:%a}" == weekday
    return parsed


def local_day(timeline: Timeline, milestone: str) -> date:
    return datetime.fromisoformat(timeline.milestone(milestone).local).date()


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row[0]))
def test_each_deadline_falls_on_its_day(row: list[str]) -> None:
    timeline = plan(AP, day(row[0]), on_site_days=4)
    fallen = [local_day(timeline, milestone) for milestone in DEADLINES]
    assert fallen == [day(cell) for cell in row[1:]]


@pytest.mark.parametrize(
    ("notified", "milestone", "local", "utc"),
    [
        ("2023-02-06", "returns", "2023-02-09T17:00:00+00:00", "2023-02-09T17:00:00+00:00"),
        ("2023-03-27", "returns", "2023-03-30T17:00:00+01:00", "2023-03-30T16:00:00+00:00"),
        # Notified in winter time, tracking information due in summer time.
        ("2023-03-20", "returns", "2023-03-23T17:00:00+00:00", "2023-03-23T17:00:00+00:00"),
        ("2023-03-20", "tracking", "2023-03-27T17:00:00+01:00", "2023-03-27T16:00:00+00:00"),
        # And the other way round.
        ("2023-10-23", "returns", "2023-10-26T17:00:00+01:00", "2023-10-26T16:00:00+00:00"),
        ("2023-10-23", "tracking", "2023-10-30T17:00:00+00:00", "2023-10-30T17:00:00+00:00"),
        ("2023-04-24", "survey_closes", "2023-05-15T23:59:59+01:00", "2023-05-15T22:59:59+00:00"),
        ("2023-02-06", "on_site_end", "2023-02-23T23:59:59+00:00", "2023-02-23T23:59:59+00:00"),
        ("2023-06-12", "notification", "2023-06-12T00:00:00+01:00", "2023-06-11T23:00:00+00:00"),
        ("2023-06-12", "on_site_start", "2023-06-26T00:00:00+01:00", "2023-06-25T23:00:00+00:00"),
    ],
)
def test_local_time_is_kept_and_the_instant_follows(
    notified: str, milestone: str, local: str, utc: str
) -> None:
    due = plan(AP, date.fromisoformat(notified)).milestone(milestone)
    assert (due.local, due.due.isoformat()) == (local, utc)


@pytest.mark.parametrize(
    ("on_site_days", "last"),
    [
        (1, "Wed 2023-04-12"),
        (2, "Thu 2023-04-13"),
        (3, "Fri 2023-04-14"),
        (4, "Mon 2023-04-17"),  # past the weekend
    ],
)
def test_the_survey_closes_with_the_last_on_site_day(on_site_days: int, last: str) -> None:
    timeline = plan(AP, day("Mon 2023-03-27"), on_site_days=on_site_days)
    assert local_day(timeline, "on_site_end") == day(last)
    assert local_day(timeline, "survey_closes") == day(last)


@pytest.mark.parametrize(
    ("on_site_start", "notified"),
    [
        ("Mon 2023-02-20", "Mon 2023-02-06"),
        ("Mon 2023-04-17", "Thu 2023-03-30"),
        ("Mon 2023-05-15", "Thu 2023-04-27"),
        ("Mon 2023-05-22", "Fri 2023-05-05"),
        ("Mon 2023-06-05", "Fri 2023-05-19"),
        ("Mon 2023-06-12", "Fri 2023-05-26"),
    ],
)
def test_planning_backwards_moves_the_call_and_comes_back(
    on_site_start: str, notified: str
) -> None:
    call = notification_for(AP, day(on_site_start))
    assert call == day(notified)
    assert local_day(plan(AP, call), "on_site_start") == day(on_site_start)


def test_the_milestones_have_the_names_that_everyone_uses() -> None:
    assert [milestone.id for milestone in plan(AP, day("Mon 2023-02-06")).milestones] == [
        "notification",
        "returns",
        "selection",
        "off_site_start",
        "tracking",
        "on_site_start",
        "on_site_end",
        "survey_closes",
        "debrief",
        "summary_note",
    ]


def test_the_request_has_four_lists_and_eleven_documents() -> None:
    assert [item.id for item in AP.lists] == [
        "currently_attending",
        "recently_attended",
        "dynamic_support",
        "alternative_providers",
    ]
    assert len(AP.documents) == 11
    assert [item.number for item in AP.items] == [str(number) for number in range(1, 16)]


def test_about_three_children_are_tracked_with_five_kinds_of_document_each() -> None:
    assert AP.selection.about == 3
    assert [item.id for item in AP.tracking.items] == [
        "chronology",
        "pen_portrait",
        "assessments",
        "plans",
        "commissioning_agreement",
    ]
