"""Makes or updates what must be there before Airflow's parts start; again, it changes nothing."""

import os
import subprocess

from local_stack.secret_values import access_key
from visit_exchange.outside import outside
from visit_exchange.services.bucket_rules import create_bucket
from visit_exchange.services.key_ring import ensure_wrapping_key
from visit_exchange.services.object_store import connect
from visit_exchange.services.register import Register

RUNNING = "visit_exchange"  # as whom the running parts reach the register
USERS = {
    "admin": ("Admin", "AIRFLOW_ADMIN_PASSWORD"),
    "inspector": ("User", "AIRFLOW_INSPECTOR_PASSWORD"),
}


def main() -> None:
    """Bring databases, users and buckets up to date."""
    subprocess.run(("airflow", "db", "migrate"), check=True)
    for name, (role, variable) in USERS.items():
        _make_user(name, role, os.environ[variable])
    Register(os.environ["REGISTER_OWNER_URL"]).migrate(running_as=RUNNING)
    ensure_wrapping_key(outside().keys)
    _make_buckets()


def _make_user(name: str, role: str, password: str) -> None:
    # As an argument the password could be read by every process, so it answers the prompt.
    person = ("--firstname", name, "--lastname", name, "--email", f"{name}@inspectorate.example")
    subprocess.run(
        ("airflow", "users", "create", "--username", name, "--role", role, *person),
        input=f"{password}\n{password}\n",
        text=True,
        check=True,
    )


def _make_buckets() -> None:
    settings = outside().settings
    admin = connect(
        str(settings.s3_endpoint),
        settings.s3_region,
        access_key("admin"),
        os.environ["S3_ADMIN_KEY"],
    )
    for bucket, name in settings.buckets.items():
        create_bucket(admin, bucket, name, lock_days=settings.lock_days)


if __name__ == "__main__":
    main()
