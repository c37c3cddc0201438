"""``visit-exchange docs``: the pages that are derived from frameworks and lists.

To add pages, put their path and what writes them into ``GENERATORS``.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import typer

from visit_exchange.returns.list_page import lists_page
from visit_exchange.visits.framework import framework_ids
from visit_exchange.visits.framework_page import framework_page

ROOT = Path(__file__).resolve().parents[3]
STALE = 1

# Path below the project's root, and the function that returns the page's text.
GENERATORS: dict[str, Callable[[], str]] = {
    f"docs/{folder}/{framework_id}.md": partial(page, framework_id)
    for folder, page in (("frameworks", framework_page), ("lists", lists_page))
    for framework_id in framework_ids()
}

app = typer.Typer(help="Write the pages that are derived from frameworks and lists.")


@app.command()
def write() -> None:
    """Write every derived page."""
    for path, page in GENERATORS.items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page(), encoding="utf-8")
        typer.echo(f"Wrote {path}")


@app.command()
def check() -> None:
    """Say which derived pages are not current; exit code 1 when there is one."""
    stale = [path for path, page in GENERATORS.items() if not is_current(ROOT / path, page())]
    for path in stale:
        typer.echo(f"{path} is not current. Run: visit-exchange docs write", err=True)
    if stale:
        raise typer.Exit(STALE)


def is_current(path: Path, page: str) -> bool:
    """Say whether the file holds exactly this page."""
    return path.exists() and path.read_text(encoding="utf-8") == page
