"""Pages and mails written from templates; a value that a template names must be there."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from visit_exchange.writing.counted import count


def written(path: Path, **values: object) -> str:
    """Return a template file (``*.j2``) filled in; a value that is missing is an error."""
    return _templates(path.parent).get_template(path.name).render(**values)


@cache
def _templates(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["count"] = count
    return environment
