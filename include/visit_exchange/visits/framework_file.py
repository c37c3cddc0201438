"""The files of the kinds of visit: which there are, and each as a model."""

from functools import cache
from pathlib import Path

from visit_exchange.errors import UserError
from visit_exchange.visits.framework_model import Framework
from visit_exchange.yaml_file import load_yaml_model

FRAMEWORKS = Path(__file__).parent / "frameworks"


def framework_ids() -> tuple[str, ...]:
    """Return the id of every kind of visit that has a file."""
    return tuple(sorted(path.stem for path in FRAMEWORKS.glob("*.yaml")))


@cache
def load_framework(framework_id: str) -> Framework:
    """Return the kind of visit.

    UserError when there is none of that id, or when its YAML is wrong (file and key are named).
    """
    if framework_id not in framework_ids():
        raise UserError(f"Framework must be one of: {', '.join(framework_ids())}")
    return load_yaml_model(FRAMEWORKS / f"{framework_id}.yaml", Framework)
