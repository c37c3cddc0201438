"""What must be there before Airflow's parts start: databases, their tables, and the buckets.

``python -m local_stack.supervising.setting_up`` does it for the home, the ports and the executor in
the environment; what a person has to know of a failure it says on its standard output.
"""

import logging
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from local_stack.airflow.airflow_parts import AIRFLOW
from local_stack.airflow.executor import executor_from_environment
from local_stack.home import home_from_environment, ports_from_environment
from local_stack.postgres.databases import (
    RUNNING,
    create_databases,
    create_role,
    database_url,
    leave_note,
    note_on,
)
from local_stack.secret_values import access_key
from local_stack.store.object_store import REGION, store_address
from local_stack.supervising.stack import Stack, build_stack
from visit_exchange.errors import UserError
from visit_exchange.journey.outbox.keys import make_house_key
from visit_exchange.services.key_ring import KeyRing, ensure_wrapping_key
from visit_exchange.services.key_ring.wrappings import wrappings
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.register import Register
from visit_exchange.settings.settings import plain, read_settings

# Asking Airflow whether its database is up to date takes it five seconds, so a note on it says so.
AIRFLOW_VERSION = version("apache-airflow")


def set_up(stack: Stack) -> None:
    """Make or update databases and buckets; doing it again changes nothing."""
    create_databases(stack.home.postgres, "airflow", "register")
    needed = note_on(stack.home.postgres, "airflow") != AIRFLOW_VERSION
    migrating = _start_airflow_migration(stack) if needed else None
    _set_up_register_and_buckets(stack)
    if migrating:
        _finish_airflow_migration(stack, migrating)


def _set_up_register_and_buckets(stack: Stack) -> None:
    settings = read_settings(stack.environment)
    keys = KeyRing(Path(plain(settings.key_ring)), wrappings(settings, lambda _connection: None))
    ensure_wrapping_key(keys)
    create_role(stack.home.postgres, RUNNING)
    register = Register(database_url(stack.home.postgres, "register"))
    register.migrate(running_as=RUNNING)
    make_house_key(register, keys)
    admin = connect(
        store_address(stack.ports), REGION, access_key("admin"), stack.kept.store_keys["admin"]
    )
    ObjectStore(admin, settings.buckets).create_buckets(
        lock_days=settings.lock_days, upload_origin=settings.upload_origin
    )


def _start_airflow_migration(stack: Stack) -> subprocess.Popen[bytes]:
    stack.home.logs.mkdir(exist_ok=True)
    with (stack.home.logs / "airflow-migration.log").open("ab") as log:
        return subprocess.Popen(
            (*AIRFLOW, "db", "migrate"),
            env=stack.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _finish_airflow_migration(stack: Stack, migrating: subprocess.Popen[bytes]) -> None:
    if migrating.wait():
        log = stack.home.logs / "airflow-migration.log"
        raise UserError(f"Airflow could not make or update its database. The reason is in {log}")
    leave_note(stack.home.postgres, "airflow", AIRFLOW_VERSION)


def main() -> int:
    """Return 1, and say why, when it cannot be done."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    home, ports = home_from_environment(), ports_from_environment()
    try:
        set_up(build_stack(home, ports, executor_from_environment()))
    except UserError as error:
        sys.stdout.write(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
