"""What the triggerer waits for: mails and alerts that were left behind in the outbox."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

from shared_look import SharedLook
from visit_steps import call_step


def _is_waiting() -> bool:
    return bool(call_step("outbox.sending.is_waiting"))


# A register that is started again ends no watch.
LOOK = SharedLook(_is_waiting, patience=600.0)


class OutboxTrigger(BaseEventTrigger):
    """Says that something is due which nobody is about to send, and again while it lies there.

    The event is only a hint: the run that it starts asks the register what is due.
    """

    def __init__(self, every_seconds: float = 15.0, again_after_seconds: float = 60.0):
        super().__init__()  # type: ignore[no-untyped-call]  # Airflow's is not typed
        self.every_seconds = every_seconds
        self.again_after_seconds = again_after_seconds

    def serialize(self) -> tuple[str, dict[str, Any]]:
        return (
            "outbox_trigger.OutboxTrigger",
            {
                "every_seconds": self.every_seconds,
                "again_after_seconds": self.again_after_seconds,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        loop = asyncio.get_running_loop()
        while True:
            pause = self.every_seconds
            if await LOOK.when_answered(loop.time(), pause=self.every_seconds):
                yield TriggerEvent({"waiting": True})
                pause = self.again_after_seconds
            await asyncio.sleep(pause)
