"""Where people open a page of ours in Airflow, under the address that they use."""

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def board_address(outside: "Outside", visit_id: str | None = None) -> str:
    """Return the address of a visit's page, or of the board of all visits."""
    page = f"/visits/visit/{quote(visit_id)}" if visit_id else "/visits/"
    return f"{_base(outside)}{page}"


def task_address(outside: "Outside", dag: str, run: str, task: str, map_index: int) -> str:
    """Return the address of a task with its log; of the one mapped task where there are several."""
    # A run's id has the signs of a time; Airflow's pages take them encoded alone.
    place = f"/dags/{dag}/runs/{quote(run, safe='')}/tasks/{quote(task, safe='')}"
    mapped = f"/mapped/{map_index}" if map_index >= 0 else ""
    return f"{_base(outside)}{place}{mapped}"


def _base(outside: "Outside") -> str:
    settings = outside.settings
    return (settings.public_url or settings.airflow_url or "").rstrip("/")
