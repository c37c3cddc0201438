"""How a task or a trigger calls a step of the journey: loaded late, and nothing told but words."""

from importlib import import_module
from typing import Any


def call_step(step: str, *arguments: Any) -> Any:
    """Call ``module.function`` of ``visit_exchange.journey`` with the outside and ``arguments``.

    Loaded only in the process that runs it. UserError as the step said it; StepFailed, which
    quotes nothing, for every other error.
    """
    from visit_exchange.journey.containing import Contained
    from visit_exchange.services.outside import outside

    module, _, function = step.rpartition(".")
    with Contained():
        called = getattr(import_module(f"visit_exchange.journey.{module}"), function)
        return called(outside(), *arguments)
