"""The databases of our PostgreSQL, reached by its socket: made, noted upon, and by whom used."""

import hashlib
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2.sql import SQL, Identifier

OWNER = "postgres"  # owns the databases and their tables
RUNNING = "visit_exchange"  # as whom the running parts reach the register
LONGEST_SOCKET_FOLDER = 90  # a socket's path may have 107 characters


def database_url(folder: Path, database: str, user: str = OWNER) -> str:
    """Return the SQLAlchemy URL of a database of the server in ``folder``."""
    return f"postgresql+psycopg2://{user}@/{database}?host={socket_folder(folder)}"


def create_role(folder: Path, name: str) -> None:
    """Create a role that may log in and owns nothing, unless it is there."""
    with closing(connect(folder)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", (name,))
        if cursor.fetchone() is None:
            cursor.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(name)))


def create_databases(folder: Path, *names: str) -> None:
    """Create the databases that are not there yet."""
    with closing(connect(folder)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        have = {row[0] for row in cursor.fetchall()}
        for name in names:
            if name not in have:
                cursor.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))


def note_on(folder: Path, database: str) -> str | None:
    """Return what ``leave_note`` wrote on a database; None if nothing was."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with closing(connect(folder)) as connection, connection.cursor() as cursor:
        cursor.execute(query, (database,))
        row = cursor.fetchone()
        return row[0] if row else None


def leave_note(folder: Path, database: str, note: str) -> None:
    """Write a note on a database, as its comment: it goes wherever the data go."""
    with closing(connect(folder)) as connection, connection.cursor() as cursor:
        cursor.execute(SQL("COMMENT ON DATABASE {} IS %s").format(Identifier(database)), (note,))


def socket_folder(folder: Path) -> Path:
    """Return where the socket is: beside the data, or in the temporary folder if too long."""
    beside = folder.with_name(f"{folder.name}-socket")
    if len(str(beside)) <= LONGEST_SOCKET_FOLDER:
        return beside
    short = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"visit-exchange-{short}"


def connect(folder: Path, database: str = "postgres") -> "psycopg2.extensions.connection":
    """Return a connection of the server's own user, in which each statement stands by itself."""
    where = str(socket_folder(folder))
    connection = psycopg2.connect(host=where, user="postgres", dbname=database, connect_timeout=5)
    connection.autocommit = True
    return connection
