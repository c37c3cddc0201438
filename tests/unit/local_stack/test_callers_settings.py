"""What who starts the stack has chosen reaches the parts that need it, and no others."""

import os
import random
from pathlib import Path

import pytest

from local_stack.airflow.executor import Executor
from local_stack.callers_settings import LONGEST_PAUSE
from local_stack.environment import from_caller
from local_stack.home import Home, Ports
from local_stack.supervising.stack import build_stack
from visit_exchange.settings.settings import Settings, env_name

# Said one by one: a new setting is passed on, or somebody decides here that it is the stack's.
OF_THE_STACK = [
    "register_url",
    "register_owner_url",
    "airflow_database_url",
    "airflow_url",
    "airflow_user",
    "airflow_password",
    "s3_endpoint",
    "s3_region",
    "s3_access_key",
    "s3_secret_key",
    "s3_public_endpoint",
    "store_access",
    "access_keeper_access_key",
    "access_keeper_secret_key",
    "upload_signer_access_key",
    "upload_signer_secret_key",
    "disposal_access_key",
    "disposal_secret_key",
    "store_admin_access_key",
    "store_admin_secret_key",
    "purge_store",
    "uploads_bucket",
    "replies_bucket",
    "staging_bucket",
    "packs_bucket",
    "upload_origin",
    "upload_queue",
    "key_ring",
    "wrapping_key",
    "kms_key",
    "mail_sender",
    "smtp_host",
    "smtp_port",
    "smtp_starttls",
    "smtp_user",
    "smtp_password",
    "notify_api_key",
    "notify_template",
    "notify_reply_to",
    "notify_url",
]
OF_TASKS = {"ping_url", "lineage_url", "lineage_key"}
OF_PAGES = {"metrics_token"}
SERVICES, PAGES, TASKS = {"postgres", "s3", "mail"}, "api-server", "scheduler"
AIRFLOWS = {PAGES, TASKS, "dag-processor", "triggerer"}
WATCHING = {
    "AIRFLOW__METRICS__STATSD_HOST",
    "AIRFLOW__TRACES__OTEL_ON",
    "OTEL_EXPORTER_OTLP_HEADERS",
}


def value_of(name: str) -> str:
    return f"of-the-caller-{random.Random(name).random()}"


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, str]]:
    """What each part is given, started by a supervisor that has what `up` passes on and no more."""
    for name in (*map(env_name, Settings.model_fields), *WATCHING):
        monkeypatch.setenv(name, value_of(name))
    monkeypatch.setenv(LONGEST_PAUSE, "2")
    passed_on = from_caller()
    for name in tuple(os.environ):
        monkeypatch.delenv(name)
    for name, value in passed_on.items():
        monkeypatch.setenv(name, value)
    stack = build_stack(Home(tmp_path / "home"), Ports(), Executor("local"))
    return {part.name: dict(part.environment) for part in stack.parts}


def who_has(given: dict[str, dict[str, str]], name: str) -> set[str]:
    return {part for part, variables in given.items() if variables.get(name) == value_of(name)}


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_a_setting_reaches_who_needs_it(given: dict[str, dict[str, str]], setting: str) -> None:
    wanted = AIRFLOWS
    if setting in OF_THE_STACK:
        wanted = set()
    elif setting in OF_TASKS | OF_PAGES:
        wanted = {TASKS if setting in OF_TASKS else PAGES}
    assert who_has(given, env_name(setting)) == wanted


@pytest.mark.parametrize("name", sorted(WATCHING))
def test_airflow_alone_is_told_who_watches(given: dict[str, dict[str, str]], name: str) -> None:
    assert who_has(given, name) == AIRFLOWS


def test_a_pause_is_as_long_as_the_caller_says(given: dict[str, dict[str, str]]) -> None:
    name = "AIRFLOW__CORE__MAX_TASK_RETRY_DELAY"
    assert {part for part in given if given[part].get(name) == "2"} == AIRFLOWS
