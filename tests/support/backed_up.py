"""An exchange to back up, and an empty one beside it to restore into; both on the real servers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import httpx
import pytest
from sqlalchemy import NullPool, create_engine, text

from local_stack.home import Home
from local_stack.postgres.databases import create_databases, database_url
from recorded_outside import KeeperRecorder, MailRecorder
from services import copy_database, drop_database
from visit_exchange.buckets import Bucket
from visit_exchange.services.airflow_api import AirflowApi
from visit_exchange.services.backing_up.powers import Powers
from visit_exchange.services.key_ring import KeyRing
from visit_exchange.services.key_ring.local_wrapping import WrappingFile
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Register
from visit_exchange.services.store_access.parts import StoreAccess
from visit_exchange.services.store_access.sealed import SealedCredentials
from visit_exchange.settings.settings import Settings

AIRFLOW = "http://airflow.example"
# A little of Airflow's database: what refers to what, what counts, and a kind of its own.
AIRFLOWS_TABLES = """
CREATE TYPE kind AS ENUM ('wait', 'work');
CREATE TABLE dag_run (id serial PRIMARY KEY, run_id text, conf jsonb);
CREATE SEQUENCE people;  -- it belongs to no column
CREATE TABLE task_instance (
    id uuid PRIMARY KEY, run integer REFERENCES dag_run, kind kind, note text,
    length integer GENERATED ALWAYS AS (length(note)) STORED
);
"""
_numbers = count(1)


@dataclass(frozen=True)
class Exchange:
    """One exchange: what its parts reach, and what a backup and a restore may."""

    outside: Outside
    powers: Powers

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what a query finds in Airflow's database."""
        engine = create_engine(self.powers.airflow_url, poolclass=NullPool)
        with engine.begin() as connection:
            found = connection.execute(text(query))
            return [tuple(row) for row in found] if found.returns_rows else []


@pytest.fixture
def new_exchange(
    postgres: Home, migrated: str, s3_admin: ObjectStore, mail: MailRecorder, tmp_path: Path
) -> Iterator[Callable[[], Exchange]]:
    """Makes an exchange with nothing in it. All send by one mail server and share a wrapping key.

    Nobody answers where Airflow's address is.
    """
    wrapping = WrappingFile(tmp_path / "wrapping-key")
    wrapping.create()
    made: list[str] = []

    def make() -> Exchange:
        number = next(_numbers)
        names = [f"{name}_{number}_kept" for name in ("register", "airflow")]
        made.extend(names)
        copy_database(postgres, migrated, names[0])
        create_databases(postgres.postgres, names[1])
        urls = [database_url(postgres.postgres, name) for name in names]
        _make_airflow(urls[1])
        store = ObjectStore(s3_admin.client, {b: f"{b.value}-kept-{number}" for b in Bucket})
        store.create_buckets(lock_days=1)
        register, folder = Register(urls[0]), tmp_path / f"ring-{number}"
        keys = KeyRing(folder, (wrapping,), is_buried=register.key_was_destroyed)
        access = StoreAccess(KeeperRecorder(), SealedCredentials(folder / "store-access", keys))
        settings = Settings(airflow_url=AIRFLOW, airflow_user="pipeline", key_ring=folder)
        api = AirflowApi(AIRFLOW, "pipeline", "secret", transport=httpx.MockTransport(_nobody))
        outside = Outside(settings, register, store, mail, keys, api, access=access)
        return Exchange(outside, Powers(urls[0], urls[1], store, folder, access))

    yield make
    for name in made:
        drop_database(postgres, name)


def with_disposer(exchange: Exchange) -> Exchange:
    """Return an exchange that may destroy evidence too."""
    return replace(exchange, outside=replace(exchange.outside, disposal=exchange.powers.store))


def _make_airflow(url: str) -> None:
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.execute(text(AIRFLOWS_TABLES))


def _nobody(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("nobody listens", request=request)
