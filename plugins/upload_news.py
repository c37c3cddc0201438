"""How the watcher waits for the store's word of new uploads, where the store gives one."""

import asyncio
import logging
from collections.abc import Callable

from contained import StepFailed
from visit_exchange.errors import TellableError, UserError

log = logging.getLogger(__name__)


class UploadNews:
    """Waits for a queue of the store's events. Without one, or while it fails, nobody waits."""

    def __init__(self, wait: Callable[[], bool], *, again_after: float = 60.0) -> None:
        """``wait`` blocks until there is word, some seconds at most, and says whether a queue is
        there. One that is not, or fails, is asked again after ``again_after`` seconds.
        """
        self._wait = wait
        self._again_after = again_after
        self._ask_from = float("-inf")

    async def wait(self) -> None:
        """Return when it is time to look at the bucket."""
        now = asyncio.get_running_loop().time()
        if now >= self._ask_from and not await self._has_waited():
            self._ask_from = now + self._again_after

    async def _has_waited(self) -> bool:
        try:
            return await asyncio.to_thread(self._wait)
        except (StepFailed, TellableError, UserError) as error:
            log.warning("The bucket is asked every second for a while: %s", error)
            return False
