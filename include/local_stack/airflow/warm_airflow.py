"""Starts an Airflow component with everything that its tasks import already imported.

LocalExecutor forks its tasks from the scheduler (and Celery from its worker), so a task finds
Airflow's task runner and our own steps in memory instead of importing them for several seconds.
What reads uploads, with Great Expectations and the model of names, is warm in a server of its own.
"""

import gc
import pkgutil
import sys
from functools import partial
from importlib import import_module

from airflow.sdk.listener import get_listener_manager
from sqlalchemy.orm import configure_mappers

from contained import keep_libraries_quiet
from local_stack.airflow.left_workers import end_left_workers
from local_stack.store.object_store import REGION
from visit_exchange import journey
from visit_exchange.assessing import lists
from visit_exchange.assessing.making_ready import WORK, make_ready
from visit_exchange.child_process import prepare
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.services.object_store import connect
from visit_exchange.services.store_access.keeper import connect_iam

WARM = (
    "airflow.sdk.execution_time.task_runner",
    "airflow.dag_processing.dagbag",
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
    # These two reach nothing: they are made when they are asked for something, and go again.
    for connect_to in (connect, connect_iam):
        _ = connect_to("http://127.0.0.1", REGION, "nobody", "nothing").meta
    _warm_tasks()
    _warm_children()
    # What is imported never goes: a collection in a forked task would copy all of it for nothing.
    gc.collect()
    gc.freeze()
    # LocalExecutor thaws what it froze when it has forked its workers: the next collection in this
    # process would then touch, and so copy, every page that they share with it.
    vars(gc)["unfreeze"] = lambda: None
    sys.argv[0] = "airflow"
    try:
        import_module("airflow.__main__").main()
    finally:
        end_left_workers()


def _warm_tasks() -> None:
    """Make what every task would make for itself: plugins, tables, kinds of visit."""
    get_listener_manager()
    configure_mappers()
    for framework in framework_ids():
        load_framework(framework)


def _warm_children() -> None:
    """Start the server of the children that read uploads, for all tasks; it warms up by itself.

    It is no fork of this process, which has the keys of the whole stack in its memory.
    """
    for name in WORK:
        prepare(name)
    for framework in framework_ids():
        prepare(lists.__name__, partial(make_ready, framework))


if __name__ == "__main__":
    main()
