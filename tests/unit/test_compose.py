"""docker-compose.yaml: by the Compose Specification, and closed to everyone who is not meant."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from local_stack.secret_values import STORE_USERS

REPOSITORY = Path(__file__).parents[2]
TEXT = (REPOSITORY / "docker-compose.yaml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SCHEMA = json.loads(
    (Path(__file__).parent / "vendor" / "compose-spec.json").read_text(encoding="utf-8")
)
SECRET = re.compile(r"PASSWORD|SECRET|KEY$|_CONN$|_URL$|BACKEND$")
# Addresses and names that hold a word of the pattern above, and no secret.
NO_SECRET = {
    "AIRFLOW__API__BASE_URL",
    "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
    "VISIT_EXCHANGE_AIRFLOW_URL",
    "VISIT_EXCHANGE_S3_ACCESS_KEY",
    "VISIT_EXCHANGE_WRAPPING_KEY",
    "VISIT_EXCHANGE_ACCESS_KEEPER_ACCESS_KEY",
    "VISIT_EXCHANGE_DISPOSAL_ACCESS_KEY",
    "VISIT_EXCHANGE_UPLOAD_SIGNER_ACCESS_KEY",
}
ONE_SHOT = "set-up"
every_service = pytest.mark.parametrize("name", sorted(SERVICES))


def test_it_follows_the_compose_specification() -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(COMPOSE)


def test_the_schema_refuses_a_key_that_compose_does_not_know() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate({"services": {"a": {"imagine": "b"}}})


def test_airflow_runs_on_celery_with_every_part() -> None:
    assert {"api-server", "scheduler", "dag-processor", "triggerer", "worker"} <= set(SERVICES)
    assert SERVICES["worker"]["environment"]["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor"


@every_service
def test_every_service_has_a_health_check_but_the_one_that_ends(name: str) -> None:
    if name == ONE_SHOT:
        assert SERVICES[name]["restart"] == "no"
    else:
        assert SERVICES[name]["healthcheck"]["test"]


@every_service
def test_every_published_port_is_on_this_machine_alone(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", ()))


@every_service
def test_no_secret_is_written_down(name: str) -> None:
    for variable, value in SERVICES[name].get("environment", {}).items():
        if SECRET.search(variable) and variable not in NO_SECRET:
            # `:?` refuses to start without it; an optional one is empty, never a default.
            assert re.search(r"\$\{\w+(:\?[^}]+|:-)\}", str(value)), variable


@every_service
def test_every_image_is_pinned(name: str) -> None:
    assert re.fullmatch(r"[\w/.-]+:\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?", SERVICES[name]["image"])


def test_the_bases_of_our_own_image_are_pinned() -> None:
    lines = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM")]
    assert bases
    assert all(re.search(r":\d+\.\d+\.\d+-", base) for base in bases)


@every_service
def test_nobody_gains_rights(name: str) -> None:
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]
    assert not SERVICES[name].get("privileged", False)


@every_service
def test_no_service_writes_core_dumps(name: str) -> None:
    assert SERVICES[name]["ulimits"] == {"core": 0}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"postgres"}))
def test_services_are_nobody_in_particular_on_a_read_only_disk(name: str) -> None:
    # PostgreSQL's image starts as root to take over its data folder, then drops to its own user.
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["user"].split(":")[0] not in ("", "0", "root")


@pytest.mark.parametrize("volume", ["key-ring:", "wrapping-key:"])
def test_no_running_part_but_the_worker_holds_the_keys_of_pseudonyms(volume: str) -> None:
    holders = {
        name
        for name, service in SERVICES.items()
        if any(each.startswith(volume) for each in service.get("volumes", ()))
    }
    assert holders == {"worker", ONE_SHOT}


def test_no_running_part_may_change_the_audit() -> None:
    owners = {
        name
        for name, each in SERVICES.items()
        if "REGISTER_OWNER_URL" in each.get("environment", {})
    }
    assert owners == {ONE_SHOT}


@pytest.mark.parametrize(
    ("part", "holder"),
    [("ACCESS_KEEPER", "worker"), ("DISPOSAL", "worker"), ("UPLOAD_SIGNER", "api-server")],
)
def test_only_who_uses_a_key_of_the_store_holds_it(part: str, holder: str) -> None:
    secret = f"VISIT_EXCHANGE_{part}_SECRET_KEY"
    assert {name for name, each in SERVICES.items() if secret in each.get("environment", {})} == {
        holder
    }


def test_every_user_of_the_store_has_a_secret_that_the_server_is_given() -> None:
    given = SERVICES["s3"]["environment"].keys()
    assert {f"S3_{user.upper()}_KEY" for user in STORE_USERS} <= given


def test_the_worker_starts_with_the_slow_libraries_in_memory() -> None:
    assert SERVICES["worker"]["command"][:3] == ["python", "-m", "local_stack.warm_airflow"]


def test_every_program_of_ours_is_there() -> None:
    programs = re.findall(r"docker/\w+\.py", TEXT)
    assert programs
    assert all((REPOSITORY / program).is_file() for program in programs)
