"""Makes or updates what must be there before Airflow's parts start; again, it changes nothing."""

import json
import os
import subprocess
import tempfile

from local_stack.airflow.pools import as_file, slots_of_pools
from local_stack.secret_values import access_key
from sign_in.fab_people import Login, bring_up_to_date
from sign_in.roles import INSPECTOR, PIPELINE
from visit_exchange.journey.outbox.keys import make_house_key
from visit_exchange.services.bucket_rules import create_bucket
from visit_exchange.services.key_ring import ensure_wrapping_key
from visit_exchange.services.object_store import connect
from visit_exchange.services.outside import outside
from visit_exchange.services.register import Register

RUNNING = "visit_exchange"  # as whom the running parts reach the register
LOGINS = {  # the first people, with their role and the variable that has their password
    "admin": ("Admin", "AIRFLOW_ADMIN_PASSWORD"),
    "data-team": ("Op", "AIRFLOW_DATA_TEAM_PASSWORD"),
    "inspector": (INSPECTOR, "AIRFLOW_INSPECTOR_PASSWORD"),
    "pipeline": (PIPELINE, "AIRFLOW_PIPELINE_PASSWORD"),
}


def main() -> None:
    """Bring databases, users and buckets up to date."""
    subprocess.run(("airflow", "db", "migrate"), check=True)
    _make_pools(int(os.environ["AIRFLOW__CORE__PARALLELISM"]))
    bring_up_to_date(
        tuple(Login(name, role, os.environ[var]) for name, (role, var) in LOGINS.items())
    )
    Register(os.environ["REGISTER_OWNER_URL"]).migrate(running_as=RUNNING)
    ensure_wrapping_key(outside().keys)
    make_house_key(outside().register, outside().keys)
    _make_buckets()


def _make_pools(slots: int) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(as_file(slots_of_pools(slots)), file)
        file.flush()
        subprocess.run(("airflow", "pools", "import", file.name), check=True)


def _make_buckets() -> None:
    settings = outside().settings
    admin = connect(
        str(settings.s3_endpoint),
        settings.s3_region,
        access_key("admin"),
        os.environ["S3_ADMIN_KEY"],
    )
    for bucket, name in settings.buckets.items():
        create_bucket(
            admin,
            bucket,
            name,
            lock_days=settings.lock_days,
            upload_origin=settings.upload_origin,
        )


if __name__ == "__main__":
    main()
