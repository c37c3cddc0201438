"""What the supervisor tells the other commands: a small file, and a lock held while it lives."""

import fcntl
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from local_stack.airflow.executor import Executor
from local_stack.home import Home, Ports
from local_stack.secret_values import write_private


@dataclass
class PartState:
    """One part as the supervisor last saw it. ``pid``: None while it does not run."""

    pid: int | None = None
    restarts: int = 0


@dataclass
class StackState:
    """``step``: what is being done; ``failure``: why the stack stopped itself, for a person."""

    supervisor: int
    ports: dict[str, int]
    executor: dict[str, Any] = field(default_factory=dict)
    step: str = ""
    ready: bool = False
    failure: str | None = None
    parts: dict[str, PartState] = field(default_factory=dict)

    @property
    def ports_in_use(self) -> Ports:
        """The ports that the stack was started with."""
        return Ports(**self.ports)

    @property
    def executor_in_use(self) -> Executor:
        """What runs tasks in the stack that was started."""
        return Executor(**self.executor)

    def write(self, home: Home) -> None:
        write_private(home.state, json.dumps(asdict(self), indent=1))


def read_state(home: Home) -> StackState | None:
    """Return what the last supervisor wrote; None if there never was one."""
    if not home.state.exists():
        return None
    stored = json.loads(home.state.read_text())
    parts = {name: PartState(**part) for name, part in stored.pop("parts").items()}
    return StackState(**stored, parts=parts)


def hold_lock(path: Path) -> IO[str] | None:
    """Return the held lock, to be kept open; None if another supervisor holds it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def supervisor_lives(home: Home) -> bool:
    """Say whether a supervisor holds the lock of this home."""
    held = hold_lock(home.lock)
    if held is None:
        return True
    held.close()
    return False
