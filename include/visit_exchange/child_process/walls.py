"""The walls of a child: no environment, no descriptors, no rights, no files but our libraries'.

Each is the kernel's, so that it holds for the C and Rust libraries too, and for whoever takes one
over. They cannot be taken down again.
"""

import faulthandler
import gc
import os
import resource
import signal
import sys
from functools import cache
from pathlib import Path
from sysconfig import get_paths

from visit_exchange.child_process import capabilities, landlock, system_calls
from visit_exchange.child_process.messages import Limits

ANSWERING = 3  # the only descriptor beside the standard ones, which lead nowhere
# After its own clock a child has so many seconds of the processor: the clock is in its memory.
GRACE = 5
_MOST_DESCRIPTORS = 256
_OWN_SIGNALS = (
    signal.SIGPROF,
    signal.SIGALRM,
    signal.SIGTERM,
    signal.SIGINT,
    signal.SIGHUP,
    signal.SIGCHLD,
)


def missing_walls() -> str:
    """Return in words which walls this kernel does not offer; empty when there are all."""
    offered = {"seccomp": system_calls.is_offered(), "Landlock": landlock.is_offered()}
    return " and no ".join(name for name, is_there in offered.items() if not is_there)


def is_walled() -> bool:
    """Say whether the kernel offers at least one of the walls."""
    return landlock.is_offered() or system_calls.is_offered()


def shut_in(limits: Limits) -> None:
    """Shut this process in for good, once ``close_all_but`` has left it one descriptor."""
    gc.disable()  # the inherited pages stay shared, and the child is short-lived
    faulthandler.disable()  # a child that dies is an answer, not a crash to report
    os.environ.clear()
    _limit(limits)
    capabilities.drop()
    if landlock.is_offered():
        landlock.read_only(readable())
    if system_calls.is_offered():
        system_calls.allow_few()


def make_ready() -> None:
    """Work out once, for all children to come, what their walls are made of.

    Within its walls a child could no longer look for the libraries that this takes.
    """
    missing_walls()
    readable()
    system_calls.make_ready()


@cache
def readable() -> tuple[Path, ...]:
    """Return the folders and files that our libraries read: code, data and the machine's shape."""
    code = {get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    return tuple(map(Path, (*sorted(code), _OURS, _DESCRIBED_IN, *_SYSTEM)))


_OURS = Path(__file__).resolve().parents[2]
_DESCRIBED_IN = os.environ.get("VISIT_EXCHANGE_EXPECTATIONS") or _OURS.parent / "expectations"
_SYSTEM = (
    "/usr/lib",
    "/usr/local/lib",
    "/usr/share",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/magic",
    "/etc/magic.mime",
    "/dev/null",
    "/dev/urandom",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
)


def close_all_but(answering: int) -> None:
    """Close every descriptor that was inherited; the one that is kept becomes ``ANSWERING``."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    kept = os.dup(answering) if answering == ANSWERING else answering
    # Libraries print cell contents when they panic.
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.dup2(kept, ANSWERING)
    os.closerange(ANSWERING + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    resource.setrlimit(resource.RLIMIT_NOFILE, (_MOST_DESCRIPTORS, _MOST_DESCRIPTORS))


def _limit(limits: Limits) -> None:
    for number in _OWN_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    last = limits.seconds + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (last, last))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        most = _address_space() + limits.memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _address_space() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
