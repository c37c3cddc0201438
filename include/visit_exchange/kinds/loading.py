"""The files of the kinds of visit: which there are, and each as a model.

A file that ``extends`` another is a newer edition of it, written as a difference.
"""

from functools import cache
from pathlib import Path
from typing import Any

from visit_exchange.errors import UserError
from visit_exchange.kinds.editions import with_difference
from visit_exchange.kinds.expectations import EXPECTATIONS
from visit_exchange.kinds.framework import Framework
from visit_exchange.kinds.yaml_file import as_model, named, read_yaml

KIND = "kind.yaml"


def framework_ids() -> tuple[str, ...]:
    """Return the id of every kind of visit that has a file."""
    return tuple(sorted(path.parent.name for path in EXPECTATIONS.glob(f"*/{KIND}")))


def kind_file(framework_id: str) -> Path:
    """Return where a kind of visit is written: ``expectations/<id>/kind.yaml``."""
    return EXPECTATIONS / framework_id / KIND


def id_of_file(path: Path) -> str:
    """Return the id that a file's kind of visit must have: its folder's name, or a draft's own."""
    return path.parent.name if path.name == KIND else path.stem


@cache
def load_framework(framework_id: str) -> Framework:
    """Return the kind of visit.

    UserError when there is none of that id, or when its YAML is wrong (file and key are named).
    """
    if framework_id not in framework_ids():
        raise UserError(f"Framework must be one of: {', '.join(framework_ids())}")
    return read_framework(kind_file(framework_id))


def read_framework(path: Path) -> Framework:
    """Return the kind of visit in a file, whole; UserError that names file and key when wrong."""
    return as_model(path, _whole(path, ()), Framework)


def editions(framework_id: str) -> tuple[str, ...]:
    """Return a kind of visit and the older editions that it extends, the newest first."""
    if framework_id not in framework_ids():
        return (framework_id,)
    older = load_framework(framework_id).extends
    return (framework_id, *(editions(older) if older else ()))


def expectation_file(framework_id: str, name: str) -> Path:
    """Return the newest edition's file of that name: what an edition does not have is as it was."""
    paths = [EXPECTATIONS / edition / name for edition in editions(framework_id)]
    return next((path for path in paths if path.exists()), paths[0])


def _whole(path: Path, newer: tuple[str, ...]) -> Any:
    written = read_yaml(path)
    older = written.get("extends") if isinstance(written, dict) else None
    if older is None:
        return written
    if older in (id_of_file(path), *newer):
        raise UserError(
            f"{named(path)} has mistakes. Correct these keys:\n  extends: it extends itself"
        )
    base = _whole(kind_file(older), (id_of_file(path), *newer))
    try:
        return with_difference(base, written)
    except ValueError as error:
        raise UserError(f"{named(path)} has mistakes. Correct these keys:\n  {error}") from None
