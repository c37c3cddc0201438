"""``visit-exchange visits defer``, ``cancel`` and ``resume``."""

from typing import Annotated

import typer

from visit_exchange.commands.acting import acting
from visit_exchange.commands.asking_first import Yes, ask_first
from visit_exchange.commands.kinds import AGREED
from visit_exchange.commands.timeline import parse_date
from visit_exchange.journey.ending.consequences import what_resuming_does, what_stopping_does
from visit_exchange.journey.ending.deferring import cancel as cancel_visit
from visit_exchange.journey.ending.deferring import defer as defer_visit
from visit_exchange.journey.ending.deferring import everyone
from visit_exchange.journey.ending.resuming import check_day, new_timeline
from visit_exchange.journey.ending.resuming import resume as begin_again
from visit_exchange.journey.now import visit_now
from visit_exchange.services.outside import outside
from visit_exchange.visits.entry.agreed_dates import agreed_dates
from visit_exchange.visits.visit import VisitStatus, check_visit_move
from visit_exchange.writing.dates_in_words import say_when

Visit = Annotated[str, typer.Argument(help="The visit's id.")]
Reason = Annotated[
    str, typer.Option(help="Why: it is kept, and told to everyone. Name no child in it.")
]
NOTIFIED = "The new notification date."
CONFIRM = "Take a notification date although it looks like a slip."


def defer(visit: Visit, reason: Reason, yes: Yes = False) -> None:
    """Defer a visit: every wait stops, what was received is kept. Everyone is told."""
    _ask_first(visit, VisitStatus.DEFERRED, yes=yes)
    defer_visit(outside(), visit, reason, by=acting())
    typer.echo(f"{visit} is deferred. Resume it with a new notification date, or cancel it")


def cancel(visit: Visit, reason: Reason, yes: Yes = False) -> None:
    """Cancel a visit for good: nobody is let in, retention is counted from now.

    Everyone is told.
    """
    _ask_first(visit, VisitStatus.CANCELLED, yes=yes)
    cancel_visit(outside(), visit, reason, by=acting())
    typer.echo(f"{visit} is cancelled. Its evidence is destroyed when its retention ends")


def resume(
    visit: Visit,
    reason: Reason,
    notified: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help=NOTIFIED)],
    agreed: Annotated[list[str] | None, typer.Option(metavar="ID=YYYY-MM-DD", help=AGREED)] = None,
    confirm_dates: Annotated[bool, typer.Option("--confirm-dates", help=CONFIRM)] = False,
    yes: Yes = False,
) -> None:
    """Resume a deferred visit: new deadlines; the request goes out again on the new date."""
    day, days = parse_date(notified, "--notified"), agreed_dates(agreed or ())
    dossier = outside().register.dossier(visit)
    now = visit_now(dossier.visit)
    timeline = new_timeline(dossier.visit, day, days, now)
    check_day(dossier.visit, timeline, now, confirmed=confirm_dates)
    told = everyone(outside(), dossier.visit)
    ask_first(what_resuming_does(dossier, timeline, told), yes=yes)
    by = acting()
    begin_again(outside(), visit, day, reason, agreed=days, confirmed=confirm_dates, by=by)
    for milestone in outside().register.milestones(visit):
        typer.echo(f"{milestone.title}: {say_when(milestone.local)}")


def _ask_first(visit: str, to: VisitStatus, *, yes: bool) -> None:
    dossier = outside().register.dossier(visit)
    # What cannot be done is refused before anybody is asked.
    if dossier.visit.status is not to:
        check_visit_move(dossier.visit.status, to)
    told = everyone(outside(), dossier.visit)
    ask_first(what_stopping_does(dossier, to, told), yes=yes)
