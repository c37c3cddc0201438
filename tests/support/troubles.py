"""What befalls a whole stack: services that die or hang for long, and a disk that is full."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from local_stack.airflow.airflow_parts import airflow_address
from local_stack.home import Home
from local_stack.supervising.stack import Stack
from local_stack.supervising.state import read_state

BALLAST = "ballast"


@contextmanager
def down(home: Home, *parts: str) -> Iterator[None]:
    """Kill parts, and keep them dead: who would start them again sleeps meanwhile."""
    supervisor = _supervisor(home)
    families = _families(home, parts)
    supervisor.suspend()
    try:
        for process in families:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        yield
    finally:
        supervisor.resume()


@contextmanager
def hung(home: Home, *parts: str) -> Iterator[None]:
    """Let parts take connections and say nothing: each of their processes is stopped."""
    families = _families(home, parts)
    try:
        for process in families:
            with suppress(psutil.NoSuchProcess):  # one for a connection that was closed meanwhile
                process.suspend()
        yield
    finally:
        for process in reversed(families):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGCONT)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """Let ``folder`` be a disk of so many bytes; PermissionError where that is not ours to do."""
    if os.geteuid() != 0:
        raise PermissionError("only root may mount a small disk")
    folder.mkdir()
    options = ("-t", "tmpfs", "-o", f"size={size},mode=0711", "tmpfs", str(folder))
    subprocess.run(("mount", *options), check=True)
    try:
        yield
    finally:
        subprocess.run(("umount", "--lazy", str(folder)), check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Leave not a byte free on a disk."""
    ballast = disk / BALLAST
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            _fill(file.fileno(), bytes(size))
    try:
        yield
    finally:
        ballast.unlink()


def _fill(file: int, piece: bytes) -> None:
    with suppress(OSError):
        while True:
            os.write(file, piece)


@dataclass(frozen=True)
class Meddler:
    """Somebody with every right in Airflow, who does by hand what better is left alone."""

    stack: Stack

    def delete_run(self, run: str) -> None:
        self.mark_run(run, "failed")  # Airflow deletes none that is running
        self._ask("DELETE", f"dags/visit/dagRuns/{run}")

    def mark_run(self, run: str, state: str) -> None:
        self._ask("PATCH", f"dags/visit/dagRuns/{run}", {"state": state})

    def pause(self, dag: str, *, paused: bool = True) -> None:
        self._ask("PATCH", f"dags/{dag}", {"is_paused": paused})

    def _ask(self, method: str, path: str, body: object = None) -> None:
        address = airflow_address(self.stack.ports)
        login = {"username": "admin", "password": self.stack.kept.airflow_passwords["admin"]}
        with httpx.Client(timeout=60, trust_env=False) as client:
            token = client.post(f"{address}/auth/token", json=login).json()["access_token"]
            signed = {"Authorization": f"Bearer {token}"}
            url = f"{address}/api/v2/{path}"
            client.request(method, url, json=body, headers=signed).raise_for_status()


def _supervisor(home: Home) -> psutil.Process:
    state = read_state(home)
    assert state
    return psutil.Process(state.supervisor)


def _families(home: Home, parts: tuple[str, ...]) -> list[psutil.Process]:
    """Return the processes of parts, parents first: what they would yet start is not started."""
    state = read_state(home)
    assert state
    heads = [psutil.Process(state.parts[part].pid) for part in parts]
    return [each for head in heads for each in (head, *head.children(recursive=True))]
