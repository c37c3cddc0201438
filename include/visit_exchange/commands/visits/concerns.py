"""``visit-exchange visits concern``: record a concern, say who was told, and what becomes of it.

What is written is asked for, never given as an argument: a shell keeps those.
"""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from visit_exchange.commands.acting import acting
from visit_exchange.commands.asking_first import Yes, ask_first
from visit_exchange.errors import UserError
from visit_exchange.journey.ending.concerns import (
    add_told,
    read_concern,
    record_concern,
    settle_concern,
)
from visit_exchange.services.outside import outside
from visit_exchange.visits.kind_of import framework_of

app = typer.Typer(
    help="Record concerns: sealed, and settled before the visit closes.", no_args_is_help=True
)
VisitId = Annotated[str, typer.Argument(help="The visit's id.")]
Number = Annotated[int, typer.Argument(help="The concern's number.")]
OFFICER = "Who is alerted, without content: the named senior officer's e-mail."
STAYS = "It is kept sealed with the visit’s key, and destroyed with it."


@app.command()
def add(
    visit: VisitId,
    kind: Annotated[str, typer.Option(help="A kind that the visit's framework has.")],
    senior_officer: Annotated[str, typer.Option(help=OFFICER)],
    child: Annotated[str, typer.Option(help="The child's code, never a name.")] = "",
    provider: Annotated[str, typer.Option(help="Or the provider or service.")] = "",
    survey: Annotated[str, typer.Option(help="Or the survey with the response that worries.")] = "",
    yes: Yes = False,
) -> None:
    """Record a concern about a child, a provider or a survey’s response.

    The visit cannot close while it is open.
    """
    told = f"A mail without content goes to {senior_officer}."
    ask_first([told, STAYS, f"{visit} cannot close before it is settled."], yes=yes)
    words = typer.prompt("What is the concern? Write no name of a child")
    number = record_concern(
        outside(),
        visit,
        kind,
        words,
        child=child,
        provider=provider,
        survey=survey,
        senior_officer=senior_officer,
        by=acting(),
    )
    typer.echo(f"Recorded as concern {number}")


@app.command()
def told(
    visit: VisitId,
    number: Number,
    whom: Annotated[str, typer.Option(help="Who was told, by role.")],
    at: Annotated[str, typer.Option(metavar="YYYY-MM-DDTHH:MM", help="When, local time.")],
) -> None:
    """Add who was told of a concern, and when."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        raise UserError("--at must be a real date and time, like 2023-03-31T17:00") from None
    zone = ZoneInfo(framework_of(outside().register.visit(visit)).timezone)
    add_told(outside(), visit, number, whom, when.replace(tzinfo=zone), by=acting())
    typer.echo(f"Added to concern {number}")


@app.command("list")
def list_concerns(visit: VisitId) -> None:
    """List the concerns of a visit: that there are some, and not what they are about."""
    for each in outside().register.concerns(visit):
        state = "open" if each.is_open else f"closed by {each.closed_by}"
        typer.echo(f"{each.number}: recorded by {each.opened_by}, {state}")


@app.command()
def show(visit: VisitId, number: Number) -> None:
    """Show a concern. That you have read it is in the audit."""
    concern = read_concern(outside(), visit, number, by=acting())
    typer.echo(f"{concern.kind}, about {concern.about}: {concern.words}")
    for each in concern.told:
        typer.echo(f"Told: {each.whom}, {each.at.isoformat(timespec='minutes')}")
    if concern.outcome:
        typer.echo(f"{concern.outcome}: {concern.follows}")


@app.command()
def close(
    visit: VisitId,
    number: Number,
    outcome: Annotated[str, typer.Option(help="What becomes of it, by the framework's id.")],
    yes: Yes = False,
) -> None:
    """Say what becomes of a concern. It cannot be opened again."""
    ask_first([f"Concern {number} of {visit} is closed for good: {outcome}."], yes=yes)
    follows = typer.prompt("What becomes of it? Write no name of a child")
    settle_concern(outside(), visit, number, outcome, follows, by=acting())
    typer.echo(f"Concern {number} is closed")
