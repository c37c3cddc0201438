"""The queue between the scheduler and Celery's workers: Valkey or Redis, as the machine has it.

Neither comes as a wheel, so it is the one server of the stack that the machine must bring.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from local_stack.home import SELF, Ports
from local_stack.part import Part
from local_stack.secret_values import Secrets, write_private
from visit_exchange.errors import UserError

SERVERS = ("valkey-server", "redis-server")
PLACES = (os.environ.get("PATH", os.defpath), "/usr/local/bin", "/usr/bin", "/usr/sbin")
MISSING = (
    "Celery needs valkey-server or redis-server, and this machine has neither. Install one (on "
    "Debian: apt-get install redis-server), or use EXECUTOR=local"
)


def queue_part(
    folder: Path, ports: Ports, kept: Secrets, log: Path, environment: Mapping[str, str]
) -> Part:
    """Return the part that keeps the queue in ``folder``; UserError when there is no server."""
    config = folder / "queue.conf"
    return Part(
        name="queue",
        command=(find_server(), str(config)),
        environment=environment,
        log=log,
        address=f"{SELF}:{ports.queue}",
        is_well=lambda: _answers(ports, kept),
        prepare=lambda: _prepare(folder, config, ports, kept),
        folder=folder.parent,
    )


def find_server() -> str:
    """Return the path of the server; UserError that says what to install when there is none."""
    path = os.pathsep.join(PLACES)
    found = next(filter(None, (shutil.which(name, path=path) for name in SERVERS)), None)
    if found is None:
        raise UserError(MISSING)
    return found


def queue_url(ports: Ports, kept: Secrets) -> str:
    """Return the address of the queue with its password."""
    return f"redis://:{kept.queue_password}@{SELF}:{ports.queue}/0"


def _prepare(folder: Path, config: Path, ports: Ports, kept: Secrets) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    chosen = {
        "bind": SELF,
        "port": str(ports.queue),
        "protected-mode": "yes",
        "requirepass": kept.queue_password,  # in a file: a command line can be read by everybody
        "dir": f'"{folder}"',
        "appendonly": "yes",
        "save": '""',
        "set-proc-title": "no",  # its environment stays readable, by which the stack finds it
    }
    write_private(config, "".join(f"{name} {value}\n" for name, value in chosen.items()))


def _answers(ports: Ports, kept: Secrets) -> bool:
    from redis import Redis
    from redis.exceptions import RedisError

    try:
        with Redis.from_url(queue_url(ports, kept), socket_timeout=2) as client:
            return bool(client.ping())
    except RedisError:
        return False
