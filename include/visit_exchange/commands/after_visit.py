"""``visit-exchange visits record``: what happened after a visit, and what follows from it."""

import getpass
from typing import Annotated

import typer

from visit_exchange.commands.timeline import parse_date
from visit_exchange.journey.following_up import record as record_event
from visit_exchange.outside import outside
from visit_exchange.visits.saying import say_when


def record(
    visit: Annotated[str, typer.Argument(help="The visit's id.")],
    event: Annotated[str, typer.Argument(help="What happened: a milestone's or an event's id.")],
    on: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="The day on which it happened.")],
) -> None:
    """Record that something after a visit happened. What follows counts from its day.

    Everyone is told. Recording it again puts the day right.
    """
    day = parse_date(on, "--on")
    for milestone in record_event(outside(), visit, event, day, by=getpass.getuser()):
        typer.echo(f"{milestone.title}: {say_when(milestone.local)}")
