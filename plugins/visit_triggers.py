"""What the triggerer waits for: a visit's milestone, and new uploads.

Both look at the register again and again and hold no state of their own, so a restart of the
triggerer, or a deadline that is moved while a task waits, needs nothing else.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseEventTrigger, BaseTrigger, TriggerEvent

from visit_steps import call_step


class MilestoneTrigger(BaseTrigger):
    """Fires when a milestone of a visit has come, or its run goes no further.

    ``visit_id`` is the id of the visit's run: that of the visit unless it was resumed.
    ``role`` is the milestone's part in the framework (``returns``, ``selection``, …);
    ``hours_before`` fires that much earlier in visit time; with ``settled`` it also waits until
    every upload that arrived in time has its answer.
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
        while wait := await asyncio.to_thread(self._seconds_to_wait):
            await asyncio.sleep(wait)
        yield TriggerEvent({"visit": self.visit_id, "role": self.role})

    def _seconds_to_wait(self) -> float:
        asked = call_step(
            "deadlines.waiting.seconds_to_wait",
            self.visit_id,
            self.role,
            self.hours_before,
            self.settled,
        )
        return float(asked)


class UploadsTrigger(BaseEventTrigger):
    """Says that uploads wait for an answer: when their number changes, and again while they wait.

    The event is only a hint. Airflow may drop, double or delay it: the run that it starts asks the
    bucket and the register for its work list.
    """

    def __init__(self, every_seconds: float = 1.5, again_after_seconds: float = 15.0):
        super().__init__()  # type: ignore[no-untyped-call]  # Airflow's is not typed
        self.every_seconds = every_seconds
        self.again_after_seconds = again_after_seconds

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
        told_at = 0.0
        loop = asyncio.get_running_loop()
        while True:
            waiting = await asyncio.to_thread(call_step, "deadlines.waiting.uploads_waiting")
            overdue = loop.time() - told_at > self.again_after_seconds
            if waiting and (overdue or waiting - told):
                yield TriggerEvent({"waiting": len(waiting)})
                told_at = loop.time()
            told = waiting
            await asyncio.sleep(self.every_seconds)
