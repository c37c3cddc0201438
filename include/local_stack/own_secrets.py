"""Which variables each part of the stack is given: its own secrets and nobody else's."""

from collections.abc import Mapping

from local_stack.part import MARKER

# What no service of the stack needs: they have their secrets in files, or none.
SETTINGS = ("VISIT_EXCHANGE_", "AIRFLOW_")
WITHOUT_SETTINGS = frozenset({"postgres", "s3", "mail", "queue"})
OF_TASKS = ("VISIT_EXCHANGE_ACCESS_KEEPER_", "VISIT_EXCHANGE_DISPOSAL_")
OF_PAGES = ("VISIT_EXCHANGE_UPLOAD_SIGNER_",)
PAGES = "api-server"  # it serves the page that takes uploads


def own_variables(part: str, variables: Mapping[str, str]) -> dict[str, str]:
    """Return what ``part`` is given of the stack's variables."""
    if part in WITHOUT_SETTINGS:
        return {
            name: value
            for name, value in variables.items()
            if name == MARKER or not name.startswith(SETTINGS)
        }
    others = (() if part == PAGES else OF_PAGES) + (
        () if _runs_tasks(part, variables) else OF_TASKS
    )
    return {name: value for name, value in variables.items() if not name.startswith(others)}


def _runs_tasks(part: str, variables: Mapping[str, str]) -> bool:
    """Return whether tasks run within ``part``: a worker, or the scheduler where there is none."""
    if variables["AIRFLOW__CORE__EXECUTOR"] == "LocalExecutor":
        return part == "scheduler"
    return part.startswith("worker-")
