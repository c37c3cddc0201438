"""The timetable of meetings: what it starts from, how it changes, what in it cannot work."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from builders.visits import a_visit
from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.request.meetings_calendar import cancelled_meetings_ics, meetings_ics
from visit_exchange.visits.dates.timeline import plan
from visit_exchange.visits.meeting.meeting_checks import clashes, not_as_agreed, off_days
from visit_exchange.visits.meeting.meetings import (
    MOVED_ON,
    NO_SLOT,
    Slot,
    Timetable,
    read_timetable,
    what_was_done,
    written_timetable,
)
from visit_exchange.visits.meeting.starting_timetable import (
    Ground,
    days_between,
    starting_timetable,
)

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2023, 4, 17)  # Monday 17 April 2023, in British Summer Time
NOW = datetime(2023, 4, 14, 9, tzinfo=LONDON)
CODES = ("K7QM-2XWD", "4HTR-9PLC", "9MWX-3KDT")


def slot(at: str = "10:00", minutes: int = 60, day: date = MONDAY, **changes: Any) -> Slot:
    """A meeting in person at the town hall, of the lead inspector with the LANO."""
    usual: dict[str, Any] = {
        "id": "",
        "title": "Meeting",
        "starts": datetime.combine(day, time.fromisoformat(at), LONDON),
        "minutes": minutes,
        "how": "in person",
        "roles": ("lead inspector", "LANO"),
        "place": "Town hall",
    }
    return Slot(**(usual | changes))


def timetable(*slots: Slot) -> Timetable:
    made = Timetable()
    for each in slots:
        made = made.with_new(each)
    return made


def ground(framework_id: str, notified: date, **agreed: Any) -> Ground:
    """What a visit of a kind is made on, with as many children and providers as are usual."""
    kind = load_framework(framework_id)
    milestones = plan(kind, notified).milestones
    providers = kind.providers.about if kind.providers else 0
    return Ground(
        days={each.id: each.due.astimezone(LONDON).date() for each in milestones},
        zone=LONDON,
        children=[f"child {n}" for n in range(kind.selection.about)],
        providers=[(f"provider {n}", agreed.get(f"provider_{n}")) for n in range(providers)],
    )


@pytest.mark.parametrize(
    ("kind", "notified", "children", "visited"),
    [
        ("ap_thematic_2023", date(2023, 3, 27), 3, 4),
        ("area_send_full_2024", date(2024, 3, 4), 6, 6),
    ],
)
def test_the_starting_timetable_of_a_usual_visit_has_no_clash(
    kind: str, notified: date, children: int, visited: int
) -> None:
    rules, on = load_framework(kind).timetable, ground(kind, notified)
    made = starting_timetable(rules, on)
    site = days_between(on.days["on_site_start"], on.days["on_site_end"])
    assert clashes(made, travel_minutes=rules.travel_minutes, on_site=site) == ()
    titles = [each.title for each in made.slots]
    assert titles.count("Tracking meeting with the child and family") == children
    assert titles.count("Sampling visit to a provider") == visited
    assert len({each.id for each in made.slots}) == len(made.slots)


def test_the_thematic_visit_starts_week_2_with_planners_and_the_safeguarding_partnership() -> None:
    made = starting_timetable(
        load_framework("ap_thematic_2023").timetable, ground("ap_thematic_2023", date(2023, 3, 27))
    )
    on_monday = [each.title for each in made.days()[date(2023, 4, 3)]]
    assert on_monday[0] == "Meeting on strategic planning"
    assert "Meeting with the safeguarding partnership" in on_monday
    last = made.days()[max(made.days())]
    assert last[-1].title == "Debrief with local area leaders"


def test_a_visit_to_a_provider_is_at_the_time_that_was_agreed() -> None:
    agreed = datetime(2023, 4, 18, 10, tzinfo=LONDON)
    on = ground("ap_thematic_2023", date(2023, 3, 27), provider_1=agreed)
    made = starting_timetable(load_framework("ap_thematic_2023").timetable, on)
    assert [each.starts for each in made.slots if each.place == "provider 1"] == [agreed]


def test_working_days_leave_out_the_weekend_and_bank_holidays() -> None:
    friday, tuesday = date(2023, 4, 7), date(2023, 4, 11)  # Good Friday, Tuesday after Easter
    assert days_between(friday, date(2023, 4, 12)) == (tuesday, date(2023, 4, 12))


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (slot("10:30"), "The lead inspector and the LANO are in two meetings at once"),
        (slot("10:30", roles=("LANO",)), "The LANO is in two meetings at once"),
        (slot("11:10", place="Elm House"), "have 10 minutes to travel from Meeting at 10am"),
        (slot("11:30", place="Elm House"), ""),
        (slot("11:00"), ""),
        (slot("11:00", place="", how="video"), ""),
        (slot("10:30", roles=("CQC inspector",)), ""),
        (slot("10:30", day=date(2023, 4, 18)), ""),
    ],
    ids=["all", "one", "far", "time enough", "same place", "video", "others", "another day"],
)
def test_what_cannot_work_is_said(other: Slot, says: str) -> None:
    found = clashes(timetable(slot(), other), travel_minutes=30)
    assert [says in each for each in found] == ([True] if says else [])


def test_an_on_site_day_without_time_to_analyse_is_said() -> None:
    made = timetable(slot(), slot("14:00", day=date(2023, 4, 18), kind="analysis"))
    found = clashes(made, travel_minutes=30, on_site=(MONDAY, date(2023, 4, 18)))
    assert found == ("Monday 17 April 2023 has no time to review and analyse.",)


def test_meetings_in_person_on_a_day_that_is_not_on_site_are_said() -> None:
    """As after the on-site days were moved, or the visit was resumed with new dates."""
    tuesday = date(2023, 4, 18)
    made = timetable(
        slot(), slot("14:00", day=tuesday), slot("16:00", day=tuesday, kind="analysis")
    )
    found = clashes(made, travel_minutes=30, on_site=(tuesday,))
    assert found == ("Monday 17 April 2023 is no on-site day and has 1 meeting in person.",)
    assert off_days(made, (tuesday,)) == {MONDAY: 1}
    by_video = timetable(slot(how="video"))
    assert clashes(by_video, travel_minutes=30, on_site=(tuesday,)) == ()


def test_a_provider_that_agreed_to_another_time_is_said() -> None:
    made = timetable(slot("10:00", place="Elm House"))
    at = made.slots[0].starts
    assert not_as_agreed(made, {"Elm House": at}) == ()
    later = at + timedelta(hours=1)
    assert not_as_agreed(made, {"Elm House": later}) == (
        "The visit to Elm House is agreed for 11am on Monday 17 April 2023, and not so here.",
    )


def test_a_change_raises_the_sequence_once_it_was_told_and_the_same_again_is_none() -> None:
    first = timetable(slot()).all_told()
    moved = first.with_changed(replace(first.slots[0], minutes=90))
    again = moved.with_changed(replace(moved.slots[0], minutes=75))
    assert [each.slots[0].sequence for each in (first, moved, again)] == [0, 1, 1]
    assert (first.news, [each.id for each in again.news]) == ((), ["s1"])
    assert first.with_changed(first.slots[0]) == first


def test_what_was_never_told_and_is_cancelled_is_no_news() -> None:
    first = timetable(slot())
    assert first.with_changed(replace(first.slots[0], is_cancelled=True)).news == ()


def test_a_timetable_is_started_again_and_what_took_place_stays() -> None:
    """As when the on-site days have moved by a week: nobody moves forty meetings by hand."""
    first = timetable(slot("09:00"), slot("10:00"), slot("11:00")).all_told()
    first = first.with_what_took_place("s1", took_place=True)
    later = timetable(slot("09:00", day=date(2023, 4, 24)))
    again = first.started_again(later, NOW)
    assert [each.id for each in again.standing] == ["s1", "s4"]
    assert [(each.id, each.is_cancelled) for each in again.news] == [
        ("s2", True),
        ("s3", True),
        ("s4", False),
    ]


@pytest.mark.parametrize(
    ("now", "stay"),
    [("08:59", []), ("09:00", ["s1"]), ("09:30", ["s1"]), ("10:30", ["s1", "s2"])],
)
def test_what_has_begun_stays_when_the_rest_is_started_again(now: str, stay: list[str]) -> None:
    """Nobody needs to have said yet that it took place; what is cancelled stays so."""
    first = timetable(slot("09:00"), slot("10:00"), slot("11:00"), slot("08:00")).all_told()
    first = first.with_changed(replace(first.slots[3], is_cancelled=True)).all_told()
    again = first.started_again(timetable(slot("09:00"), slot("15:00")), slot(now).starts)
    assert [each.id for each in again.standing if each.told >= 0] == stay
    new = [f"{each.starts:%H:%M}" for each in again.standing if each.told < 0]
    assert new == (["15:00"] if stay else ["09:00", "15:00"])


def test_what_has_begun_on_a_day_that_is_not_on_site_is_not_said() -> None:
    made, tuesday = timetable(slot("09:00"), slot("15:00")), date(2023, 4, 18)
    assert off_days(made, (tuesday,), slot("10:00").starts) == {MONDAY: 1}
    assert off_days(made, (tuesday,), slot("15:00").starts) == {}
    assert clashes(made, travel_minutes=30, on_site=(tuesday,), now=slot("15:00").starts) == ()


def test_a_meeting_that_is_cancelled_cannot_be_changed() -> None:
    first = timetable(slot())
    gone = first.with_changed(replace(first.slots[0], is_cancelled=True))
    with pytest.raises(UserError) as refusal:
        gone.with_changed(first.slots[0])
    assert str(refusal.value) == NO_SLOT != MOVED_ON


def test_it_is_kept_and_read_again() -> None:
    made = timetable(slot(child=CODES[0]), slot("13:00"))
    assert read_timetable(written_timetable(made)) == made
    with pytest.raises(UserError, match="another version"):
        read_timetable(b'{"slots": [{"child": "K7QM-2XWD"}]}')


def test_the_calendar_file_keeps_the_uid_and_raises_the_sequence() -> None:
    visit, first = a_visit(), timetable(slot(), slot("13:00")).all_told()
    moved = first.with_changed(replace(first.slots[0], minutes=90))
    gone = moved.with_changed(replace(moved.slots[1], is_cancelled=True))
    text = meetings_ics(visit, gone, made_at=NOW).decode()
    assert "UID:999-ap-20230327-meeting-s1@visit-exchange" in text
    assert "SEQUENCE:1" in text
    assert "meeting-s2" not in text
    cancelled = cancelled_meetings_ics(visit, gone, made_at=NOW).decode()
    assert "METHOD:CANCEL" in cancelled
    assert "meeting-s2@visit-exchange" in cancelled
    assert cancelled_meetings_ics(visit, moved, made_at=NOW) == b""


def test_a_calendar_is_told_the_hours_of_the_wall_on_both_sides_of_the_change_of_clocks() -> None:
    """Summer time begins on Sunday 26 March 2023. No calendar knows a time zone ``+01:00``."""
    made = timetable(slot(day=date(2023, 3, 24)), slot(day=date(2023, 3, 27)))
    kept = read_timetable(written_timetable(made))
    text = meetings_ics(a_visit(), kept, made_at=NOW).decode()
    starts = [line for line in text.splitlines() if line.startswith("DTSTART;")]
    assert starts == [
        "DTSTART;TZID=Europe/London:20230324T100000",
        "DTSTART;TZID=Europe/London:20230327T100000",
    ]
    assert text.count("BEGIN:VTIMEZONE") == 1


def test_what_took_place_is_counted_without_a_code() -> None:
    debrief = slot("13:00", title="Debrief")
    made = timetable(slot("09:00", child=CODES[0]), slot("11:00", child=CODES[1]), debrief)
    for each in ("s1", "s2"):
        made = made.with_what_took_place(each, took_place=True)
    assert what_was_done(made) == (("Meeting", "lead inspector, LANO", "2"),)
