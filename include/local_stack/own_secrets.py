"""Which variables each part of the stack is given: its own secrets and nobody else's."""

from collections.abc import Mapping

from local_stack.part import MARKER

# What no service of the stack needs: they have their secrets in files, or none.
SETTINGS = ("VISIT_EXCHANGE_", "AIRFLOW_", "OTEL_")
WITHOUT_SETTINGS = frozenset({"postgres", "s3", "mail", "queue"})
OF_TASKS = (
    "VISIT_EXCHANGE_ACCESS_KEEPER_",
    "VISIT_EXCHANGE_DISPOSAL_",
    "VISIT_EXCHANGE_PING_URL",
    "VISIT_EXCHANGE_LINEAGE_",
)
OF_PAGES = (
    "VISIT_EXCHANGE_UPLOAD_SIGNER_",
    "VISIT_EXCHANGE_METRICS_TOKEN",
    "AIRFLOW__API__SECRET_KEY",  # of sessions
)
OF_TOKENS = ("AIRFLOW__API_AUTH__JWT_SECRET",)  # the scheduler makes a task's, the api-server asks
OF_QUEUE = ("AIRFLOW__CELERY__BROKER_URL",)
PAGES, SCHEDULER = "api-server", "scheduler"


def own_variables(part: str, variables: Mapping[str, str]) -> dict[str, str]:
    """Return what ``part`` is given of the stack's variables."""
    if part in WITHOUT_SETTINGS:
        return {
            name: value
            for name, value in variables.items()
            if name == MARKER or not name.startswith(SETTINGS)
        }
    needs = {
        OF_PAGES: part == PAGES,
        OF_TASKS: _runs_tasks(part, variables),
        OF_TOKENS: part in (PAGES, SCHEDULER),
        OF_QUEUE: part == SCHEDULER or _is_worker(part),
    }
    others = tuple(name for names, needed in needs.items() if not needed for name in names)
    return {name: value for name, value in variables.items() if not name.startswith(others)}


def _runs_tasks(part: str, variables: Mapping[str, str]) -> bool:
    """Return whether tasks run within ``part``: a worker, or the scheduler where there is none."""
    if variables["AIRFLOW__CORE__EXECUTOR"] == "LocalExecutor":
        return part == SCHEDULER
    return _is_worker(part)


def _is_worker(part: str) -> bool:
    return part.startswith("worker-")
