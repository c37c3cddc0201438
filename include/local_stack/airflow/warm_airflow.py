"""Starts an Airflow component with everything that its tasks import already imported.

LocalExecutor forks its tasks from the scheduler (and Celery from its worker), so a task finds
Airflow's task runner, Great Expectations and our own steps in memory instead of importing them for
several seconds.
"""

import gc
import pkgutil
import sys
from importlib import import_module

from contained import keep_libraries_quiet
from local_stack.store.object_store import REGION
from visit_exchange import journey
from visit_exchange.privacy.people.name_model import people_by_model
from visit_exchange.privacy.people.people_in_text import people_in
from visit_exchange.services.object_store import connect
from visit_exchange.services.store_access.keeper import connect_iam

WARM = (
    "airflow.sdk.execution_time.task_runner",
    "airflow.dag_processing.dagbag",
    "great_expectations",
    "answering_operators",
    "visit_operators",
    "waiting_operators",
    "visit_exchange.services.outside",
    # Every step, so that none is left out when one is added.
    *(each.name for each in pkgutil.walk_packages(journey.__path__, f"{journey.__name__}.")),
)


def main() -> None:
    """Import, then hand over to the `airflow` command with our arguments."""
    keep_libraries_quiet()  # one of them tells at length what it does when it is imported
    for name in WARM:
        import_module(name)
    # boto3 reads descriptions of AWS for half a second, and keeps them for every client it makes.
    # These two reach nothing: they go as soon as they are made.
    for connect_to in (connect, connect_iam):
        connect_to("http://127.0.0.1", REGION, "nobody", "nothing")
    _read_names()
    # What is imported never goes: a collection in a forked task would copy all of it for nothing.
    gc.collect()
    gc.freeze()
    sys.argv[0] = "airflow"
    import_module("airflow.__main__").main()


def _read_names() -> None:
    """Read the lists of names and the model of people, which would take each task seconds."""
    people_in(["Ada Oakley visits her aunt."])
    people_by_model(["Ada Oakley visits her aunt."])


if __name__ == "__main__":
    main()
