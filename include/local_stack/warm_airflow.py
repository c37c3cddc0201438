"""Starts an Airflow component with everything that its tasks import already imported.

LocalExecutor forks its tasks from the scheduler (and Celery from its worker), so a task finds
Airflow's task runner, Great Expectations and our own steps in memory instead of importing them for
several seconds.
"""

import gc
import sys
from importlib import import_module

WARM = (
    "airflow.sdk.execution_time.task_runner",
    "airflow.dag_processing.dagbag",
    "great_expectations",
    "visit_operators",
    "visit_exchange.journey.receiving",
    "visit_exchange.journey.publishing",
    "visit_exchange.journey.tracking_packs",
    "visit_exchange.journey.closing",
    "visit_exchange.journey.tracking_request",
    "visit_exchange.journey.registering",
    "visit_exchange.outside",
)


def main() -> None:
    """Import, then hand over to the `airflow` command with our arguments."""
    for name in WARM:
        import_module(name)
    # What is imported never goes: a collection in a forked task would copy all of it for nothing.
    gc.collect()
    gc.freeze()
    from airflow.__main__ import main as airflow

    sys.argv[0] = "airflow"
    airflow()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
