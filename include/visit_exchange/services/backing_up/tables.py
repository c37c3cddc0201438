"""A database as files: every table by PostgreSQL's COPY, all of one instant.

It needs no program of PostgreSQL's, so it works wherever the exchange does, and a copy can be laid
into a server of another version.
"""

import gzip
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg2
from psycopg2.sql import SQL, Composable, Identifier
from sqlalchemy import make_url

from visit_exchange.errors import ServiceError, UserError

if TYPE_CHECKING:
    from psycopg2.extensions import connection as Connection
    from psycopg2.extensions import cursor as Cursor

ENDING = ".copy.gz"
TABLES = SQL(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
    "ORDER BY relname"
)
COLUMNS = SQL(
    "SELECT attname FROM pg_attribute WHERE attrelid = format('public.%%I', %s::text)::regclass "
    "AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"
)
FOREIGN_KEYS = SQL(
    "SELECT relname, conname, pg_get_constraintdef(c.oid) FROM pg_constraint c "
    "JOIN pg_class t ON t.oid = conrelid "
    "WHERE contype = 'f' AND connamespace = 'public'::regnamespace"
)
# Not every sequence belongs to the column that it counts for.
SEQUENCES = SQL(
    "SELECT sequencename, last_value FROM pg_sequences "
    "WHERE schemaname = 'public' AND last_value IS NOT NULL"
)


@dataclass(frozen=True)
class TablesKept:
    """What a copy of a database holds, and of which instant (the database's clock) it is.

    ``tables`` are the columns of each table in the order of the copy, ``sequences`` how far each
    had counted.
    """

    at: datetime
    tables: dict[str, list[str]]
    rows: dict[str, int]
    sequences: dict[str, int]


def keep_tables(url: str, folder: Path) -> TablesKept:
    """Write every table of a database into ``folder``, a file each.

    Nobody has to stop: all are of one instant.
    """
    folder.mkdir(mode=0o700)
    with _connected(url) as connection, connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT statement_timestamp()")
        [(at,)] = cursor.fetchall()
        tables = _columns(cursor)
        rows = {name: _keep(cursor, name, of_it, folder) for name, of_it in tables.items()}
        # A sequence knows no transaction: asked last, it has counted past every row.
        cursor.execute(SEQUENCES)
        return TablesKept(at, tables, rows, dict(cursor.fetchall()))


def lay_tables(url: str, folder: Path, kept: TablesKept) -> None:
    """Put what was kept into a database that has the same tables, whole or not at all.

    ``url`` is its owner's. What its tables hold goes. UserError when its tables are others.
    """
    with _connected(url) as connection, connection.cursor() as cursor:
        _refuse_other_tables(kept.tables, _columns(cursor))
        with _unguarded(cursor, list(kept.tables)):
            for name, of_it in kept.tables.items():
                with gzip.open(folder / f"{name}{ENDING}", "rb") as file:
                    cursor.copy_expert(_copy(name, of_it, "FROM STDIN"), file)
        _count_on(cursor, kept.sequences)
        connection.commit()


def count_rows(url: str, table: str) -> int:
    """Return how many rows a table has; 0 where there is no such table."""
    with _connected(url) as connection, connection.cursor() as cursor:
        if table not in _columns(cursor):
            return 0
        cursor.execute(SQL("SELECT count(*) FROM {}").format(Identifier(table)))
        [(rows,)] = cursor.fetchall()
        return int(rows)


@contextmanager
def _connected(url: str) -> Iterator["Connection"]:
    address = make_url(url).set(drivername="postgresql")
    options = "-c timezone=UTC"
    try:
        opened = psycopg2.connect(address.render_as_string(hide_password=False), options=options)
    except psycopg2.OperationalError as error:
        raise ServiceError(f"The database {address.database}", type(error).__name__) from None
    with closing(opened):
        yield opened


def _columns(cursor: "Cursor") -> dict[str, list[str]]:
    cursor.execute(TABLES)
    names = [name for (name,) in cursor.fetchall()]
    return {name: _columns_of(cursor, name) for name in names}


def _columns_of(cursor: "Cursor", table: str) -> list[str]:
    cursor.execute(COLUMNS, (table,))
    return [name for (name,) in cursor.fetchall()]


def _keep(cursor: "Cursor", table: str, columns: list[str], folder: Path) -> int:
    with gzip.open(folder / f"{table}{ENDING}", "wb", compresslevel=6) as file:
        cursor.copy_expert(_copy(table, columns, "TO STDOUT"), file)
    return int(cursor.rowcount)


def _copy(table: str, columns: list[str], to: str) -> Composable:
    named = SQL(", ").join(map(Identifier, columns))
    return SQL("COPY {} ({}) " + to).format(Identifier(table), named)


@contextmanager
def _unguarded(cursor: "Cursor", tables: list[str]) -> Iterator[None]:
    """Empty the tables, and let rows come in any order and without what inserting one sets off.

    For the time of the transaction alone: nobody else ever sees them so.
    """
    cursor.execute(FOREIGN_KEYS)
    keys = cursor.fetchall()
    for table, name, _ in keys:
        drop = SQL("ALTER TABLE {} DROP CONSTRAINT {}")
        cursor.execute(drop.format(Identifier(table), Identifier(name)))
    for table in tables:
        cursor.execute(SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(Identifier(table)))
    cursor.execute(SQL("TRUNCATE {}").format(SQL(", ").join(map(Identifier, tables))))
    yield
    for table in tables:
        cursor.execute(SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(Identifier(table)))
    for table, name, what in keys:
        add = SQL("ALTER TABLE {} ADD CONSTRAINT {} " + what.replace("{", "{{").replace("}", "}}"))
        cursor.execute(add.format(Identifier(table), Identifier(name)))


def _count_on(cursor: "Cursor", sequences: dict[str, int]) -> None:
    """Let what numbers rows go on from where it stood."""
    for name, last in sequences.items():
        cursor.execute("SELECT setval(format('public.%%I', %s::text)::regclass, %s)", (name, last))


def _refuse_other_tables(kept: dict[str, list[str]], found: dict[str, list[str]]) -> None:
    other = {name for name in kept.keys() | found.keys() if kept.get(name) != found.get(name)}
    if any(set(kept.get(name, ())) != set(found.get(name, ())) for name in other):
        raise UserError(
            f"The database has other tables than the backup ({', '.join(sorted(other))}). Install "
            "the release that made the backup, restore with it, and upgrade afterwards"
        )
