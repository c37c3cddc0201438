"""`up`: starts the stack and waits until every part answers."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict

import psutil

from local_stack.airflow.executor import KIND, WORKERS, Executor
from local_stack.airflow.queue_part import find_server
from local_stack.environment import from_caller
from local_stack.home import REPOSITORY, SELF, Home, Ports, setting
from local_stack.part import MARKER, Part
from local_stack.supervising.dags import DagFiles, dag_files, make_pools
from local_stack.supervising.stack import Stack, build_stack
from local_stack.supervising.state import read_state
from local_stack.supervising.stopping import stop
from visit_exchange.errors import UserError

PATIENCE = 180.0  # seconds; an idle machine of two cores needs about 20


def up(home: Home, ports: Ports, executor: Executor | None = None) -> Iterator[str]:
    """Start the stack; yield a line for each thing that came to be.

    Raises UserError when a port is taken, a server that the machine must bring is missing, or a
    part does not come up.
    """
    executor = executor or Executor()
    if executor.is_celery:
        find_server()
    stop(home)  # what a killed supervisor left behind
    refuse_taken_ports(ports)
    supervisor = _start_supervisor(home, ports, executor)
    deadline = time.monotonic() + PATIENCE
    yield from _steps(home, supervisor, deadline)
    stack = build_stack(home, ports, executor)
    yield from _parts(stack, supervisor, deadline)
    make_pools(stack)
    yield from _dags(stack, deadline)


def refuse_taken_ports(ports: Ports) -> None:
    """Raise UserError that names each port in use and the setting that moves it."""
    taken = {port: name for port, name in ports.taken().items() if not _is_free(port)}
    if not taken:
        return
    users = _users()
    lines = "\n".join(
        f"  {port}, by {users.get(port, 'another user')}: to use another port, set {name}"
        for port, name in taken.items()
    )
    raise UserError(f"These ports of {SELF} are in use, perhaps by another local stack:\n{lines}")


def _users() -> dict[int, str]:
    """Return the program that listens on each port, as far as we may know."""
    try:
        return {
            connection.laddr.port: _name(connection.pid)
            for connection in psutil.net_connections("tcp")
            if connection.laddr and connection.pid and connection.status == psutil.CONN_LISTEN
        }
    except (psutil.AccessDenied, psutil.NoSuchProcess):
        return {}


def _name(pid: int | None) -> str:
    return f"{psutil.Process(pid).name()} (process {pid})"


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((SELF, port))
        except OSError:
            return False
    return True


def _start_supervisor(home: Home, ports: Ports, executor: Executor) -> "subprocess.Popen[bytes]":
    home.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    home.logs.mkdir(mode=0o700, exist_ok=True)
    home.state.unlink(missing_ok=True)
    chosen = {setting(name): str(port) for name, port in asdict(ports).items()}
    chosen |= {KIND: executor.kind, WORKERS: str(executor.workers)}
    own = {"VISIT_EXCHANGE_HOME": str(home.folder), "PYTHONPATH": str(REPOSITORY / "include")}
    environment = {**from_caller(), **chosen, **own, MARKER: str(home.folder)}
    with (home.logs / "supervisor.log").open("ab") as log:
        return subprocess.Popen(
            (sys.executable, "-m", "local_stack.supervising.supervisor"),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _steps(home: Home, supervisor: "subprocess.Popen[bytes]", deadline: float) -> Iterator[str]:
    told = ""
    while True:
        _refuse_end(home, supervisor, deadline)
        state = read_state(home)
        if state and state.step != told:
            told = state.step
            yield told
        if state and state.ready:
            return
        time.sleep(0.1)


def _parts(stack: Stack, supervisor: "subprocess.Popen[bytes]", deadline: float) -> Iterator[str]:
    waiting = list(stack.parts)
    while waiting:
        _refuse_end(stack.home, supervisor, deadline, waiting)
        well = [part for part in waiting if part.is_well()]
        yield from (f"{part.name} answers" for part in well)
        waiting = [part for part in waiting if part not in well]
        time.sleep(0.5)


def _dags(stack: Stack, deadline: float) -> Iterator[str]:
    while True:
        files = dag_files(stack)
        if files.refused:
            raise UserError(_refusals(files))
        if not files.waiting:
            yield f"{files.parsed} DAG files read"
            return
        if time.monotonic() > deadline:
            raise UserError(f"Airflow has not read these files in time: {', '.join(files.waiting)}")
        time.sleep(0.3)


def _refusals(files: DagFiles) -> str:
    told = "\n".join(f"{name}:\n{trace}" for name, trace in files.refused.items())
    return f"The stack runs, but Airflow could not import these DAG files. Correct them:\n{told}"


def _refuse_end(
    home: Home,
    supervisor: "subprocess.Popen[bytes]",
    deadline: float,
    waiting: list[Part] | None = None,
) -> None:
    if supervisor.poll() is not None:
        state = read_state(home)
        told = state.failure if state else None
        raise UserError(told or f"The stack stopped. The reason is in {home.logs}/supervisor.log")
    if time.monotonic() > deadline:
        names = ", ".join(part.name for part in waiting or []) or "the stack"
        raise UserError(f"Not answering in time: {names}. The reason is in {home.logs}")
