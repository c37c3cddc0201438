"""docker-compose.yaml for production: what reaches what, what each may use, what can be set."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from visit_exchange.settings.settings import Settings, env_name

REPOSITORY = Path(__file__).parents[3]
COMPOSE: dict[str, Any] = yaml.safe_load(
    (REPOSITORY / "docker-compose.yaml").read_text(encoding="utf-8")
)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
INTERNAL = {name for name, network in COMPOSE["networks"].items() if network.get("internal")}
# Keys of the store that one part alone holds, and a folder that is a volume.
HOLDERS = {
    "access_keeper": "worker",
    "disposal": "worker",
    "purge_store": "worker",
    "upload_signer": "api-server",
    "register_owner": "set-up",
    "airflow_database": "set-up",
    "store_admin": "set-up",
}
FIXED = {"key_ring"}


def neighbours(name: str) -> set[str]:
    """Return the services that share a network with one."""
    own = set(SERVICES[name]["networks"])
    return {other for other, each in SERVICES.items() if own & set(each["networks"])} - {name}


def holder(setting: str) -> str:
    """Return who needs a setting that only one part is given; else a part that needs them all."""
    return next((part for key, part in HOLDERS.items() if setting.startswith(key)), "worker")


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_is_passed_on_under_its_own_name(setting: str) -> None:
    given = SERVICES[holder(setting)]["environment"]
    assert env_name(setting) in given, "Add it to docker-compose.yaml"
    if setting not in FIXED:
        assert str(given[env_name(setting)]).startswith("${" + env_name(setting))


def test_nothing_is_passed_on_that_is_no_setting() -> None:
    known = {env_name(setting) for setting in Settings.model_fields}
    given = {name for each in SERVICES.values() for name in each.get("environment", {})}
    assert {name for name in given if name.startswith("VISIT_EXCHANGE_")} <= known


def test_people_are_told_an_address_that_can_be_set() -> None:
    text = (REPOSITORY / "docker-compose.yaml").read_text(encoding="utf-8")
    environment = [line for line in text.splitlines() if re.search(r"http://127\.0\.0\.1", line)]
    outward = [line for line in environment if "healthy.py" not in line]
    assert outward
    assert all(":-http://127.0.0.1:" in line for line in outward)


@pytest.mark.parametrize("name", ["worker", "api-server", "s3", "postgres", "valkey", "triggerer"])
def test_a_part_that_holds_keys_or_files_has_no_way_out(name: str) -> None:
    assert set(SERVICES[name]["networks"]) <= INTERNAL
    assert "ports" not in SERVICES[name]


@pytest.mark.parametrize(
    ("network", "members"),
    [
        ("published", {"gate"}),
        ("relay", {"mail"}),
        ("signatures", {"clamd"}),
        ("way-out", {"door"}),
    ],
)
def test_a_way_out_is_one_parts_alone(network: str, members: set[str]) -> None:
    assert network not in INTERNAL
    assert {name for name, each in SERVICES.items() if network in each["networks"]} == members


def test_nobody_gets_out_to_a_host_that_is_not_named() -> None:
    assert SERVICES["door"]["environment"] == {"WAY_OUT": "${WAY_OUT:-}"}
    assert SERVICES["worker"]["environment"]["HTTPS_PROXY"] == "${WAY_OUT:+http://door:3128}"


def test_the_gate_alone_reaches_the_stores_inner_ports() -> None:
    assert neighbours("s3") == {"gate"}
    ways = [word for word in SERVICES["gate"]["command"] if "=" in word]
    assert [word for word in ways if "=s3:" in word] == ["8333=s3:8333"]


@pytest.mark.parametrize(
    ("part", "reached_by"),
    [
        ("valkey", {"scheduler", "worker"}),
        ("clamd", {"api-server", "worker"}),
        ("mail", {"api-server", "worker"}),
    ],
)
def test_a_part_is_reached_by_those_who_need_it(part: str, reached_by: set[str]) -> None:
    assert neighbours(part) == reached_by


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_part_may_take_all_memory(name: str) -> None:
    assert re.fullmatch(r"\d+[mg]|\$\{[A-Z]+_MEMORY:-\d+g\}", SERVICES[name]["mem_limit"])
