"""A part of the stack: one program, how it is started and how it is known to be well."""

import os
import resource
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

MARKER = "VISIT_EXCHANGE_STACK_PART"  # in the environment of every process of a stack


@dataclass(frozen=True)
class Part:
    """One program of the stack.

    ``prepare`` runs before every start; ``is_well`` says whether it answers; ``user`` is the
    operating-system user it runs as (None: ours); ``guard``, if there is one, raises UserError when
    a part that answers must not be left running. ``seems_hung`` says whether it runs and does not
    work, as far as others can tell.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    address: str
    is_well: Callable[[], bool]
    prepare: Callable[[], None] = lambda: None
    guard: Callable[[], None] | None = None
    seems_hung: Callable[[], bool] = lambda: False
    folder: Path | None = None
    user: str | None = None
    stage: int = 0  # parts of a later stage need those of the earlier ones, and are stopped first
    patience: float = 10.0  # seconds it has to stop by itself
    stop_signal: signal.Signals = field(default=signal.SIGTERM)


def keep_to_ourselves() -> None:
    """Let nobody else read what we and every part write, and have no core dump written at all.

    A core dump would hold whatever a task had in its memory.
    """
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def start(part: Part) -> subprocess.Popen[bytes]:
    """Start a part as the leader of a session of its own; its output goes to its log."""
    part.prepare()
    part.log.parent.mkdir(parents=True, exist_ok=True)
    with part.log.open("ab") as log:
        return subprocess.Popen(
            part.command,
            env=dict(part.environment),
            cwd=part.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=part.user,
            group=part.user,
            extra_groups=None if part.user is None else [],
        )


def processes_of(mark: str) -> list[psutil.Process]:
    """Return the processes whose environment carries ``mark``, and their descendants.

    We ourselves and those who called us are never among them.
    """
    marked = [process for process in psutil.process_iter() if _carries(process, mark)]
    family = {child for process in marked for child in _descendants(process)}
    callers = psutil.Process().parents()
    return [p for p in {*marked, *family} if p.pid != os.getpid() and p not in callers]


def orphans_of(mark: str) -> list[psutil.Process]:
    """Return the processes that carry ``mark`` and do not, or no longer, descend from us."""
    # Looked for before our own are counted: what is born in between is ours, and stays.
    found = processes_of(mark)
    kin = set(psutil.Process().children(recursive=True))
    return [process for process in found if process not in kin]


def end(processes: list[psutil.Process], patience: float) -> list[psutil.Process]:
    """Ask processes to end, kill those still there after ``patience`` seconds; return survivors."""
    for process in processes:
        _send(process, signal.SIGTERM)
    _, slow = psutil.wait_procs(processes, timeout=patience)
    for process in slow:
        _send(process, signal.SIGKILL)
    return psutil.wait_procs(slow, timeout=5)[1]


def _carries(process: psutil.Process, mark: str) -> bool:
    try:
        return process.environ().get(MARKER) == mark
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False


def _descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _send(process: psutil.Process, what: signal.Signals) -> None:
    try:
        process.send_signal(what)
    except psutil.NoSuchProcess:
        return
