"""How a command asks before it does what cannot be undone."""

from collections.abc import Iterable
from typing import Annotated

import typer

from visit_exchange.errors import UserError

Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


def ask_first(what_happens: Iterable[str], *, yes: bool) -> None:
    """Show what will happen, and go on when a person says so or ``yes``; else UserError."""
    for line in what_happens:
        typer.echo(line)
    if not yes and not _agreed():
        raise UserError("Nothing was changed")


def _agreed() -> bool:
    try:
        return typer.confirm("Go on?")
    except typer.Abort:
        raise UserError("Nothing was changed. To go on without being asked, give --yes") from None
