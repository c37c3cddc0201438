"""``visit-exchange visits edit``: mend a visit's contacts, and its dates before notification."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from visit_exchange.commands.acting import acting
from visit_exchange.commands.kinds import AGREED
from visit_exchange.commands.timeline import parse_date
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.moving_notification import move_notification
from visit_exchange.journey.requesting.editing import replace_lano, replace_lead
from visit_exchange.services.outside import outside
from visit_exchange.visits.entry.agreed_dates import agreed_dates
from visit_exchange.writing.dates_in_words import say_when

LANO = "The LANO’s e-mail. The link of the one before ends; the new one gets the request."
NOTIFIED = "A new notification date, before the visit is open: every deadline follows."
REASON = "Why the dates change: it is kept and told."
ON_SITE = "How many days on site, before the visit is open: the deadlines after them follow."
CONFIRM = "Take a notification date although it looks like a slip."


def edit(
    visit: Annotated[str, typer.Argument(help="The visit's id.")],
    lano: Annotated[str | None, typer.Option(help=LANO)] = None,
    lead_inspector: Annotated[str | None, typer.Option(help="The lead inspector’s e-mail.")] = None,
    notified: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help=NOTIFIED)] = None,
    agreed: Annotated[list[str] | None, typer.Option(metavar="ID=YYYY-MM-DD", help=AGREED)] = None,
    on_site_days: Annotated[int | None, typer.Option(help=ON_SITE)] = None,
    reason: Annotated[str, typer.Option(help=REASON)] = "",
    confirm_dates: Annotated[bool, typer.Option("--confirm-dates", help=CONFIRM)] = False,
) -> None:
    """Mend what was entered of a visit: its contacts at any time, its dates before notification."""
    dates = notified or agreed or on_site_days is not None
    if not (lano or lead_inspector or dates):
        raise UserError(
            "Enter what to change: --lano, --lead-inspector, --notified, --agreed or --on-site-days"
        )
    by = acting()
    if dates:
        day = parse_date(notified, "--notified") if notified else None
        changes = _Dates(day, agreed_dates(agreed or []), on_site_days)
        _move(visit, changes, reason, confirmed=confirm_dates, by=by)
    if lead_inspector:
        mended = replace_lead(outside(), visit, lead_inspector, by=by)
        typer.echo(f"The lead inspector is {mended.lead_inspector_email}")
    if lano:
        mended = replace_lano(outside(), visit, lano, by=by)
        typer.echo(f"The LANO is {mended.lano_email}. A link before it no longer works")


@dataclass(frozen=True)
class _Dates:
    """What changes of a visit's dates; what is None or not named stays."""

    notified: date | None
    agreed: dict[str, date]
    on_site_days: int | None


def _move(visit: str, dates: _Dates, reason: str, *, confirmed: bool, by: str) -> None:
    move_notification(
        outside(),
        visit,
        dates.notified or outside().register.visit(visit).notified,
        reason,
        agreed=dates.agreed,
        on_site_days=dates.on_site_days,
        confirmed=confirmed,
        by=by,
    )
    for milestone in outside().register.milestones(visit):
        typer.echo(f"{milestone.title}: {say_when(milestone.local)}")
