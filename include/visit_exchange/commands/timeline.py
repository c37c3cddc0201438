"""``visit-exchange timeline``: when everything of a visit is due."""

import json
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from visit_exchange.commands.kinds import AGREED, KINDS
from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework, load_framework
from visit_exchange.visits.dates.timeline import Milestone, Timeline, notification_for, plan
from visit_exchange.visits.entry.agreed_dates import agreed_dates
from visit_exchange.writing.dates_in_words import say_day, say_when


def timeline(
    framework: Annotated[str, typer.Argument(help=KINDS)],
    notified: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day leaders are notified.")
    ] = None,
    on_site: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The first on-site day: plans backwards from it."),
    ] = None,
    on_site_days: Annotated[int | None, typer.Option(help="How many days on site.")] = None,
    agreed: Annotated[list[str] | None, typer.Option(metavar="ID=YYYY-MM-DD", help=AGREED)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Show every deadline of a visit, from its notification date or its first on-site day."""
    kind = load_framework(framework)
    day = _notification_date(kind, notified, on_site)
    planned = plan(kind, day, on_site_days=on_site_days, agreed=agreed_dates(agreed or ()))
    if as_json:
        typer.echo(json.dumps(as_document(planned), indent=2))
    else:
        typer.echo(f"{kind.title}: notify on {say_day(planned.notified)}")
        typer.echo(_table(planned))


def parse_date(text: str, option: str) -> date:
    """Return the date that was written for an option; UserError when it is no real date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"{option} must be a real date, like 2023-03-27") from None


def as_document(planned: Timeline) -> dict[str, object]:
    """Return what ``--json`` prints: local time with its offset, and the instant in UTC."""
    return {
        "framework": planned.framework,
        "notified": planned.notified.isoformat(),
        "milestones": [_as_document(milestone) for milestone in planned.milestones],
    }


def _as_document(milestone: Milestone) -> dict[str, object]:
    told = {"id": milestone.id, "local": milestone.local, "utc": _utc(milestone.due)}
    return told | ({"provisional": True} if milestone.provisional else {})


def _notification_date(framework: Framework, notified: str | None, on_site: str | None) -> date:
    if notified is not None and on_site is None:
        return parse_date(notified, "--notified")
    if on_site is not None and notified is None:
        return notification_for(framework, parse_date(on_site, "--on-site"))
    raise UserError("Enter one date: --notified, or --on-site to plan backwards")


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _table(planned: Timeline) -> str:
    rows = [(one.id, _when(one), one.title) for one in planned.milestones]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "\n".join(f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}" for row in rows)


def _when(milestone: Milestone) -> str:
    return say_when(milestone.local) + (" (provisional)" if milestone.provisional else "")
