"""The outside, built from Airflow Connections, and in a process that was forked."""

import os
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from visit_exchange.services.outside import outside
from visit_exchange.services.register import Register

CONNECTIONS = {
    "AIRFLOW_CONN_VISIT_EXCHANGE_REGISTER": "postgres://user:hidden@db.example/register",
    "AIRFLOW_CONN_VISIT_EXCHANGE_STORE": (
        '{"conn_type": "aws", "login": "pipeline", "password": "hidden",'
        ' "extra": {"endpoint_url": "https://s3.example", "region_name": "eu-west-1"}}'
    ),
    "AIRFLOW_CONN_VISIT_EXCHANGE_MAIL": "smtp://user:hidden@mail.example:587",
    "AIRFLOW_CONN_VISIT_EXCHANGE_AIRFLOW": "http://pipeline:hidden@airflow.example:8443/https",
}
# In a process of its own: importing Airflow makes folders in its home.
SHOW = """
from visit_exchange.settings.airflow_connections import with_connections
from visit_exchange.services.outside import build
from visit_exchange.settings.settings import read_settings
made = build(with_connections(read_settings()))
print(made)
print(made.mail.host, made.mail.port, made.airflow, made.store.client.meta.endpoint_url)
"""


def show(folder: Path, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Build the outside in a process with this environment and the key ring in ``folder``."""
    own = {
        "AIRFLOW_HOME": str(folder),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "VISIT_EXCHANGE_KEY_RING": str(folder / "keys"),
    }
    command = (sys.executable, "-c", SHOW)
    return subprocess.run(
        command, env={**own, **environment}, capture_output=True, text=True, check=False
    )


def test_connections_give_what_the_environment_lacks(tmp_path: Path) -> None:
    shown = show(tmp_path, {**CONNECTIONS, "VISIT_EXCHANGE_SMTP_HOST": "127.0.0.1"})

    assert "127.0.0.1 25" in shown.stdout  # the environment comes first
    assert "https://airflow.example:8443/api/v2/" in shown.stdout
    assert shown.stdout.rstrip().endswith("https://s3.example")
    assert "hidden" not in shown.stdout + shown.stderr


def test_what_neither_gives_is_named(tmp_path: Path) -> None:
    without_mail = {name: uri for name, uri in CONNECTIONS.items() if "MAIL" not in name}

    shown = show(tmp_path, without_mail)

    assert shown.stderr.rstrip().endswith(
        "VISIT_EXCHANGE_SMTP_HOST, or the Airflow Connection visit_exchange_mail"
    )
    assert "hidden" not in shown.stderr


def test_a_forked_process_builds_its_own_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REGISTER_URL", "S3_ENDPOINT", "SMTP_HOST", "AIRFLOW_URL"):
        monkeypatch.setenv(f"VISIT_EXCHANGE_{name}", "http://127.0.0.1:1")
    for name in ("AIRFLOW_USER", "AIRFLOW_PASSWORD"):
        monkeypatch.setenv(f"VISIT_EXCHANGE_{name}", "pipeline")
    monkeypatch.setenv("VISIT_EXCHANGE_KEY_RING", str(tmp_path))
    outside.cache_clear()
    made = outside()

    assert outside() is made
    assert child_ends_well(lambda: sys.exit(outside() is made))
    outside.cache_clear()


@pytest.mark.services
def test_a_forked_process_can_use_the_register_it_was_given(register: Register) -> None:
    assert register.visits() == ()

    assert child_ends_well(lambda: sys.exit(register.visits() != ()))
    assert register.visits() == ()


def child_ends_well(act: Callable[[], object]) -> bool:
    """Return whether ``act`` ends with exit code 0 in a forked child."""
    child = get_context("fork").Process(target=act)
    child.start()
    child.join(30)
    return child.exitcode == 0
