"""A part that the supervisor watches, and how several are stopped together."""

import logging
import subprocess
import time
from dataclasses import dataclass

from local_stack.part import Part

log = logging.getLogger("supervisor")

# Seconds that a part may seem to hang: a busy machine's is slow to start, and gives no heartbeat.
HANGS_FOR = 180.0


@dataclass
class Watched:
    """A part and the process it runs in now."""

    part: Part
    process: subprocess.Popen[bytes] | None = None
    restarts: int = 0
    quick_ends: int = 0
    started: float = 0.0
    next_start: float = 0.0
    guarded: bool = False
    hung_since: float | None = None


def end_hung(watched: list[Watched], now: float) -> None:
    """Kill each part that has hung for long; who watches it starts it again.

    One that could not write to a full disk, or lost its database, sometimes hangs as it ends.
    """
    for each in watched:
        if each.process is None or not each.part.seems_hung():
            each.hung_since = None
        elif each.hung_since is None:
            each.hung_since = now
        elif now - each.hung_since >= HANGS_FOR:
            log.warning("%s hangs and is killed", each.part.name)
            each.process.kill()
            each.hung_since = None


def stop_all(watched: list[Watched]) -> None:
    """Ask all of them to stop, then kill each that outstays its patience."""
    running = [(w.part, w.process) for w in watched if w.process and w.process.poll() is None]
    for part, process in running:
        process.send_signal(part.stop_signal)
    asked = time.monotonic()
    for part, process in running:
        try:
            process.wait(max(0.0, asked + part.patience - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop within %.0f s and was killed", part.name, part.patience)
            process.kill()
            process.wait()
