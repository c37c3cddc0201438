"""`restore`: a new home from a backup, with PostgreSQL and the S3 server alone running."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import psutil

from local_stack.environment import shared_environment
from local_stack.home import Home, Ports
from local_stack.part import MARKER, Part, end, start
from local_stack.postgres.databases import database_url
from local_stack.secret_values import access_key
from local_stack.supervising.setting_up import set_up
from local_stack.supervising.stack import Stack, build_stack
from visit_exchange.errors import UserError
from visit_exchange.settings.settings import env_name

PATIENCE = 90.0  # seconds a service has to answer


def restore_home(home: Home, ports: Ports, words: Sequence[str]) -> int:
    """Restore into a home that has no data yet; return the exit code of the restore itself.

    ``words`` are those of ``visit-exchange restore``. UserError when the home has data, or lacks
    the secrets: what waits in Airflow's database opens with them alone.
    """
    if home.postgres.exists() or home.store.exists():
        raise UserError(f"{home.folder} has data already. Restore into a new VISIT_EXCHANGE_HOME")
    for secret in (home.secrets, home.folder / "wrapping-key"):
        if not secret.exists():
            raise UserError(f"Lay back {secret.name} first, from where you keep it: {secret}")
    stack = build_stack(home, ports)
    with _running(home, [part for part in stack.services if part.name in ("postgres", "s3")]):
        set_up(stack)
        command = (sys.executable, "-m", "visit_exchange.cli", "restore", *words)
        return subprocess.run(command, env=restoring_environment(stack), check=False).returncode


def restoring_environment(stack: Stack) -> dict[str, str]:
    """Return what backing up and restoring need besides what every command does."""
    own = {
        "register_owner_url": database_url(stack.home.postgres, "register"),
        "airflow_database_url": database_url(stack.home.postgres, "airflow"),
        "store_admin_access_key": access_key("admin"),
        "store_admin_secret_key": stack.kept.store_keys["admin"],
    }
    named = {env_name(name): value for name, value in own.items()}
    shared = shared_environment(stack.home, stack.ports, stack.kept)
    passed_on = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    path = {"PYTHONPATH": stack.environment["PYTHONPATH"]}
    return {**passed_on, **path, MARKER: str(stack.home.folder), **shared, **named}


@contextmanager
def _running(home: Home, parts: Sequence[Part]) -> Iterator[None]:
    home.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    home.logs.mkdir(mode=0o700, exist_ok=True)
    with ExitStack() as started:
        for part in parts:
            process = start(part)
            started.callback(_stop, part, process)
            _wait_for(part, process)
        yield


def _wait_for(part: Part, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not part.is_well():
        if process.poll() is not None or time.monotonic() > deadline:
            raise UserError(f"{part.name} did not start. The reason is in {part.log}")
        time.sleep(0.1)
    if part.guard:
        part.guard()


def _stop(part: Part, process: subprocess.Popen[bytes]) -> None:
    process.send_signal(part.stop_signal)
    try:
        process.wait(part.patience)
    except subprocess.TimeoutExpired:
        end([psutil.Process(process.pid)], patience=5)
