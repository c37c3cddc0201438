"""Airflow's four components as parts, and the command that makes its database."""

import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import httpx

from local_stack.airflow.departed import mark_departed
from local_stack.home import SELF, Home, Ports
from local_stack.own_secrets import own_variables
from local_stack.part import Part
from local_stack.secret_values import Secrets, write_private

ASK = httpx.Client(timeout=5, trust_env=False)  # made once: a client costs 50 ms
AIRFLOW = (sys.executable, "-m", "airflow")
WARM_AIRFLOW = (sys.executable, "-m", "local_stack.airflow.warm_airflow")
SHARED_AIRFLOW = (sys.executable, "-m", "local_stack.airflow.shared_airflow")
# The servers that offer logs listen on every address and nobody needs them: the logs are files.
NO_LOG_SERVER = "--skip-serve-logs"

COMMANDS: dict[str, tuple[tuple[str, ...], str]] = {  # part: (command, name in the health report)
    "api-server": ((*AIRFLOW, "api-server"), "metadatabase"),
    "scheduler": ((*WARM_AIRFLOW, "scheduler", NO_LOG_SERVER), "scheduler"),
    "dag-processor": ((*AIRFLOW, "dag-processor"), "dag_processor"),
    "triggerer": ((*SHARED_AIRFLOW, "triggerer", NO_LOG_SERVER), "triggerer"),
}


def airflow_parts(
    home: Home, ports: Ports, kept: Secrets, environment: Mapping[str, str]
) -> list[Part]:
    """Return Airflow's components."""
    address = airflow_address(ports)
    return [
        Part(
            name=name,
            command=_command(name, command, environment),
            environment=own_variables(name, environment),
            log=home.logs / f"{name}.log",
            address=address if name == "api-server" else "",
            is_well=_well(address, reported),
            seems_hung=_hangs(address, reported),
            prepare=partial(_prepare, home, kept, name),
            patience=3 if name == "triggerer" else 10,  # it hangs; its waits are kept
            stage=1 if name == "api-server" else 2,  # the others end their work through it
        )
        for name, (command, reported) in COMMANDS.items()
    ]


def _command(
    name: str, command: tuple[str, ...], environment: Mapping[str, str]
) -> tuple[str, ...]:
    """Return a part's command: a scheduler whose tasks run elsewhere has nothing to keep warm."""
    if name == "scheduler" and environment["AIRFLOW__CORE__EXECUTOR"] != "LocalExecutor":
        return (*AIRFLOW, *command[len(WARM_AIRFLOW) :])
    return command


def airflow_address(ports: Ports) -> str:
    """Return where Airflow's pages are."""
    return f"http://{SELF}:{ports.airflow}"


def _prepare(home: Home, kept: Secrets, name: str) -> None:
    home.airflow.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(home.airflow / "passwords.json", json.dumps(kept.airflow_passwords))
    mark_departed(home.postgres, name)


def _well(address: str, reported: str) -> Callable[[], bool]:
    return lambda: health(address).get(reported, {}).get("status") == "healthy"


def _hangs(address: str, reported: str) -> Callable[[], bool]:
    """Say so of a part without a heartbeat while the database, which keeps it, answers."""

    def seems_hung() -> bool:
        states = {name: part.get("status") for name, part in health(address).items() if part}
        return states.get("metadatabase") == "healthy" and states.get(reported) == "unhealthy"

    return seems_hung


def health(address: str) -> dict[str, Any]:
    """Return Airflow's own report of its components; empty when it does not answer."""
    try:
        answer = ASK.get(f"{address}/api/v2/monitor/health")
    except httpx.TransportError:
        return {}
    report: dict[str, Any] = answer.json() if answer.is_success else {}
    return report
