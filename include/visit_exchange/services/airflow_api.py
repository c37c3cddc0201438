"""Airflow's REST API, as far as Visit Exchange asks it for anything."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

import httpx

from visit_exchange.services.airflow_watch import ALL, AirflowWatch, RunState
from visit_exchange.services.refusals import airflow_refusals

# Airflow refuses a longer one.
NOTE_LENGTH = 1000


@dataclass(frozen=True)
class Question:
    """A task that waits for a person's answer. ``map_index`` is -1 unless the task is mapped."""

    dag_id: str
    run_id: str
    task_id: str
    map_index: int
    subject: str
    options: tuple[str, ...]


class _Token(httpx.Auth):
    """Logs in with user and password, and again when the token is no longer taken."""

    requires_response_body = True

    def __init__(self, url: str, user: str, password: str) -> None:
        self._url = url
        self._body = {"username": user, "password": password}
        self._token: str | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._token is None:
            yield from self._log_in()
        request.headers["Authorization"] = f"Bearer {self._token}"
        response = yield request
        if response.status_code == httpx.codes.UNAUTHORIZED:
            yield from self._log_in()
            request.headers["Authorization"] = f"Bearer {self._token}"
            yield request

    def _log_in(self) -> Generator[httpx.Request, httpx.Response, None]:
        response = yield httpx.Request("POST", f"{self._url}/auth/token", json=self._body)
        response.raise_for_status()
        self._token = response.json()["access_token"]


class AirflowApi(AirflowWatch):
    """Asks a running Airflow. A refusal or a dead server raises ServiceError."""

    def __init__(
        self,
        url: str,
        user: str,
        password: str,
        *,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """``url`` is the api-server's address without ``/api``; ``transport`` is for tests."""
        self._address = url.rstrip("/")
        self._api = f"{self._address}/api/v2/"
        self._who, self._transport = (user, password), transport

    def __repr__(self) -> str:
        return f"AirflowApi({self._api!r})"

    @cached_property
    def _client(self) -> httpx.Client:
        """Made when Airflow is first asked: it costs 30 ms, and most tasks ask for nothing."""
        return httpx.Client(
            base_url=self._api,
            auth=_Token(self._address, *self._who),
            timeout=30,
            transport=self._transport,
        )

    @airflow_refusals()
    def trigger(self, dag_id: str, run_id: str, conf: Mapping[str, object]) -> bool:
        """Start a run under this run id; False when there is one of that id already."""
        body = {"dag_run_id": run_id, "logical_date": None, "conf": dict(conf)}
        response = self._client.post(f"/dags/{dag_id}/dagRuns", json=body)
        if response.status_code == httpx.codes.CONFLICT:
            return False
        response.raise_for_status()
        return True

    @airflow_refusals()
    def run_state(self, dag_id: str, run_id: str) -> RunState | None:
        """Return the state of a run; None when there is no such run."""
        response = self._client.get(f"/dags/{dag_id}/dagRuns/{run_id}")
        if response.status_code == httpx.codes.NOT_FOUND:
            return None
        response.raise_for_status()
        state: RunState = response.json()["state"]
        return state

    @airflow_refusals()
    def what_about(self, dag_id: str, run_id: str, task_id: str = "", map_index: str = "") -> str:
        """Return what a run or a task is about: its partition, or a mapped task's name; else ""."""
        place = f"/dags/{quote(dag_id, safe='')}/dagRuns/{quote(run_id, safe='')}"
        if task_id and map_index.isdecimal():
            mapped = f"{place}/taskInstances/{quote(task_id, safe='')}/{map_index}"
            response = self._client.get(mapped)
            name = response.json().get("rendered_map_index") if response.is_success else None
            if name:
                return str(name)
        response = self._client.get(place)
        return str(response.json().get("partition_key") or "") if response.is_success else ""

    @airflow_refusals()
    def knows_login(self, login: str) -> bool:
        """Say whether somebody can sign in to Airflow with this login; our board is asked."""
        response = self._client.get(f"{self._address}/visits/logins/{quote(login, safe='')}")
        response.raise_for_status()
        return bool(response.json()["known"])

    @airflow_refusals()
    def note_run(self, dag_id: str, run_id: str, note: str) -> None:
        """Put a mark on a run, in place of the one it has; cut at 1,000 characters."""
        response = self._client.patch(
            f"/dags/{dag_id}/dagRuns/{run_id}", json={"note": note[:NOTE_LENGTH]}
        )
        response.raise_for_status()

    @airflow_refusals()
    def clear(self, dag_id: str, run_id: str, task_id: str) -> None:
        """Have one task of a run done again; those after it are left as they are."""
        asked = {
            "dry_run": False,
            "dag_run_id": run_id,
            "task_ids": [task_id],
            "only_failed": False,
            "include_downstream": False,
        }
        response = self._client.post(f"/dags/{dag_id}/clearTaskInstances", json=asked)
        response.raise_for_status()

    @airflow_refusals()
    def pending_hitl(self, dag_id: str = ALL, run_id: str = ALL) -> tuple[Question, ...]:
        """Return the tasks that wait for an answer now."""
        response = self._client.get(
            f"/dags/{dag_id}/dagRuns/{run_id}/hitlDetails",
            params={"response_received": False, "state": "awaiting_input"},
        )
        response.raise_for_status()
        return tuple(_question(detail) for detail in response.json()["hitl_details"])

    @airflow_refusals()
    def answer_hitl(
        self,
        dag_id: str,
        run_id: str,
        task_id: str,
        chosen_options: Sequence[str],
        params_input: Mapping[str, object] | None = None,
        *,
        map_index: int = -1,
    ) -> None:
        """Answer a waiting task. The first answer stands: a second raises ServiceError (409)."""
        response = self._client.patch(
            f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/{map_index}/hitlDetails",
            json={"chosen_options": list(chosen_options), "params_input": dict(params_input or {})},
        )
        response.raise_for_status()


def _question(detail: Mapping[str, Any]) -> Question:
    task = detail["task_instance"]
    return Question(
        dag_id=task["dag_id"],
        run_id=task["dag_run_id"],
        task_id=task["task_id"],
        map_index=task["map_index"],
        subject=detail["subject"],
        options=tuple(detail["options"]),
    )
