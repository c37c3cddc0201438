"""Fixtures with the real PostgreSQL and S3 server, each started once, by the session that needs it.

A test gets a register and buckets of its own, so no test sees what another left.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import count
from random import SystemRandom

import pytest
from psycopg2.sql import SQL, Identifier

from local_stack.environment import environment
from local_stack.home import SELF, Home, Ports
from local_stack.part import Part, start
from local_stack.postgres.databases import connect as connect_to_server
from local_stack.postgres.databases import create_databases, database_url
from local_stack.postgres.server import postgres_part
from local_stack.secret_values import access_key, keep_secrets
from local_stack.store.object_store import REGION, object_store_part
from quick_folder import quick_folder
from visit_exchange.buckets import Bucket
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.register import Register

_numbers = count(1)
_IN_A_ROW = 13  # ports of a stack
_claims: list[socket.socket] = []  # open while this process lives
# What a server that is thrown away with the session need not keep for the day it falls over.
FORGETFUL = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_wal_size=64MB")


@pytest.fixture(scope="session")
def services_home() -> Iterator[Home]:
    """The folder that the servers of this session keep their data in."""
    with quick_folder("services") as folder:
        yield Home(folder)


@pytest.fixture(scope="session")
def services_ports() -> Ports:
    """Ports that nothing else listens on."""
    return free_ports()


@pytest.fixture(scope="session")
def postgres(services_home: Home, services_ports: Ports) -> Iterator[Home]:
    """A running PostgreSQL."""
    variables = environment(services_home, services_ports, keep_secrets(services_home.secrets))
    log = services_home.logs / "postgres.log"
    part = postgres_part(services_home.postgres, log, variables)
    with running(replace(part, command=(*part.command, *FORGETFUL))):
        yield services_home


@pytest.fixture(scope="session")
def s3_admin(services_home: Home, services_ports: Ports) -> Iterator[ObjectStore]:
    """A running S3 server, as its administrator sees it."""
    kept = keep_secrets(services_home.secrets)
    variables = environment(services_home, services_ports, kept)
    log = services_home.logs / "s3.log"
    part = object_store_part(services_home.store, services_ports, kept, log, variables)
    # Every test has four buckets of its own, and every bucket a volume: the free disk allows some
    # tens of full ones, these stay almost empty.
    roomy = replace(part, command=(*part.command, "-volume.max=4000"))
    with running(roomy):
        client = connect(part.address, REGION, access_key("admin"), kept.store_keys["admin"])
        yield ObjectStore(client, {bucket: bucket.value for bucket in Bucket})


@pytest.fixture
def empty_url(postgres: Home) -> Iterator[str]:
    """An empty database."""
    name = f"empty_{next(_numbers)}"
    create_databases(postgres.postgres, name)
    yield database_url(postgres.postgres, name)
    drop_database(postgres, name)


@pytest.fixture(scope="session")
def migrated(postgres: Home) -> str:
    """The name of a database with the tables of the register and nothing in them."""
    create_databases(postgres.postgres, "migrated")
    register = Register(database_url(postgres.postgres, "migrated"))
    register.migrate()
    register.close()  # a database that somebody is in cannot be copied
    return "migrated"


@pytest.fixture
def register_url(postgres: Home, migrated: str) -> Iterator[str]:
    """A database with the register's tables."""
    name = f"register_{next(_numbers)}"
    copy_database(postgres, migrated, name)
    yield database_url(postgres.postgres, name)
    drop_database(postgres, name)


@pytest.fixture
def register(register_url: str) -> Register:
    """A register with its tables and nothing in them."""
    return Register(register_url)


@pytest.fixture
def store(s3_admin: ObjectStore) -> ObjectStore:
    """Four empty buckets with their rules."""
    number = next(_numbers)
    store = ObjectStore(s3_admin.client, {each: f"{each.value}-{number}" for each in Bucket})
    store.create_buckets(lock_days=1)
    return store


def copy_database(home: Home, original: str, name: str) -> None:
    """Let a database be a copy of another: quicker than to migrate each."""
    with closing(connect_to_server(home.postgres)) as connection, connection.cursor() as cursor:
        cursor.execute(
            SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(original))
        )


def drop_database(home: Home, name: str) -> None:
    """Drop a test's database: a thousand of them would fill a small machine's memory."""
    with closing(connect_to_server(home.postgres)) as connection, connection.cursor() as cursor:
        cursor.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


@contextmanager
def running(part: Part, patience: float = 60) -> Iterator[None]:
    """Start a part of the local stack, wait until it answers, and stop it afterwards."""
    process = start(part)
    try:
        deadline = time.monotonic() + patience
        while not part.is_well():
            assert process.poll() is None, f"{part.name} ended: {part.log.read_text()[-2000:]}"
            assert time.monotonic() < deadline, f"{part.name} does not answer"
            time.sleep(0.05)
        if part.guard:
            part.guard()
        yield
    finally:
        process.send_signal(part.stop_signal)
        process.wait(patience)


def free_ports() -> Ports:
    """Return ports for a whole stack; the nine inner ones of the S3 server stand in a row.

    They are this process's own until it ends, also before its servers listen, and lie below those
    that the kernel gives to connections.
    """
    while True:
        first = SystemRandom().randrange(20_000, 30_000, _IN_A_ROW)
        row = range(first, first + _IN_A_ROW)
        if _becomes_ours(first) and all(_is_free(port) for port in row):
            return Ports(first, first + 1, first + 2, queue=first + 3, s3_internal=first + 4)


def _becomes_ours(first: int) -> bool:
    """Claim a row of ports by a name that one process of the machine can have."""
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0visit-exchange-tests-{first}")
    except OSError:
        claim.close()
        return False
    _claims.append(claim)
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((SELF, port)) != 0
