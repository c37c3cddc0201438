"""A part that the supervisor watches, and how several are stopped together."""

import logging
import subprocess
import time
from dataclasses import dataclass

from local_stack.part import Part

log = logging.getLogger("supervisor")


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
