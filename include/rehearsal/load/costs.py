"""What the stack takes while it works: memory shared out fairly (PSS), and processor time."""

from collections.abc import Callable, Mapping
from threading import Event, Thread
from types import TracebackType

import psutil

from local_stack.home import Home
from local_stack.part import processes_of
from local_stack.supervising.state import read_state

EVERY = 3.0  # seconds between two looks; each costs some milliseconds a process
MEBIBYTE = 1 << 20


class Watching:
    """Looks at the memory of the whole stack while a ``with`` block runs."""

    def __init__(self, home: Home) -> None:
        self.peak_mb = 0.0
        self._home = home
        self._ended = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watching":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.is_set():
            self.peak_mb = max(self.peak_mb, _memory_mb(self._home))
            self._ended.wait(EVERY)


def processor_seconds(home: Home) -> dict[str, float]:
    """Return the processor time that each part of the stack has taken since it started."""
    state = read_state(home)
    parts = state.parts if state else {}
    return {name: _of_family(part.pid) for name, part in parts.items() if part.pid}


def spent(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
    """Return what each part has taken between two looks."""
    return {name: seconds - before.get(name, 0.0) for name, seconds in after.items()}


def _memory_mb(home: Home) -> float:
    pss = sum(_ask(process, _pss) for process in processes_of(str(home.folder)))
    return pss / MEBIBYTE


def _of_family(pid: int) -> float:
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    return sum(_ask(process, _seconds) for process in family)


def _ask(process: psutil.Process, question: Callable[[psutil.Process], float]) -> float:
    try:
        return question(process)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0.0


def _pss(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss)


def _seconds(process: psutil.Process) -> float:
    # A child that has ended counts with its parent.
    return float(sum(process.cpu_times()[:4]))
