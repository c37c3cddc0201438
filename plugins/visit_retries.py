"""How often a task is tried again, who is told when it fails for good, and whose slots it takes."""

from datetime import timedelta
from typing import Any

from airflow.sdk import Context

from contained import StepFailed
from visit_exchange.errors import TellableError, UserError
from visit_exchange.visits.watch.failures import FailedTask
from visit_runs import about
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
    """Mail the data team that a step failed for good: of what, why and the link, never values."""
    call_step("alerts.step_failed", failed_task(context))


def failed_task(context: Context) -> FailedTask:
    """Return what may be told of a task that failed."""
    ti = context["task_instance"]
    return FailedTask(
        ti.dag_id,
        ti.run_id,
        ti.task_id,
        ti.map_index if ti.map_index is not None else -1,
        ti.try_number,
        about=about(context),
        why=_why(context.get("exception")),
    )


def _why(error: object) -> str:
    """Return an error's words where they are ours; of any other its name, which quotes nothing."""
    if isinstance(error, UserError | TellableError | StepFailed):
        return str(error)
    return type(error).__name__ if isinstance(error, BaseException) else ""
