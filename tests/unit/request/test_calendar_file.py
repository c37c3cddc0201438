"""The timeline as a calendar file."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from builders.visits import a_visit, its_milestones
from visit_exchange.request.calendar_file import cancelled_ics, timeline_ics
from visit_exchange.visits.visit import Adjustment

VISIT = a_visit(date(2023, 3, 27))  # Monday, in summer time
MILESTONES = its_milestones(VISIT)


def events(content: bytes) -> dict[str, Any]:
    """Return the calendar's entries by milestone id."""
    found = Calendar.from_ical(content).walk("VEVENT")
    prefix, suffix = f"{VISIT.id}-", "@visit-exchange"
    return {str(event["UID"]).removeprefix(prefix).removesuffix(suffix): event for event in found}


def a_move(milestone: str, at: datetime) -> Adjustment:
    return Adjustment(VISIT.id, milestone, at, at, "A flood", "data team", at)


def test_every_milestone_is_an_entry() -> None:
    assert list(events(timeline_ics(VISIT, MILESTONES))) == [one.id for one in MILESTONES]


def test_a_deadline_is_at_its_local_time_in_london() -> None:
    returns = events(timeline_ics(VISIT, MILESTONES))["returns"]
    assert returns["DTSTART"].params["TZID"] == "Europe/London"
    assert returns["DTSTART"].dt == datetime(2023, 3, 30, 16, 0, tzinfo=UTC)  # 5pm, Thursday
    assert returns["SUMMARY"] == "Lists and documents due (Exampleshire)"


def test_an_on_site_day_is_a_whole_day() -> None:
    found = events(timeline_ics(VISIT, MILESTONES))
    assert found["on_site_start"]["DTSTART"].dt == date(2023, 4, 12)
    assert found["survey_closes"]["DTSTART"].dt == date(2023, 4, 17)


def test_the_file_brings_its_timezone() -> None:
    zones = Calendar.from_ical(timeline_ics(VISIT, MILESTONES)).walk("VTIMEZONE")
    assert [zone["TZID"] for zone in zones] == ["Europe/London"]


def test_the_same_timeline_is_the_same_file() -> None:
    assert timeline_ics(VISIT, MILESTONES) == timeline_ics(VISIT, MILESTONES)


def test_an_adjusted_deadline_moves_the_entry_that_is_there() -> None:
    before = events(timeline_ics(VISIT, MILESTONES))["returns"]
    later = dataclasses.replace(
        MILESTONES[1],
        due=MILESTONES[1].due + timedelta(days=1),
        local="2023-03-31T17:00:00+01:00",
        adjusted=True,
    )
    made_at = datetime(2023, 3, 28, 9, 0, tzinfo=UTC)
    moved = [MILESTONES[0], later, *MILESTONES[2:]]
    after = events(timeline_ics(VISIT, moved, [a_move("returns", made_at)]))["returns"]
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].dt == made_at
    assert after["DTSTART"].dt == datetime(2023, 3, 31, 16, 0, tzinfo=UTC)


def test_a_cancellation_takes_out_what_is_to_come_and_no_day_that_is_past() -> None:
    wednesday = datetime(2023, 3, 29, 9, 0, tzinfo=UTC)
    content = cancelled_ics(VISIT, MILESTONES, at=wednesday)
    assert Calendar.from_ical(content)["METHOD"] == "CANCEL"
    cancelled, told = events(content), events(timeline_ics(VISIT, MILESTONES))
    assert cancelled.keys() == told.keys() - {"notification"}
    for name, event in cancelled.items():
        assert event["UID"] == told[name]["UID"]
        assert event["SEQUENCE"] > told[name]["SEQUENCE"]
        assert event["STATUS"] == "CANCELLED"
        assert (
            event["ORGANIZER"] == told[name]["ORGANIZER"] == f"mailto:{VISIT.lead_inspector_email}"
        )


def test_each_move_a_cancellation_and_a_resumption_raise_the_sequence() -> None:
    at = datetime(2023, 3, 29, 9, 0, tzinfo=UTC)
    once, resumed = [a_move("returns", at)], dataclasses.replace(VISIT, timeline=2)
    twice = [*once, a_move("selection", at), a_move("returns", at)]
    files = (
        timeline_ics(VISIT, MILESTONES),
        timeline_ics(VISIT, MILESTONES, once),
        timeline_ics(VISIT, MILESTONES, twice),
        cancelled_ics(VISIT, MILESTONES, twice, at=at),
        timeline_ics(resumed, MILESTONES, twice),
        cancelled_ics(resumed, MILESTONES, twice, at=at),
    )
    of_returns = [events(each)["returns"]["SEQUENCE"] for each in files]
    assert of_returns == sorted(set(of_returns))


def test_an_entry_is_long_enough_to_be_seen_and_the_visit_lasts_its_days() -> None:
    found = events(timeline_ics(VISIT, MILESTONES))
    returns = found["returns"]
    assert returns["DTEND"].dt - returns["DTSTART"].dt == timedelta(minutes=15)
    # Wednesday 12 to Monday 17 April 2023; the end of whole days is the day after.
    assert found["on_site_start"]["DTEND"].dt == date(2023, 4, 18)
    assert found["debrief"]["DTEND"].dt == date(2023, 4, 18)


def test_an_alarm_rings_while_there_is_time_and_none_for_what_is_cancelled() -> None:
    def rings(entry: Any) -> list[timedelta]:
        return [alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")]

    found = events(timeline_ics(VISIT, MILESTONES))
    assert rings(found["returns"]) == [timedelta(days=-1)]
    assert rings(found["on_site_start"]) == [timedelta(hours=-15)]  # 9am on the day before
    at = datetime(2023, 3, 29, 9, 0, tzinfo=UTC)
    assert rings(events(cancelled_ics(VISIT, MILESTONES, at=at))["returns"]) == []
