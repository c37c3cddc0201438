"""The DAGs in the running Airflow, through its own API: are they read, have they their pools?"""

from dataclasses import dataclass
from typing import Any

import httpx

from local_stack.airflow.airflow_parts import airflow_address
from local_stack.airflow.pools import set_pools, slots_of_pools
from local_stack.home import REPOSITORY, setting
from local_stack.supervising.stack import Stack
from visit_exchange.errors import UserError

PATIENCE = 60  # seconds; the first login after a start is slow on a busy machine


@dataclass(frozen=True)
class DagFiles:
    """``parsed``: files read; ``waiting``: names not read yet; ``refused``: name to stack trace."""

    parsed: int
    waiting: tuple[str, ...]
    refused: dict[str, str]


def dag_files(stack: Stack) -> DagFiles:
    """Return how far Airflow has come with the repository's DAG files."""
    present = {path.name for path in (REPOSITORY / "dags").glob("*.py")}
    with _client(stack) as client:
        dags = _all(client, "dags")
        errors = _all(client, "importErrors", key="import_errors")
    parsed = {dag["relative_fileloc"] for dag in dags if not dag["is_stale"]}
    refused = {error["filename"]: error["stack_trace"] for error in errors}
    waiting = present - parsed - set(refused)
    return DagFiles(len(present & parsed), tuple(sorted(waiting)), refused)


def make_pools(stack: Stack) -> None:
    """Make the pools that the DAGs' tasks run in, as large as the stack's executor bears."""
    with _client(stack) as client:
        set_pools(client, slots_of_pools(stack.executor.slots))


def _client(stack: Stack) -> httpx.Client:
    address = airflow_address(stack.ports)
    login = {"username": "admin", "password": stack.kept.airflow_passwords["admin"]}
    answer = httpx.post(f"{address}/auth/token", json=login, timeout=PATIENCE, trust_env=False)
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        raise UserError(
            f"Another Airflow than ours answers at {address}. Stop it, or set {setting('airflow')}"
        )
    answer.raise_for_status()
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    return httpx.Client(
        base_url=f"{address}/api/v2/", headers=headers, timeout=PATIENCE, trust_env=False
    )


def _all(client: httpx.Client, what: str, key: str | None = None) -> list[dict[str, Any]]:
    answer = client.get(what, params={"limit": 100})
    answer.raise_for_status()
    found: list[dict[str, Any]] = answer.json()[key or what]
    return found
