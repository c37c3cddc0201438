"""Told by Airflow that one of its components starts: the scheduler gets a shorter list of runs."""

import sys
from typing import Any

from airflow.listeners import hookimpl

# Airflow does not say which component starts. Only the scheduler's process imports this.
SCHEDULER = "airflow.jobs.scheduler_job_runner"


@hookimpl
def on_starting(component: Any) -> None:
    """Change what the scheduler asks for; every other component has no list of runs."""
    if SCHEDULER in sys.modules:
        # Not before: what a task imports has no database.
        from changed_runs.runs import look_at_changed_runs

        look_at_changed_runs()
