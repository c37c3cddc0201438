"""``visit-exchange docs``: the pages that are derived from the code and its data.

To add pages, put their path and what writes them into ``GENERATORS``.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import typer

from visit_exchange.commands.docs.dags_page import dags_page
from visit_exchange.commands.docs.data_protection_page import data_protection_page
from visit_exchange.commands.docs.framework_page import framework_page
from visit_exchange.commands.docs.list_page import lists_page
from visit_exchange.commands.docs.mails_page import mails_page
from visit_exchange.commands.docs.profile_page import profile_page
from visit_exchange.commands.docs.published_page import published_page
from visit_exchange.commands.docs.settings_page import settings_page
from visit_exchange.commands.docs.states_page import states_page
from visit_exchange.kinds import framework_ids

ROOT = Path(__file__).resolve().parents[4]
STALE = 1

# Path below the project's root, and the function that returns the page's text.
GENERATORS: dict[str, Callable[[], str]] = {
    "docs/data-protection.md": lambda: data_protection_page(_read("docs/data-protection.md")),
    "docs/dags.md": partial(dags_page, ROOT / "dags"),
    "docs/mails.md": mails_page,
    "docs/published-figures.md": published_page,
    "docs/settings.md": settings_page,
    "docs/states.md": states_page,
    **{f"docs/frameworks/{kind}.md": partial(framework_page, kind) for kind in framework_ids()},
    **{f"docs/lists/{kind}.md": partial(lists_page, kind) for kind in framework_ids()},
    **{f"docs/profiles/{kind}.md": partial(profile_page, kind) for kind in framework_ids()},
}

app = typer.Typer(help="Write the pages of docs/ that are derived from the code and its data.")


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


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
