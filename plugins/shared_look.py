"""One look at the register or the store for everybody in this process who waits for the same."""

import asyncio
import logging
from collections.abc import Callable
from typing import Generic, TypeVar

from contained import StepFailed, is_away
from visit_exchange.errors import TellableError, UserError

Found = TypeVar("Found")
log = logging.getLogger(__name__)


class SharedLook(Generic[Found]):
    """Asks ``look`` (which blocks) in a thread, at most once at a time, and shares the answer."""

    def __init__(self, look: Callable[[], Found], *, patience: float = 0.0) -> None:
        """For ``patience`` seconds the last answer stands in for a look that fails."""
        self._look = look
        self._patience = patience
        self._lock: asyncio.Lock | None = None
        self._asked_at = float("-inf")
        self._last: tuple[float, Found] | None = None

    async def since(self, instant: float) -> Found:
        """Return the answer to a question that was asked at ``instant`` (loop time) or later."""
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            if self._last is None or self._asked_at < instant:
                asked_at = asyncio.get_running_loop().time()
                self._last = await self._ask(asked_at)
                # Not before: a look that failed is no answer to anybody who waits.
                self._asked_at = asked_at
            return self._last[1]

    async def when_answered(self, instant: float, *, pause: float) -> Found:
        """Return the same; while a service is away, ask again for as long as it takes.

        Who waits for days must outlive that.
        """
        while True:
            try:
                return await self.since(instant)
            except (StepFailed, TellableError) as error:
                if not is_away(error):
                    raise
                log.warning("No answer, so it is asked again: %s", error)
                await asyncio.sleep(pause)

    async def _ask(self, now: float) -> tuple[float, Found]:
        try:
            return now, await asyncio.to_thread(self._look)
        except (StepFailed, TellableError, UserError) as error:
            if self._last is None or now - self._last[0] > self._patience:
                raise
            log.warning("No answer, so the last one stands for now: %s", error)
            return self._last
