"""When files are dropped, and whom the inspector of a rehearsal selects."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rehearsal.expectations import SOUND, Drop, Expected
from rehearsal.playing.schedule import Dropped, copies_what_waits, due_of, leaves_room, schedule
from rehearsal.playing.selecting import choose, choose_outsider
from visit_exchange.kinds import load_framework
from visit_exchange.privacy.pseudonyms import child_code
from visit_exchange.visits.dates.clock import RealClock
from visit_exchange.visits.dates.rehearsing import rehearsal_clock
from visit_exchange.visits.dates.timeline import plan
from visit_exchange.visits.visit import VisitMilestone

ASKED = load_framework("ap_thematic_2023")
MONDAY = date(2026, 11, 23)
TIMELINE = plan(ASKED, MONDAY)
MILESTONES = tuple(
    VisitMilestone("999-ap-20261123", m.id, m.title, m.due, m.local, "", False, None)
    for m in TIMELINE.milestones
)
CODES = tuple(child_code(b"k" * 32, f"EXS-{number}") for number in range(20))


def drop(label: str, hours: int) -> Drop:
    expected = Expected(label, "returns", timedelta(hours=hours), SOUND)
    return Drop(f"{label}.pdf", b"", expected)


def test_files_are_dropped_in_the_order_of_time() -> None:
    planned = schedule([drop("late", 2), drop("early", -30)], MILESTONES, RealClock())
    assert [each.drop.expected.label for each in planned] == ["early", "late"]
    # Returns are due on Thursday 26 November at 5pm.
    assert planned[0].at == datetime(2026, 11, 25, 11, tzinfo=UTC)
    assert planned[1].at == datetime(2026, 11, 26, 19, tzinfo=UTC)


def test_in_a_rehearsal_a_day_is_as_short_as_its_clock_says() -> None:
    started = datetime(2026, 3, 2, 12, tzinfo=UTC)
    clock = rehearsal_clock(TIMELINE, started=started, day_seconds=24)
    (first, second) = schedule([drop("early", -24), drop("late", 2)], MILESTONES, clock)
    assert second.at - first.at == timedelta(seconds=26)


@pytest.mark.parametrize(
    ("hours", "seconds", "waits"),
    [
        (-4, 0.6, True),  # the store tells whole seconds, and would list them by their names
        (-4, 0.8, False),  # the next second has begun
        (-5, 0.6, False),  # planned for one moment: the order is nobody's
    ],
)
def test_after_an_outage_a_later_file_is_not_dropped_in_the_second_of_an_earlier_one(
    hours: int, seconds: float, waits: bool
) -> None:
    planned = schedule([drop("first", -5), drop("next", hours)], MILESTONES, RealClock())
    first, later = sorted(planned, key=lambda each: each.drop.expected.label)
    at = datetime(2026, 11, 26, 18, 0, 0, 250_000, tzinfo=UTC)  # Thursday, after both were due

    assert Dropped(first, at).keeps_waiting(later, at + timedelta(seconds=seconds)) is waits


@pytest.mark.parametrize(
    ("content", "answered", "waits"),
    [
        (b"a list", (), True),
        (b"a list", ("first",), False),
        (b"another list", (), False),
    ],
)
def test_a_copy_is_dropped_when_its_original_has_been_answered(
    content: bytes, answered: tuple[str, ...], waits: bool
) -> None:
    first = replace(drop("first", -5), content=b"a list")
    copy = replace(drop("copy", -4), content=content)

    assert copies_what_waits(copy, [first], answered) is waits


@pytest.mark.parametrize(("seconds", "has_room"), [(9, True), (7, False), (-1, False)])
def test_the_second_visit_does_nothing_shortly_before_the_next_file_of_the_first(
    seconds: int, has_room: bool
) -> None:
    planned = schedule([drop("next", 0), drop("later", 2)], MILESTONES, RealClock())

    assert leaves_room(planned, planned[0].at - timedelta(seconds=seconds)) is has_room
    assert leaves_room([], planned[0].at)


def test_the_inspector_selects_about_as_many_as_the_guidance_says() -> None:
    chosen = choose((*CODES, "No selection"), ASKED.selection, seed=1)
    assert len(set(chosen)) == ASKED.selection.about
    assert set(chosen) <= set(CODES)
    assert choose((*CODES, "No selection"), ASKED.selection, seed=1) == chosen


def test_the_outsider_was_not_selected() -> None:
    chosen = choose(CODES, ASKED.selection, seed=1)
    assert choose_outsider((*CODES, "No selection"), chosen) in set(CODES) - set(chosen)


@pytest.mark.parametrize(
    ("label", "due"),
    [
        (f"Pen portrait of {CODES[0]}", datetime(2026, 11, 30, 17, tzinfo=UTC)),  # Monday
        (f"Pen portrait of {CODES[1]}", datetime(2026, 12, 2, 17, tzinfo=UTC)),  # Wednesday
        ("the checklist of the selected children", datetime(2026, 11, 30, 17, tzinfo=UTC)),
    ],
)
def test_what_is_sent_of_a_child_who_took_anothers_place_is_due_later(
    label: str, due: datetime
) -> None:
    monday, wednesday = (
        datetime(2026, 11, 30, 17, tzinfo=UTC),
        datetime(2026, 12, 2, 17, tzinfo=UTC),
    )
    assert due_of(label, monday, {CODES[1]: wednesday}) == due
