"""One measured part in a process of its own: runs what it is told to on standard input.

Imports nothing of the project, because the peers' environments have nothing of it.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

SETTLED = 0.05  # seconds after which a child that has answered has ended as well


def serve(parts: dict[str, Callable[[str], int]]) -> None:
    """Answer each line ``{"part": …, "file": …}`` with what it took and how many faults it found:
    ``seconds`` passed, and ``processor`` seconds of itself and its children.
    """
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print is no answer
    for line in sys.stdin:
        asked = json.loads(line)
        start, used = time.perf_counter(), _processor()
        found = parts[asked["part"]](asked["file"])
        seconds = time.perf_counter() - start
        time.sleep(SETTLED)
        taken = {"seconds": seconds, "processor": _processor() - used, "found": found}
        print(json.dumps(taken), file=answers, flush=True)


def _processor() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used) + sum(map(_used_by, _running()))


def _running() -> list[str]:
    """Return the children that go on: a server's work is ours as well."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()


def _used_by(process: str) -> float:
    """Return the seconds of a process and of those of its children that have ended."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
