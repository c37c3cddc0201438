"""The stack's parts, put together for one home and one set of ports."""

from dataclasses import dataclass

from local_stack.airflow.airflow_parts import airflow_parts
from local_stack.airflow.executor import Executor
from local_stack.airflow.queue_part import queue_part
from local_stack.airflow.worker_parts import worker_parts
from local_stack.environment import environment
from local_stack.home import Home, Ports
from local_stack.mail.mail_part import mail_part
from local_stack.own_secrets import own_variables
from local_stack.part import Part
from local_stack.postgres.server import postgres_part
from local_stack.secret_values import Secrets, keep_secrets
from local_stack.store.object_store import object_store_part


@dataclass(frozen=True)
class Stack:
    """Every part of one stack. ``services`` run before Airflow's parts and stop after them."""

    home: Home
    ports: Ports
    kept: Secrets
    executor: Executor
    environment: dict[str, str]
    services: list[Part]
    airflow: list[Part]

    @property
    def parts(self) -> list[Part]:
        return [*self.services, *self.airflow]


def build_stack(home: Home, ports: Ports, executor: Executor | None = None) -> Stack:
    """Return the stack of a home; its secrets are made when they are not there yet.

    UserError when the executor needs a program that this machine does not have.
    """
    executor, kept = executor or Executor(), keep_secrets(home.secrets)
    variables = environment(home, ports, kept, executor)

    def own(part: str) -> dict[str, str]:
        return own_variables(part, variables)

    services = [
        postgres_part(home.postgres, home.logs / "postgres.log", own("postgres")),
        object_store_part(home.store, ports, kept, home.logs / "s3.log", own("s3")),
        mail_part(home.mail, ports.mail, home.logs / "mail.log", own("mail")),
    ]
    if executor.is_celery:
        queue_log = home.logs / "queue.log"
        services.append(queue_part(home.queue, ports, kept, queue_log, own("queue")))
    airflow = airflow_parts(home, ports, kept, variables)
    airflow += worker_parts(home, ports, kept, executor, variables)
    return Stack(home, ports, kept, executor, variables, services, airflow)


def in_words(services: list[Part]) -> str:
    """Return what the services are called in a sentence."""
    called = {"postgres": "PostgreSQL", "s3": "the S3 server", "mail": "the mail sink"}
    *first, last = [called.get(part.name, f"the {part.name}") for part in services]
    return f"{', '.join(first)} and {last}"
