"""How often a task is tried again, who is told when it fails for good, and whose slots it takes."""

from datetime import timedelta
from typing import Any

from airflow.sdk import Context

from visit_steps import call_step

# Pools of tasks. Whatever else goes on, opening or closing many visits at once leaves slots to
# those who wait for a reply, and a long list leaves slots to short documents.
ANSWERING = "answering"
LONG_LISTS = "long_lists"
VISITS = "visits"


def tried_again(times: int, *, after: timedelta) -> dict[str, Any]:
    """Return the default arguments of a DAG: a failed task is tried again, ``after`` a pause."""
    return {
        "retries": times,
        "retry_delay": after,
        "on_failure_callback": tell_data_team,
        "pool": VISITS,
    }


def tell_data_team(context: Context) -> None:
    """Mail the data team that a step failed for good: visit, task and the link, never values."""
    ti = context["task_instance"]
    call_step("alerts.step_failed", ti.dag_id, ti.run_id, ti.task_id, ti.map_index)
