"""Celery's workers as parts: each takes tasks from the queue and forks a process for each."""

from collections.abc import Callable, Mapping

from local_stack.airflow.airflow_parts import NO_LOG_SERVER, WARM_AIRFLOW
from local_stack.airflow.executor import Executor
from local_stack.airflow.queue_part import queue_url
from local_stack.home import Home, Ports
from local_stack.own_secrets import own_variables
from local_stack.part import Part
from local_stack.secret_values import Secrets


def worker_parts(
    home: Home, ports: Ports, kept: Secrets, executor: Executor, environment: Mapping[str, str]
) -> list[Part]:
    """Return a part for each worker; none where tasks run within the scheduler."""
    return [
        Part(
            name=name,
            command=(*WARM_AIRFLOW, "celery", "worker", NO_LOG_SERVER, "--celery-hostname", name),
            environment=own_variables(name, environment),
            log=home.logs / f"{name}.log",
            address="",
            is_well=_answers(queue_url(ports, kept), f"celery@{name}"),
            patience=30,  # it ends its tasks first, and they end through the api-server
            stage=2,
        )
        for name in executor.names_of_workers
    ]


def _answers(queue: str, name: str) -> Callable[[], bool]:
    """Return a question to the worker by way of the queue, which is how its work comes too."""

    def ask() -> bool:
        from celery import Celery
        from kombu.exceptions import OperationalError

        with Celery(broker=queue, set_as_current=False) as app:
            try:
                replies = app.control.ping(destination=[name], timeout=2)
            except OperationalError:
                return False
            return any(name in reply for reply in replies)

    return ask
