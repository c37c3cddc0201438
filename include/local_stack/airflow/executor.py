"""What runs the stack's tasks: LocalExecutor in the scheduler, or Celery's workers beside it."""

import os
from dataclasses import dataclass
from typing import Literal

from visit_exchange.errors import UserError

KIND = "VISIT_EXCHANGE_STACK_EXECUTOR"
WORKERS = "VISIT_EXCHANGE_STACK_WORKERS"
SLOTS = 4  # tasks that run at the same time, on either executor: what two cores bear
MOST_WORKERS = 16


@dataclass(frozen=True)
class Executor:
    """``workers``: how many processes take tasks from the queue; no matter with ``local``."""

    kind: Literal["local", "celery"] = "local"
    workers: int = 2

    @property
    def is_celery(self) -> bool:
        return self.kind == "celery"

    @property
    def slots_of_worker(self) -> int:
        """How many tasks one worker runs at the same time."""
        return max(1, SLOTS // self.workers)

    @property
    def slots(self) -> int:
        """How many tasks the stack runs at the same time."""
        return self.slots_of_worker * self.workers if self.is_celery else SLOTS

    @property
    def names_of_workers(self) -> tuple[str, ...]:
        """The workers' parts; none where tasks run within the scheduler."""
        numbers = range(1, self.workers + 1) if self.is_celery else ()
        return tuple(f"worker-{number}" for number in numbers)


def executor_from_environment() -> Executor:
    """Return what the environment asks for, else LocalExecutor; UserError for what is neither."""
    kind, workers = os.environ.get(KIND) or "local", os.environ.get(WORKERS) or "2"
    if kind not in ("local", "celery"):
        raise UserError("EXECUTOR must be local or celery")
    if not workers.isdecimal() or not 1 <= int(workers) <= MOST_WORKERS:
        raise UserError(f"WORKERS must be a number from 1 to {MOST_WORKERS}")
    return Executor("celery" if kind == "celery" else "local", int(workers))
