"""The skeleton of a new kind of visit: valid as it is, and commented for who fills it in."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from visit_exchange.errors import UserError
from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.loading import kind_file

ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*_\d{4}")
SHORT = re.compile(r"[a-z][a-z0-9]*")
SKELETON = Path(__file__).parent / "skeleton"


def write_skeleton(framework_id: str, *, title: str = "", short: str = "") -> tuple[Path, ...]:
    """Write the files of a new kind of visit and return their paths.

    UserError when the id or the short name cannot be used, or anything of it is there already.
    """
    named = _named(framework_id, title, short)
    home = kind_file(framework_id).parent
    files = {
        kind_file(framework_id): "kind.yaml.j2",
        home / "children.yaml": "list.yaml.j2",
        home / "across.yaml": "across.yaml.j2",
    }
    if there := [path for path in (*files, home) if path.exists()]:
        raise UserError(f"{there[0]} is there already. Choose another id, or change that file")
    templates = Environment(
        loader=FileSystemLoader(SKELETON), undefined=StrictUndefined, autoescape=select_autoescape()
    )
    for path, template in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(templates.get_template(template).render(named) + "\n", encoding="utf-8")
    return tuple(files)


def _named(framework_id: str, title: str, short: str) -> dict[str, str]:
    if not ID.fullmatch(framework_id):
        raise UserError("The id must be small letters, underscores and a year, like theme_2027")
    words = framework_id.split("_")
    short = short or "".join(word[0] for word in words[:-1])
    if not SHORT.fullmatch(short):
        raise UserError("The short name must be small letters and digits, like ap")
    others = {load_framework(each).short: each for each in framework_ids()}
    if short in others:
        raise UserError(f"The short name {short} is that of {others[short]}. Give another: --short")
    return {"id": framework_id, "short": short, "title": title or " ".join(words).capitalize()}
