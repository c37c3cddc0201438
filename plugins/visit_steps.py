"""How a task or a trigger calls a step of the journey: loaded late, and nothing told but words."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from contained import Contained


def call_step(step: str, *arguments: Any) -> Any:
    """Call a step of the journey with the outside and ``arguments``.

    Loaded only in the process that runs it. UserError as the step said it; StepFailed, which
    quotes nothing, for every other error.
    """
    with Contained():
        from visit_exchange.services.outside import outside

        return find_step(step)(outside(), *arguments)


def find_step(step: str) -> Callable[..., Any]:
    """Return the function that ``step`` names below ``visit_exchange.journey``.

    Its module, dotted where it lies in a room of the journey, and its name:
    ``receiving.screen_upload``. ImportError or AttributeError when there is none.
    """
    module, _, function = step.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(f"visit_exchange.journey.{module}"), function)
    return found
