"""An Airflow whose runs, DAGs and parts a test sets, and which keeps what is done about them."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from recorded_outside import AIRFLOW
from visit_exchange.journey.upkeep.seen import OUR_DAGS
from visit_exchange.services.airflow_api import AirflowApi

PARTS = ("metadatabase", "scheduler", "triggerer", "dag_processor")
RUN = re.compile(r"/api/v2/dags/(?P<dag>[^/]+)/dagRuns(?:/(?P<run>[^/]+))?(?P<act>/clear)?")


@dataclass
class WatchedAirflow:
    """``runs`` are states by DAG and run, ``paused`` DAGs, ``dead`` parts; all is well at first.

    ``gave_up`` are runs of visits and a step of each that has failed. With ``ended_at`` a run that
    has ended did so then. ``started``, ``repeated`` and ``forgotten`` are DAG and run; of a step
    that was repeated, run and step.
    """

    runs: dict[tuple[str, str], str] = field(default_factory=dict)
    gave_up: set[tuple[str, str]] = field(default_factory=set)
    ended_at: dict[str, datetime] = field(default_factory=dict)
    paused: set[str] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    is_down: bool = False
    started: list[tuple[str, str]] = field(default_factory=list)
    repeated: list[tuple[str, str]] = field(default_factory=list)
    forgotten: list[tuple[str, str]] = field(default_factory=list)

    @property
    def api(self) -> AirflowApi:
        """The api that asks it."""
        return AirflowApi(AIRFLOW, "pipeline", "secret", transport=httpx.MockTransport(self))

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.is_down:
            raise httpx.ConnectError("nobody listens", request=request)
        path = request.url.path
        if path == "/auth/token":
            return httpx.Response(201, json={"access_token": "token"})
        if path == "/api/v2/monitor/health":
            return _json(
                {p: {"status": "unhealthy" if p in self.dead else "healthy"} for p in PARTS}
            )
        if path == "/api/v2/dags":
            return _json(
                {"dags": [self._dag(name) for name in OUR_DAGS], "total_entries": len(OUR_DAGS)}
            )
        if path == "/api/v2/dags/visit/dagRuns/~/taskInstances":
            return self._failed_tasks()
        if path == "/api/v2/dags/visit/clearTaskInstances":
            return self._clear_step(json.loads(request.content))
        asked = RUN.fullmatch(path)
        assert asked, path
        return self._about_runs(request, **asked.groupdict())

    def _failed_tasks(self) -> httpx.Response:
        tried = {"try_number": 5, "max_tries": 4}
        steps = sorted(self.gave_up)
        found = [{"dag_run_id": run, "task_id": task, **tried} for run, task in steps]
        return _json({"task_instances": found, "total_entries": len(found)})

    def _clear_step(self, asked: dict[str, Any]) -> httpx.Response:
        step = asked["dag_run_id"], *asked["task_ids"]
        self.repeated.append(step)
        self.gave_up -= {step}
        return _json({})

    def _dag(self, name: str) -> dict[str, object]:
        return {"dag_id": name, "is_paused": name in self.paused, "has_import_errors": False}

    def _about_runs(
        self, request: httpx.Request, dag: str, run: str | None, act: str | None
    ) -> httpx.Response:
        if request.method == "DELETE":
            self.forgotten.append((dag, str(run)))
            self.runs.pop((dag, str(run)), None)
            return httpx.Response(204)
        if act:
            self.repeated.append((dag, str(run)))
            self.runs[dag, str(run)] = "running"
            return _json({})
        if request.method == "POST":
            return self._start(dag, json.loads(request.content)["dag_run_id"])
        if run:
            state = self.runs.get((dag, run))
            return _json({"state": state}) if state else httpx.Response(404)
        return self._listed(dag, request.url.params)

    def _start(self, dag: str, run: str) -> httpx.Response:
        self.started.append((dag, run))
        self.runs[dag, run] = "running"
        return _json({})

    def _listed(self, dag: str, params: httpx.QueryParams) -> httpx.Response:
        states = params.get_list("state")
        before = params.get("end_date_lt")
        found = [
            self._run(of, run, state)
            for (of, run), state in self.runs.items()
            if dag in ("~", of) and (not states or state in states)
        ]
        if before:
            found = [each for each in found if each["end_date"] and each["end_date"] < before]
        return _json({"dag_runs": found, "total_entries": len(found)})

    def _run(self, dag: str, run: str, state: str) -> dict[str, Any]:
        ended = self.ended_at.get(run)
        return {
            "dag_id": dag,
            "dag_run_id": run,
            "state": state,
            "run_after": datetime.now(UTC).isoformat(),
            "end_date": ended.isoformat() if ended else None,
        }


def _json(body: object) -> httpx.Response:
    return httpx.Response(200, json=body)
