"""``visit-exchange health``: look whether all is well, without mending or telling anything."""

import typer

from visit_exchange.errors import ServiceError
from visit_exchange.journey.upkeep.deciding import findings
from visit_exchange.journey.upkeep.gathering import look_around
from visit_exchange.services.outside import outside


def health() -> None:
    """Say what is not well now, and what to do about it; exit code 1 when anything is not."""
    told = _look()
    typer.echo("\n".join(told) or "All is well")
    if told:
        raise typer.Exit(1)


def _look() -> list[str]:
    try:
        outside().register.check()
    except ServiceError as error:
        return [f"{error}: nothing goes on.\n  Get PostgreSQL running again."]
    return [f"{each.what}\n  {each.do}" for each in findings(look_around(outside()))]
