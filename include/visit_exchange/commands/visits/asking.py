"""``visit-exchange visits ask``: ask for one more item during a visit."""

from typing import Annotated

import typer

from visit_exchange.commands.acting import acting
from visit_exchange.journey.requesting.asking import ask as ask_for
from visit_exchange.services.outside import outside

REASON = "Why it is necessary and not available already. It is kept and told. Name no child in it."
DUE = "When it is due, local time; a date alone means the hour at which returns are due."
PARTNER = "The id of the partner to ask; else the authority."
LIKE = "A document of the request, by its number: its words recognise this one too."


def ask(
    visit: Annotated[str, typer.Argument(help="The visit's id.")],
    title: Annotated[str, typer.Option(help="What is asked for, as a document is called.")],
    reason: Annotated[str, typer.Option(help=REASON)],
    due: Annotated[str, typer.Option(metavar="YYYY-MM-DD[THH:MM]", help=DUE)],
    like: Annotated[str, typer.Option(metavar="ITEM", help=LIKE)] = "",
    partner: Annotated[str, typer.Option(metavar="PARTNER", help=PARTNER)] = "",
) -> None:
    """Ask the authority, or a partner, for one more item. It is mailed, audited and awaited."""
    by = acting()
    extra = ask_for(outside(), visit, title, reason, due, like=like, partner=partner, by=by)
    typer.echo(f"Asked for as item {extra.item.number}: {extra.title}")
