"""``visit-exchange dispose``: destroy what is due, or show what falls due when."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.commands.asking_first import Yes, ask_first
from visit_exchange.journey.disposing.disposal import (
    dispose_visit,
    due_kinds,
    visits_to_dispose,
)
from visit_exchange.journey.disposing.disposal_plan import disposal_plan
from visit_exchange.journey.now import visit_now
from visit_exchange.kinds import load_framework
from visit_exchange.services.outside import outside
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import Visit


def dispose(
    visit: Annotated[str | None, typer.Argument(help="One visit's id; else every visit.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Destroy nothing: show what falls due when.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Destroy the evidence whose retention has ended, as happens every night."""
    register = outside().register
    chosen = [register.dossier(visit)] if visit else register.dossiers()
    if dry_run:
        Console().print(_table(chosen))
        return
    wanted = {each.visit.id for each in chosen}
    due = [each for each in visits_to_dispose(outside()) if each in wanted]
    if due:
        ask_first(_what_ends([each for each in chosen if each.visit.id in due]), yes=yes)
    for each in due:
        kinds = dispose_visit(outside(), each)
        typer.echo(f"{each}: destroyed {', '.join(kind.value for kind in kinds)}")
    if not due:
        typer.echo("Nothing is due. To see when: visit-exchange dispose --dry-run")


def _what_ends(dossiers: Iterable[Dossier]) -> Iterable[str]:
    """Return what is destroyed of each visit, in lines."""
    for dossier in dossiers:
        visit = dossier.visit
        kinds = ", ".join(kind.value for kind in due_kinds(outside(), dossier))
        yield f"{visit.id} ({visit.la_name}): {kinds or 'the rest of what was begun'}"
    yield "This is destroyed now, with every version of it. Nothing brings it back."


def _table(dossiers: Iterable[Dossier]) -> Table:
    table = Table("Visit", "Evidence", "Delete date", "State")
    for dossier in dossiers:
        visit = dossier.visit
        for planned in disposal_plan(dossier, visit_now(visit)):
            table.add_row(visit.id, planned.kind.value, _day(visit, planned.due), planned.state)
    return table


def _day(visit: Visit, due: datetime | None) -> str:
    if due is None:
        return ""
    zone = ZoneInfo(load_framework(visit.framework).timezone)
    return due.astimezone(zone).date().isoformat()
