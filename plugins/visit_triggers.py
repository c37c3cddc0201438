"""What the triggerer waits for: a visit's milestone, and new uploads.

All that wait share one look at the register or the store, so that it costs the same however many
they are. They hold no state of their own: a restart of the triggerer, or a deadline that is moved
while a task waits, needs nothing else.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk.configuration import conf
from airflow.triggers.base import BaseEventTrigger, BaseTrigger, TriggerEvent

from shared_look import SharedLook
from upload_news import UploadNews
from visit_exchange.visits.dates.timetable import Timetable, Waits, is_settled
from visit_steps import call_step

END = "end"
# Seconds. An adjustment is obeyed within this time; days of a rehearsal are short.
LOOK = 5.0
LOOK_IN_REHEARSAL = 1.0
# How soon it is asked again whether what came in time has its answer.
SETTLING = 1.0
# A register or a store that is away is asked again after so long; it ends no wait.
AWAY = 5.0
# No look takes longer than this unless it waited for something that was away.
LONGEST_LOOK = timedelta(minutes=1)
# The watcher takes no more than this part of the time, however full the bucket: while something
# waits, and while nothing does.
SHARE = 0.1
SHARE_AT_REST = 0.05
# A store that hung or was away made a look take minutes: ten times as long would be hours.
LONGEST_PAUSE = 10.0
# Uploads given out and not answered yet, for each task that runs side by side: a new run takes some
# seconds until its own are begun.
ENOUGH_A_LANE = 8
# How often it says that it lives.
SIGN_OF_LIFE = 60.0


def _timetable() -> Timetable:
    found: Timetable = call_step("deadlines.waiting.timetable")
    return found


def _uploads_waiting() -> frozenset[Waits]:
    found: frozenset[Waits] = call_step("deadlines.waiting.uploads_waiting")
    return found


def _wait_for_news() -> bool:
    heard: bool = call_step("receiving.news.wait_for_news")
    return heard


# A register that is started again ends no wait.
TIMETABLE = SharedLook(_timetable, patience=120.0)
WAITING = SharedLook(_uploads_waiting)
NEWS = UploadNews(_wait_for_news)


class MilestoneTrigger(BaseTrigger):
    """Fires when a milestone of a visit has come, or its run goes no further.

    ``visit_id`` is the id of the visit's run: that of the visit unless it was resumed.
    ``role`` is the milestone's part in the framework (``returns``, ``selection``, …);
    ``hours_before`` fires that much earlier in visit time; with ``settled`` it also waits until
    every upload that arrived in time has its answer: at the end, what arrived before the visit is
    closed, however late that is.
    """

    def __init__(self, visit_id: str, role: str, hours_before: int = 0, settled: bool = False):
        super().__init__()  # type: ignore[no-untyped-call]  # Airflow's is not typed
        self.visit_id = visit_id
        self.role = role
        self.hours_before = hours_before
        self.settled = settled

    def serialize(self) -> tuple[str, dict[str, Any]]:
        return (
            "visit_triggers.MilestoneTrigger",
            {
                "visit_id": self.visit_id,
                "role": self.role,
                "hours_before": self.hours_before,
                "settled": self.settled,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        due = await self._until_due()
        if self.settled and due is not None:
            await self._until_settled(max(due, _wall_now()) if self.role == END else due)
        yield TriggerEvent({"visit": self.visit_id, "role": self.role})

    async def _until_due(self) -> datetime | None:
        """Wait until the milestone has come; return its instant, None when the run ends first."""
        loop = asyncio.get_running_loop()
        pause = 0.0
        while True:
            # The look is shared: whoever comes first makes it for all.
            table = await TIMETABLE.when_answered(loop.time() - pause, pause=AWAY)
            pause = LOOK_IN_REHEARSAL if table.has_short_days else LOOK
            due = table.wall_due(self.visit_id, self.role, self.hours_before)
            left = 0.0 if due is None else (due - _wall_now()).total_seconds()
            if left <= 0:
                return due
            await asyncio.sleep(min(left, pause))

    async def _until_settled(self, due: datetime) -> None:
        loop = asyncio.get_running_loop()
        # What was asked before the deadline knows nothing of what came just in time.
        asked_from = loop.time()
        # Counted from the first look: while the register, the store or this process was away,
        # before it or between two looks, nothing could be answered.
        held_up, looked_at = timedelta(), None
        while True:
            since = max(asked_from, loop.time() - SETTLING)
            table = await TIMETABLE.when_answered(since, pause=AWAY)
            if table.wall_due(self.visit_id, self.role) is None:
                return  # the visit was deferred or cancelled meanwhile
            waiting = await WAITING.when_answered(since, pause=AWAY)
            now = _wall_now()
            held_up += min(now - looked_at, LONGEST_LOOK) if looked_at else timedelta()
            looked_at = now
            if is_settled(waiting, self.visit_id, due, held_up):
                return
            await asyncio.sleep(SETTLING)


class UploadsTrigger(BaseEventTrigger):
    """Says that uploads wait for an answer: when they are others, and again while they wait.

    The event is only a hint. Airflow may drop, double or delay it: the run that it starts asks the
    bucket and the register for its work list. What a task has to answer already is no news, and
    while tasks have more than enough to answer, what waits need not be given out yet.
    """

    def __init__(self, every_seconds: float = 1.0, again_after_seconds: float = 30.0):
        super().__init__()  # type: ignore[no-untyped-call]  # Airflow's is not typed
        self.every_seconds = every_seconds
        self.again_after_seconds = again_after_seconds
        self.enough_given = ENOUGH_A_LANE * conf.getint("core", "parallelism")

    def serialize(self) -> tuple[str, dict[str, Any]]:
        return (
            "visit_triggers.UploadsTrigger",
            {
                "every_seconds": self.every_seconds,
                "again_after_seconds": self.again_after_seconds,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        told: frozenset[str] = frozenset()
        told_at = lived_at = float("-inf")
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            found = await WAITING.when_answered(began, pause=AWAY)
            if began - lived_at > SIGN_OF_LIFE:
                await asyncio.to_thread(call_step, "upkeep.signs.watcher_lives")
                lived_at = began
            waiting = frozenset(each.version_id for each in found if not each.is_given)
            has_room = len(found) - len(waiting) <= self.enough_given
            overdue = loop.time() - told_at > self.again_after_seconds
            if waiting and (overdue or (has_room and waiting != told)):
                yield TriggerEvent({"waiting": len(waiting)})
                told_at = loop.time()
            # While enough is given out nothing is told; whatever waits then is news afterwards.
            told = waiting if has_room else frozenset()
            pause = pause_after(loop.time() - began, bool(found))
            await asyncio.sleep(max(self.every_seconds, pause))
            await NEWS.wait()


def pause_after(took: float, something_waits: bool) -> float:
    """Return how long the watcher rests after a look, in seconds, as the look ``took``."""
    return min(took / (SHARE if something_waits else SHARE_AT_REST), LONGEST_PAUSE)


def _wall_now() -> datetime:
    return datetime.now(UTC)
