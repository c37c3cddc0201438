"""How fast one visit's link may ask for permissions: counted in this process, in its memory."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from threading import Lock


class Pace:
    """At most ``most`` in any ``seconds``, for each name."""

    def __init__(
        self, most: int, seconds: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._now = now
        self._taken: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def allows(self, name: str) -> bool:
        """Say whether one more is allowed now, and count it if so."""
        with self._lock:
            taken, now = self._taken[name], self._now()
            while taken and taken[0] <= now - self._seconds:
                taken.popleft()
            if len(taken) >= self._most:
                return False
            taken.append(now)
            return True
