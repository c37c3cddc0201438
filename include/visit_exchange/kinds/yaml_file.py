"""The one loader of YAML: into frozen pydantic models, with mistakes named by file and key."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from visit_exchange.errors import UserError

Model = TypeVar("Model", bound=BaseModel)
# Of libyaml where it is there: ten times as quick.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Strict(BaseModel):
    """Frozen, and a key that nobody knows is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def load_yaml_model(path: Path, model: type[Model]) -> Model:
    """Return ``path`` read into ``model``.

    Raises UserError that names the file, the place and what is wrong with it.
    """
    return as_model(path, read_yaml(path), model)


def as_model(path: Path, written: Any, model: type[Model]) -> Model:
    """Return what was written in ``path`` as a model; UserError as ``load_yaml_model`` says."""
    try:
        return model.model_validate(written)
    except ValidationError as error:
        places = "\n".join(
            f"  {'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in error.errors()
        )
        raise UserError(f"{named(path)} has mistakes. Correct these keys:\n{places}") from None


def read_yaml(path: Path) -> Any:
    """Return what is written in ``path``; UserError when it is not there or is no YAML."""
    if not path.exists():
        raise UserError(f"{named(path)} does not exist")
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506  (a safe one)
    except yaml.YAMLError as error:
        raise UserError(f"{named(path)} cannot be read as YAML: {error}") from None


def named(path: Path) -> str:
    """Return a file with its folder, as messages name it: ``theme_2027/kind.yaml``."""
    return f"{path.parent.name}/{path.name}"
