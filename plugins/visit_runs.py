"""What a task asks of its run: which visit it is about, and whether it goes on."""

from airflow.sdk import Context
from airflow.sdk.exceptions import AirflowSkipException
from airflow.sdk.types import DagRunProtocol

from visit_exchange.visits.visit import visit_of_run
from visit_steps import call_step


def visit_of(context: Context) -> str:
    """Return the visit that a run is about: its partition, or its own id."""
    run = context["dag_run"]
    return getattr(run, "partition_key", None) or visit_of_run(run.run_id)


def who_triggered(run: DagRunProtocol | None) -> str:
    """Return who started a run by hand, for the audit: their login, if Airflow tells it."""
    return (run and run.triggering_user_name) or "form in Airflow"


def about(context: Context) -> str:
    """Return the visits or uploads that a task is for, by id; "" when it is for none of them.

    A task that was killed is told of by another process, which knows the name of a mapped one.
    """
    task, run = context["task_instance"], context["dag_run"]
    named = getattr(context.get("task"), "about", "") or getattr(task, "rendered_map_index", "")
    own = visit_of_run(run.run_id) if run.dag_id == "visit" else ""
    return str(named or getattr(run, "partition_key", None) or own)


def skip_when_stopped(context: Context) -> None:
    """Skip the task, with the reason, when its visit is deferred or cancelled, or was resumed."""
    run = context["dag_run"]
    # A run for a partition publishes what a visit has; it is not the visit's own.
    if getattr(run, "partition_key", None) is None:
        why = call_step("deadlines.waiting.why_stopped", run.run_id)
        if why:
            raise AirflowSkipException(why)


def skip_without(role: str | None, context: Context) -> None:
    """Skip the task, with the reason, when the visit's kind has no milestone of this role."""
    why = call_step("deadlines.waiting.reason_to_skip", visit_of(context), role) if role else None
    if why:
        raise AirflowSkipException(why)
