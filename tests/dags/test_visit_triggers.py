"""What the triggerer waits for: a hint for what nobody has to answer yet, and deadlines."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat

import pytest

import visit_triggers
from builders.visits import a_visit
from shared_look import SharedLook
from upload_news import UploadNews
from visit_exchange.errors import ServiceError
from visit_exchange.visits.dates.timetable import Timetable, Waits
from visit_exchange.visits.visit import Visit, VisitStatus
from visit_triggers import MilestoneTrigger, UploadsTrigger, pause_after

VISIT = a_visit()  # notified on Monday 27 March 2023
PAST = datetime.now(UTC) - timedelta(seconds=1)
AN_HOUR_AWAY = datetime.now(UTC) + timedelta(hours=1)


def waits(version: str, *, given: bool = False, visit: str = VISIT.id) -> Waits:
    return Waits(visit, version, PAST - timedelta(seconds=9), given)


# More than are enough for however many tasks run side by side.
MANY_GIVEN = frozenset(waits(f"given {n}", given=True) for n in range(8 * 64))


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit_triggers, "NEWS", UploadNews(lambda: False))


@pytest.mark.parametrize(
    ("looks", "hints"),
    [
        ([set(), set()], []),
        ([{waits("1")}, {waits("1")}], [1]),  # told once
        ([{waits("1")}, {waits("1"), waits("2")}], [1, 2]),  # one more has come
        ([{waits("1", given=True)}], []),  # a task has it to answer
        (
            [{waits("1"), waits("2")}, {waits("1", given=True), waits("2")}],
            [2, 1],
        ),  # a part is left
        # One more comes while tasks have more than enough to answer; it is told of afterwards.
        (
            [{waits("1"), *MANY_GIVEN}, {waits("1"), waits("2"), *MANY_GIVEN}, {waits("2")}],
            [1, 1],
        ),
    ],
)
def test_a_hint_is_given_when_others_wait_than_before(
    monkeypatch: pytest.MonkeyPatch, looks: list[set[Waits]], hints: list[int]
) -> None:
    seen = iter([*(frozenset(look) for look in looks)])
    monkeypatch.setattr(visit_triggers, "WAITING", SharedLook(lambda: _next(seen)))

    said: list[str] = []
    monkeypatch.setattr(visit_triggers, "call_step", said.append)

    async def all_hints() -> list[int]:
        found: list[int] = []
        try:
            async for event in UploadsTrigger(every_seconds=0).run():
                found.append(event.payload["waiting"])
        except LookupError:
            return found
        return found

    assert asyncio.run(all_hints()) == hints
    assert said == ["upkeep.signs.watcher_lives"]  # once a minute, however often it looks


def test_the_watcher_looks_whenever_the_wait_for_news_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter([frozenset[Waits](), frozenset({waits("1")})])
    heard: list[bool] = []

    def word_of_an_upload() -> bool:
        heard.append(True)
        return True

    monkeypatch.setattr(visit_triggers, "WAITING", SharedLook(lambda: _next(looks)))
    monkeypatch.setattr(visit_triggers, "NEWS", UploadNews(word_of_an_upload))
    monkeypatch.setattr(visit_triggers, "call_step", lambda step: None)

    async def first_hint() -> int:
        async for event in UploadsTrigger(every_seconds=0).run():
            return int(event.payload["waiting"])
        return 0

    assert asyncio.run(first_hint()) == 1
    assert heard == [True]


@pytest.mark.parametrize(
    ("took", "something_waits", "pause"),
    [
        (0.02, True, 0.2),
        (0.3, True, 3.0),
        (0.3, False, 6.0),
        (480.0, True, 10.0),  # the store was away or hung for eight minutes
        (480.0, False, 10.0),
    ],
)
def test_the_watcher_rests_as_its_look_took_but_never_for_long(
    took: float, something_waits: bool, pause: float
) -> None:
    assert pause_after(took, something_waits) == pytest.approx(pause)


@pytest.mark.parametrize(
    ("visit", "due"),
    [
        (VISIT, PAST),
        (a_visit(status=VisitStatus.DEFERRED), AN_HOUR_AWAY),
        (a_visit(timeline=2), AN_HOUR_AWAY),  # resumed: it goes on in another run
        (a_visit(VISIT.notified.replace(day=28)), AN_HOUR_AWAY),  # ours has ended
    ],
    ids=["it has come", "deferred", "resumed", "ended"],
)
def test_a_wait_ends_when_its_hour_comes_or_its_run_goes_no_further(
    monkeypatch: pytest.MonkeyPatch, visit: Visit, due: datetime
) -> None:
    table = Timetable({visit.id: visit}, {(visit.id, "returns"): due})
    monkeypatch.setattr(visit_triggers, "TIMETABLE", SharedLook(lambda: table))

    assert asyncio.run(_fires(MilestoneTrigger(VISIT.id, "returns"))) == {
        "visit": VISIT.id,
        "role": "returns",
    }


def test_a_deadline_that_moves_is_obeyed_while_it_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = iter(
        Timetable({VISIT.id: VISIT}, {(VISIT.id, "returns"): due}) for due in (AN_HOUR_AWAY, PAST)
    )
    monkeypatch.setattr(visit_triggers, "TIMETABLE", SharedLook(lambda: next(tables)))
    monkeypatch.setattr(visit_triggers, "LOOK", 0.01)

    assert asyncio.run(_fires(MilestoneTrigger(VISIT.id, "returns")))


def test_a_deadline_waits_for_the_answers_to_what_came_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A deadline is held up for minutes: it must have come now, not when this module was read.
    just_now = datetime.now(UTC) - timedelta(seconds=1)
    table = Timetable({VISIT.id: VISIT}, {(VISIT.id, "returns"): just_now})
    asked = iter([frozenset({waits("1", given=True)}), frozenset({waits("2", visit="other")})])
    monkeypatch.setattr(visit_triggers, "TIMETABLE", SharedLook(lambda: table))
    monkeypatch.setattr(visit_triggers, "WAITING", SharedLook(lambda: next(asked)))
    monkeypatch.setattr(visit_triggers, "SETTLING", 0.01)

    assert asyncio.run(_fires(MilestoneTrigger(VISIT.id, "returns", settled=True)))
    assert list(asked) == []


def test_the_end_waits_for_what_came_before_the_visit_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Something held it up: the end is an hour ago, and what has no answer came since."""
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    table = Timetable({VISIT.id: VISIT}, {(VISIT.id, "on_site_end"): an_hour_ago})
    just_now = Waits(VISIT.id, "1", datetime.now(UTC) - timedelta(seconds=1))
    asked = iter([frozenset({just_now}), frozenset[Waits]()])
    monkeypatch.setattr(visit_triggers, "TIMETABLE", SharedLook(lambda: table))
    monkeypatch.setattr(visit_triggers, "WAITING", SharedLook(lambda: next(asked)))
    monkeypatch.setattr(visit_triggers, "SETTLING", 0.01)

    assert asyncio.run(_fires(MilestoneTrigger(VISIT.id, "end", settled=True)))
    assert list(asked) == []


