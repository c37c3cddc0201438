"""What the stack takes while it works: memory shared out fairly (PSS), and processor time."""

from collections import defaultdict
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
    """Looks at the memory of the whole stack while a ``with`` block runs.

    ``peak`` is what each part had when all together had most, in MiB.
    """

    def __init__(self, home: Home) -> None:
        self.peak: Mapping[str, float] = {}
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
            self.peak = max(self.peak, _memory(self._home), key=lambda each: sum(each.values()))
            self._ended.wait(EVERY)


def processor_seconds(home: Home) -> dict[str, float]:
    """Return the processor time that each part of the stack has taken since it started."""
    return {
        name: sum(_ask(process, _seconds) for process in family)
        for name, family in _families(home).items()
    }


def spent(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
    """Return what each part has taken between two looks."""
    return {name: seconds - before.get(name, 0.0) for name, seconds in after.items()}


def _memory(home: Home) -> dict[str, float]:
    part_of = {process.pid: name for name, family in _families(home).items() for process in family}
    taken: defaultdict[str, float] = defaultdict(float)
    for process in processes_of(str(home.folder)):
        taken[part_of.get(process.pid, "others")] += _ask(process, _pss) / MEBIBYTE
    return dict(taken)


def _families(home: Home) -> dict[str, list[psutil.Process]]:
    state = read_state(home)
    parts = state.parts if state else {}
    return {name: _family(part.pid) for name, part in parts.items() if part.pid}


def _family(pid: int) -> list[psutil.Process]:
    try:
        return [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


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
