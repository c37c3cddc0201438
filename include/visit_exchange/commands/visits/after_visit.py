"""``visit-exchange visits record`` and ``summary-note``: what follows a visit."""

from pathlib import Path
from typing import Annotated

import typer

from visit_exchange.commands.acting import acting
from visit_exchange.commands.timeline import parse_date
from visit_exchange.journey.ending.events import record as record_event
from visit_exchange.journey.ending.summarising import draft_summary_note
from visit_exchange.services.outside import outside
from visit_exchange.writing.dates_in_words import say_when


def record(
    visit: Annotated[str, typer.Argument(help="The visit's id.")],
    event: Annotated[str, typer.Argument(help="What happened: a milestone's or an event's id.")],
    on: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="The day on which it happened.")],
) -> None:
    """Record that something after a visit happened. What follows counts from its day.

    Everyone is told. Recording it again puts the day right.
    """
    day = parse_date(on, "--on")
    for milestone in record_event(outside(), visit, event, day, by=acting()):
        typer.echo(f"{milestone.title}: {say_when(milestone.local)}")


def summary_note(
    visit: Annotated[str, typer.Argument(help="The visit's id.")],
    out: Annotated[
        Path | None, typer.Option(help="The file to write; else VISIT summary note.docx.")
    ] = None,
) -> None:
    """Draft the summary note as a Word document: a record of activities, without judgements."""
    path = out or Path(f"{visit} summary note.docx")
    path.write_bytes(draft_summary_note(outside(), outside().register.visit(visit)))
    typer.echo(f"Wrote {path}")
