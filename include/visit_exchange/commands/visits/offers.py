"""``visit-exchange visits offers``: information that an agency offers, and the decision on it."""

from typing import Annotated

import typer

from visit_exchange.commands.acting import acting
from visit_exchange.journey.requesting.offering import accept_offer, decline_offer, offer
from visit_exchange.services.outside import outside

app = typer.Typer(
    help="Take information that an agency offers; accept or decline it.", no_args_is_help=True
)
VisitId = Annotated[str, typer.Argument(help="The visit's id.")]
Number = Annotated[int, typer.Argument(help="The offer's number.")]
REASON = "Why it is necessary and not available already. Name no child in it."
DUE = "When it is due, local time; a date alone means the hour at which returns are due."


@app.command()
def add(
    visit: VisitId,
    title: Annotated[str, typer.Option(help="What is offered, as a document is called.")],
    reason: Annotated[str, typer.Option(help=REASON)],
    partner: Annotated[str, typer.Option(help="The partner's id; else the authority.")] = "",
) -> None:
    """Record an offer; the lead inspector gets a mail and decides."""
    number = offer(outside(), visit, title, reason, sender=partner, by=acting())
    typer.echo(f"Recorded as offer {number}")


@app.command("list")
def list_offers(visit: VisitId) -> None:
    """List what was offered and what was decided."""
    for each in outside().register.offers(visit):
        who = each.sender or "the authority"
        typer.echo(f"{each.number}: {each.title}, by {who}: {each.decided or 'not decided yet'}")


@app.command()
def accept(
    visit: VisitId,
    number: Number,
    due: Annotated[str, typer.Option(metavar="YYYY-MM-DD[THH:MM]", help=DUE)],
) -> None:
    """Accept an offer: it becomes an extra item of who offered it."""
    extra = accept_offer(outside(), visit, number, due, by=acting())
    typer.echo(f"Asked for as item {extra.item.number}: {extra.title}")


@app.command()
def decline(
    visit: VisitId,
    number: Number,
    reason: Annotated[str, typer.Option(help="Why: it is told to who offered it.")],
) -> None:
    """Decline an offer, with the reason."""
    decline_offer(outside(), visit, number, reason, by=acting())
    typer.echo(f"Declined: offer {number}")
