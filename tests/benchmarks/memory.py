"""What a process and its children take, shared pages counted once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

EVERY = 0.02  # seconds


@contextmanager
def peak_of(pid: int) -> Iterator[list[float]]:
    """Yield a list that holds the peak in MB once the block is left."""
    peak: list[float] = []
    seen, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(EVERY):
            seen.append(_megabytes(pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()
        peak.append(max(seen))


def _megabytes(pid: int) -> float:
    own = psutil.Process(pid)
    return sum(map(_proportional, [own, *own.children(recursive=True)])) / 1024


def _proportional(process: psutil.Process) -> int:
    """Return kilobytes; a child that has just ended takes none."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (OSError, psutil.NoSuchProcess):
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