DUE = datetime(2026, 11, 26, 17, tzinfo=UTC)  # Thursday 26 November 2026
MINUTE = timedelta(minutes=1)
NOBODY = timedelta(hours=3)  # in which nobody answers


@pytest.mark.parametrize(
    ("looks", "needed"),
    [
        # The first look finds what came in time, the next that it has its answer.
        ([("yes", MINUTE), ("no", MINUTE)], 2),
        ([("away", NOBODY), ("yes", MINUTE), ("no", MINUTE)], 3),  # the store was away at the hour
        ([("yes", MINUTE), ("away", NOBODY), ("yes", MINUTE), ("no", MINUTE)], 4),  # or after it
        # The register, or the process that waits, was away when the hour came.
        ([("yes", NOBODY), ("yes", MINUTE), ("no", MINUTE)], 3),
        # What cannot be answered holds up a deadline for ten minutes, however slow the looks.
        ([("yes", MINUTE)] * 99, 12),
        ([("yes", MINUTE / 2)] * 99, 22),
    ],
)
def test_what_came_in_time_is_waited_for_while_it_can_be_answered(
    monkeypatch: pytest.MonkeyPatch, looks: list[tuple[str, timedelta]], needed: int
) -> None:
    in_time = Waits(VISIT.id, "1", DUE - timedelta(seconds=9), True)
    clock, seen = [DUE], list[str]()

    def look() -> frozenset[Waits]:
        what, took = looks[len(seen)]
        clock.append(clock[-1] + took)
        seen.append(what)
        if what == "away":
            raise ServiceError("The object store", "EndpointConnectionError")
        return frozenset({in_time}) if what == "yes" else frozenset()

    table = Timetable({VISIT.id: VISIT}, {(VISIT.id, "returns"): DUE})
    monkeypatch.setattr(visit_triggers, "_wall_now", lambda: clock[-1])
    monkeypatch.setattr(visit_triggers, "TIMETABLE", SharedLook(lambda: table))
    monkeypatch.setattr(visit_triggers, "WAITING", SharedLook(look))
    for pause in ("SETTLING", "AWAY"):
        monkeypatch.setattr(visit_triggers, pause, 0.001)

    assert asyncio.run(_fires(MilestoneTrigger(VISIT.id, "returns", settled=True)))
    assert len(seen) == needed


def test_nothing_is_waited_for_in_a_visit_that_was_cancelled_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    just_now = datetime.now(UTC) - timedelta(seconds=1)
    due = {(VISIT.id, "returns"): just_now}
    as_it_was = Timetable({VISIT.id: VISIT}, due)
    cancelled = Timetable({VISIT.id: replace(VISIT, status=VisitStatus.CANCELLED)}, due)
    tables = chain([as_it_was] * 2, repeat(cancelled))
    never_answered = frozenset({waits("1")})
    monkeypatch.setattr(visit_triggers, "TIMETABLE", SharedLook(lambda: next(tables)))
    monkeypatch.setattr(visit_triggers, "WAITING", SharedLook(lambda: never_answered))
    monkeypatch.setattr(visit_triggers, "SETTLING", 0.01)

    assert asyncio.run(_fires(MilestoneTrigger(VISIT.id, "returns", settled=True)))


async def _fires(trigger: MilestoneTrigger) -> object:
    async for event in trigger.run():
        return event.payload
    return None


def _next(looks: Iterator[frozenset[Waits]]) -> frozenset[Waits]:
    found = next(looks, None)
    if found is None:
        raise LookupError("nothing is left to see")
    return found
