"""What Airflow says of its runs, DAGs and parts, and how an old or ended run is dealt with."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import httpx

from visit_exchange.services.refusals import airflow_refusals

RunState = Literal["queued", "running", "success", "failed"]
LIVE: tuple[RunState, ...] = ("queued", "running")
ENDED: tuple[RunState, ...] = ("success", "failed")
ALL = "~"
PAGE = 100  # Airflow gives no more at once
LONG = 600  # seconds, for what works through whole tables


@dataclass(frozen=True)
class Run:
    """One run of a DAG. ``due_at`` is when it was to begin; ``ended_at`` None until it has.

    ``partition`` is what it was started for (a visit's id), empty where it is for nothing alone.
    """

    dag_id: str
    run_id: str
    state: RunState
    due_at: datetime
    ended_at: datetime | None = None
    partition: str = ""


@dataclass(frozen=True)
class DagSeen:
    """A DAG as Airflow knows it now; ``is_read`` is False when its file cannot be read."""

    id: str
    is_paused: bool = False
    is_read: bool = True


@dataclass(frozen=True, order=True)
class FailedStep:
    """A task that has failed, in a run of a DAG.

    One that has not used up its tries was marked so by a person, or will not do better again.
    """

    run_id: str
    task_id: str
    used_every_try: bool = True


class AirflowWatch(ABC):
    """What is asked to see whether all is well."""

    @property
    @abstractmethod
    def _client(self) -> httpx.Client:
        """The client that asks Airflow's API, signed in."""

    @airflow_refusals()
    def health(self) -> Mapping[str, bool]:
        """Return whether each of Airflow's parts is well, by the name that it reports."""
        response = self._client.get("/monitor/health")
        response.raise_for_status()
        report: dict[str, dict[str, Any] | None] = response.json()
        return {name: part.get("status") == "healthy" for name, part in report.items() if part}

    @airflow_refusals()
    def dags(self) -> tuple[DagSeen, ...]:
        """Return every DAG that Airflow knows, paused ones too."""
        return tuple(
            DagSeen(each["dag_id"], each["is_paused"], not each["has_import_errors"])
            for each in self._all("/dags", "dags", {})
        )

    @airflow_refusals()
    def runs(
        self,
        dag_id: str,
        states: Sequence[RunState],
        *,
        ended_before: datetime | None = None,
    ) -> tuple[Run, ...]:
        """Return the runs of a DAG (``ALL``: of every one) in these states, the oldest first."""
        asked: dict[str, Any] = {"state": list(states), "order_by": "id"}
        if ended_before:
            asked["end_date_lt"] = ended_before.isoformat()
        return tuple(map(_run, self._all(f"/dags/{dag_id}/dagRuns", "dag_runs", asked)))

    @airflow_refusals()
    def newest_runs(self, dag_id: str, most: int) -> tuple[Run, ...]:
        """Return the runs of a DAG that were due last, the newest first."""
        asked: dict[str, Any] = {"order_by": "-run_after", "limit": most}
        response = self._client.get(f"/dags/{dag_id}/dagRuns", params=asked)
        response.raise_for_status()
        return tuple(map(_run, response.json()["dag_runs"]))

    @airflow_refusals()
    def failed_steps(self, dag_id: str) -> tuple[FailedStep, ...]:
        """Return every task of a DAG that has failed for good, in whichever run."""
        path, asked = f"/dags/{dag_id}/dagRuns/{ALL}/taskInstances", {"state": "failed"}
        tried: dict[tuple[str, str], list[bool]] = defaultdict(list)
        for each in self._all(path, "task_instances", asked):
            step = each["dag_run_id"], each["task_id"]
            tried[step].append(each["try_number"] > each["max_tries"])
        return tuple(FailedStep(*step, all(tried[step])) for step in sorted(tried))

    @airflow_refusals()
    def repeat_failed(self, dag_id: str, run_id: str, task_id: str) -> None:
        """Let a task that failed begin again, and what was given up for it."""
        asked = {
            "dry_run": False,
            "dag_run_id": run_id,
            "task_ids": [task_id],
            "only_failed": True,
            "include_downstream": True,
        }
        response = self._client.post(f"/dags/{dag_id}/clearTaskInstances", json=asked)
        response.raise_for_status()

    @airflow_refusals()
    def repeat_run(self, dag_id: str, run_id: str) -> None:
        """Let every task of a run begin again."""
        body = {"dry_run": False, "only_failed": False}
        response = self._client.post(f"/dags/{dag_id}/dagRuns/{run_id}/clear", json=body)
        response.raise_for_status()

    @airflow_refusals()
    def forget_run(self, dag_id: str, run_id: str) -> None:
        """Delete a run with all that Airflow has of it; one that is gone already stays gone."""
        response = self._client.delete(f"/dags/{dag_id}/dagRuns/{run_id}")
        if response.status_code != httpx.codes.NOT_FOUND:
            response.raise_for_status()

    @airflow_refusals()
    def forget_events(self, before: datetime) -> None:
        """Delete the rows of Airflow's own log, of its jobs and of results that are older."""
        body = {"before": before.isoformat()}
        self._client.post(self._own("clean-up"), json=body, timeout=LONG).raise_for_status()

    @airflow_refusals()
    def forget_form(self, run_id: str) -> None:
        """Take out of Airflow's tables whom the form of a run names."""
        self._client.post(self._own("forget-form"), json={"run_id": run_id}).raise_for_status()

    def _own(self, page: str) -> httpx.URL:
        """Return the address of a page of ours for programs."""
        base = self._client.base_url
        return base.copy_with(path=base.path.removesuffix("/api/v2/") + f"/exchange/{page}")

    def _all(self, path: str, what: str, asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        offset, total = 0, 1
        while offset < total:
            page = {**asked, "limit": PAGE, "offset": offset}
            response = self._client.get(path, params=page)
            response.raise_for_status()
            answer = response.json()
            yield from answer[what]
            offset, total = offset + PAGE, answer["total_entries"]


def _run(told: Mapping[str, Any]) -> Run:
    ended = told["end_date"]
    return Run(
        dag_id=told["dag_id"],
        run_id=told["dag_run_id"],
        state=told["state"],
        due_at=datetime.fromisoformat(told["run_after"]),
        ended_at=datetime.fromisoformat(ended) if ended else None,
        partition=told.get("partition_key") or "",
    )
