"""``visit-exchange visits defer``, ``cancel`` and ``resume``."""

import getpass
from typing import Annotated

import typer

from visit_exchange.commands.kinds import AGREED
from visit_exchange.commands.timeline import parse_date
from visit_exchange.journey.ending.deferring import cancel as cancel_visit
from visit_exchange.journey.ending.deferring import defer as defer_visit
from visit_exchange.journey.ending.resuming import resume as begin_again
from visit_exchange.services.outside import outside
from visit_exchange.visits.entry.agreed_dates import agreed_dates
from visit_exchange.writing.dates_in_words import say_when

Visit = Annotated[str, typer.Argument(help="The visit's id.")]
Reason = Annotated[
    str, typer.Option(help="Why: it is kept, and told to everyone. Name no child in it.")
]
NOTIFIED = "The new notification date."


def defer(visit: Visit, reason: Reason) -> None:
    """Defer a visit: every wait stops, what was received is kept. Everyone is told."""
    defer_visit(outside(), visit, reason, by=getpass.getuser())
    typer.echo(f"{visit} is deferred. Resume it with a new notification date, or cancel it")


def cancel(visit: Visit, reason: Reason) -> None:
    """Cancel a visit for good: nobody is let in, retention is counted from now.

    Everyone is told.
    """
    cancel_visit(outside(), visit, reason, by=getpass.getuser())
    typer.echo(f"{visit} is cancelled. Its evidence is destroyed when its retention ends")


def resume(
    visit: Visit,
    reason: Reason,
    notified: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help=NOTIFIED)],
    agreed: Annotated[list[str] | None, typer.Option(metavar="ID=YYYY-MM-DD", help=AGREED)] = None,
) -> None:
    """Resume a deferred visit: new deadlines; the request goes out again on the new date."""
    day, days = parse_date(notified, "--notified"), agreed_dates(agreed or ())
    begin_again(outside(), visit, day, reason, agreed=days, by=getpass.getuser())
    for milestone in outside().register.milestones(visit):
        typer.echo(f"{milestone.title}: {say_when(milestone.local)}")
