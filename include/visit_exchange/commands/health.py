"""``visit-exchange health``: look whether all is well, without mending or telling anything."""

import typer

from visit_exchange.journey.upkeep.deciding import findings
from visit_exchange.journey.upkeep.gathering import look_around
from visit_exchange.services.outside import outside


def health() -> None:
    """Say what is not well now, and what to do about it; exit code 1 when anything is not."""
    outside().register.check()
    found = findings(look_around(outside()))
    for each in found:
        typer.echo(f"{each.what}\n  {each.do}")
    if found:
        raise typer.Exit(1)
    typer.echo("All is well")
