"""Our values for Airflow's Helm chart: this version, closed, and each secret where it is needed."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from engine import REPOSITORY
from helm.check_values import VALUES, mistakes

from visit_exchange.settings.settings import Settings, env_name

READ: dict[str, Any] = yaml.safe_load(VALUES.read_text(encoding="utf-8"))
BESIDE = list(yaml.safe_load_all(VALUES.with_name("beside.yaml").read_text(encoding="utf-8")))
KNOWN = {env_name(setting) for setting in Settings.model_fields}


def variables(part: dict[str, Any]) -> dict[str, Any]:
    return {each["name"]: each for each in part.get("env", [])}


def every_variable() -> Iterator[tuple[str, Any]]:
    """Yield each variable of any part with what gives its value."""
    for part in (READ, *(each for each in READ.values() if isinstance(each, dict))):
        yield from variables(part).items()


def test_the_image_and_airflow_are_of_this_version() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    assert READ["defaultAirflowTag"] == project["project"]["version"]
    pinned = (REPOSITORY / "requirements.in").read_text(encoding="utf-8")
    assert f"apache-airflow=={READ['airflowVersion']}\n" in pinned


def test_what_the_parts_are_given_are_settings_of_ours() -> None:
    given = {name for name, _ in every_variable()} | {each["envName"] for each in READ["secret"]}
    assert {name for name in given if name.startswith("VISIT_EXCHANGE_")} <= KNOWN


def test_no_secret_is_written_down() -> None:
    secret = re.compile(r"PASSWORD|SECRET_KEY|ACCESS_KEY|ADMIN_KEY|OWNER_URL")
    held = {name: each for name, each in every_variable() if secret.search(name)}
    assert held
    assert all("secretKeyRef" in each.get("valueFrom", {}) for each in held.values())


@pytest.mark.parametrize(
    ("part", "holder"),
    [("ACCESS_KEEPER", "workers"), ("DISPOSAL", "workers"), ("UPLOAD_SIGNER", "apiServer")],
)
def test_only_who_uses_a_key_of_the_store_holds_it(part: str, holder: str) -> None:
    name = f"VISIT_EXCHANGE_{part}_SECRET_KEY"
    parts = {key: each for key, each in READ.items() if isinstance(each, dict)}
    assert {key for key, each in parts.items() if name in variables(each)} == {holder}
    assert name not in {each["envName"] for each in READ["secret"]}


def test_the_keys_of_pseudonyms_are_mounted_by_workers_and_set_up_alone() -> None:
    parts = {key: each for key, each in READ.items() if isinstance(each, dict)}
    holders = {
        key
        for key, each in parts.items()
        if "key-ring" in {mount["name"] for mount in each.get("extraVolumeMounts", [])}
    }
    assert holders == {"workers", "migrateDatabaseJob"}
    assert "volumes" not in READ


def test_nobody_is_let_in_by_a_password_that_everybody_knows() -> None:
    assert (
        READ["apiServer"]["defaultUser"] == READ["webserver"]["defaultUser"] == {"enabled": False}
    )


def test_what_nobody_named_is_reached_by_nobody() -> None:
    assert READ["networkPolicies"]["enabled"] is True
    policies = [each for each in BESIDE if each["kind"] == "NetworkPolicy"]
    assert policies
    assert all(each["spec"]["policyTypes"] == ["Egress"] for each in policies)
    everybodys = [e for e in policies if e["spec"]["podSelector"].keys() == {"matchLabels"}]
    assert {"release": "visit-exchange"} in [
        each["spec"]["podSelector"]["matchLabels"] for each in everybodys
    ]


def test_a_claim_that_the_values_name_is_made_beside_them() -> None:
    made = {e["metadata"]["name"] for e in BESIDE if e["kind"] == "PersistentVolumeClaim"}
    [key_ring, _] = READ["workers"]["extraVolumes"]
    named = {key_ring["persistentVolumeClaim"]["claimName"]}
    assert named | {READ["logs"]["persistence"]["existingClaim"]} == made


def test_tasks_at_once_are_what_the_workers_bear() -> None:
    bear = READ["workers"]["replicas"] * READ["config"]["celery"]["worker_concurrency"]
    assert READ["config"]["core"]["parallelism"] == bear
    pools = variables(READ["migrateDatabaseJob"])["AIRFLOW__CORE__PARALLELISM"]["value"]
    assert int(pools) == bear


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"uid": 50000}, []),
        ({"uid": "50000"}, ["uid: '50000' is not of type 'integer'"]),
        ({"uids": 50000}, ["uids: the chart has no such value"]),
    ],
)
def test_a_value_that_the_schema_does_not_know_is_named(
    values: dict[str, Any], told: list[str]
) -> None:
    assert mistakes(values, {"properties": {"uid": {"type": "integer"}}}) == told
