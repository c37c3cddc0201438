"""How long somebody must wait before the next try to sign in; counted in this process's memory."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

FREE = 5  # failures that cost nothing: people mistype
LONGEST = 900.0  # seconds
FORGOTTEN_AFTER = 3600.0
MOST_KNOWN = 10_000  # so that inventing names fills no memory


@dataclass
class _Record:
    failures: int
    last: float


class Failures:
    """Failures to sign in, by who tried: each after the free ones doubles the wait."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._known: OrderedDict[str, _Record] = OrderedDict()
        self._lock = Lock()

    def wait(self, who: str) -> float:
        """Return the seconds until ``who`` may try again; 0 for now."""
        with self._lock:
            record = self._record(who)
            if record is None or record.failures < FREE:
                return 0.0
            pause = min(LONGEST, 2.0 ** (record.failures - FREE))
            return max(0.0, record.last + pause - self._now())

    def failed(self, who: str) -> None:
        """Count a failure."""
        with self._lock:
            record = self._record(who) or _Record(0, 0.0)
            self._known[who] = _Record(record.failures + 1, self._now())
            self._known.move_to_end(who)
            while len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)

    def succeeded(self, who: str) -> None:
        """Forget the failures of ``who``."""
        with self._lock:
            self._known.pop(who, None)

    def _record(self, who: str) -> _Record | None:
        record = self._known.get(who)
        if record and self._now() - record.last > FORGOTTEN_AFTER:
            del self._known[who]
            return None
        return record
