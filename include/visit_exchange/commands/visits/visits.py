"""``visit-exchange visits``: register visits, look at them, move a deadline."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.commands.acting import acting
from visit_exchange.commands.kinds import AGREED, ITEMS, KINDS
from visit_exchange.commands.visits import (
    after_visit,
    asking,
    concerns,
    editing,
    health_template,
    letters,
    offers,
    partners,
    people,
    stops,
    surveys,
)
from visit_exchange.commands.visits.listing import as_json_text, as_table
from visit_exchange.commands.visits.schedule_file import read_schedule
from visit_exchange.errors import UserError
from visit_exchange.journey.access.upload_link import send_new_link
from visit_exchange.journey.deadlines.adjusting import adjust as move_deadline
from visit_exchange.journey.pages.board import every_board, visit_board
from visit_exchange.journey.requesting.registering import register_entered
from visit_exchange.journey.requesting.scheduling import register_schedule
from visit_exchange.services.outside import outside
from visit_exchange.writing.dates_in_words import say_when

CONFIRM = "Register a visit although its date looks like a slip, or it lies near another."
OVERRIDE = "Move it although it breaks the order of deadlines, or falls on no working day."
LANO = "The LANO's e-mail; left out until the authority nominates one, after the call."
INSPECTOR = "An inspector’s login in Airflow; once for each."

app = typer.Typer(help="Register visits, look at them, move a deadline.", no_args_is_help=True)
app.add_typer(people.app, name="people")
app.add_typer(partners.app, name="partner")
app.add_typer(concerns.app, name="concern")
app.add_typer(offers.app, name="offers")
app.command()(surveys.survey)
app.command()(surveys.survey_responses)
app.command()(surveys.survey_sent)
app.command()(letters.letters)
app.command()(after_visit.record)
app.command()(after_visit.summary_note)
app.command()(asking.ask)
app.command()(health_template.cqc_template)
app.command()(editing.edit)
app.command()(stops.defer)
app.command()(stops.cancel)
app.command()(stops.resume)


@app.command()
def add(
    framework: Annotated[str, typer.Option(help=KINDS)],
    la: Annotated[str, typer.Option(help="The authority's DfE code, three digits.")],
    notified: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="The notification date.")],
    lead_inspector: Annotated[str, typer.Option(help="The lead inspector's e-mail.")],
    lano: Annotated[str, typer.Option(help=LANO)] = "",
    on_site_days: Annotated[int | None, typer.Option(help="How many days on site.")] = None,
    inspector: Annotated[list[str] | None, typer.Option(help=INSPECTOR)] = None,
    items: Annotated[str | None, typer.Option(help=ITEMS)] = None,
    agreed: Annotated[list[str] | None, typer.Option(metavar="ID=YYYY-MM-DD", help=AGREED)] = None,
    confirm_dates: Annotated[bool, typer.Option("--confirm-dates", help=CONFIRM)] = False,
) -> None:
    """Register a visit; it starts on the morning of its notification date."""
    entered = {
        "framework": framework,
        "la_code": la,
        "notified": notified,
        "lano_email": lano,
        "lead_inspector_email": lead_inspector,
        "on_site_days": on_site_days,
        "inspectors": inspector,
        "items": items,
        "agreed": agreed,
        "confirm_dates": confirm_dates,
    }
    typer.echo(register_entered(outside(), entered, by=acting()))


@app.command("import")
def import_schedule(
    schedule: Annotated[Path, typer.Argument(help="A CSV or XLSX file.")],
    confirm_dates: Annotated[bool, typer.Option("--confirm-dates", help=CONFIRM)] = False,
) -> None:
    """Register every new visit of a schedule; with a mistake in the file none is registered."""
    visits, by = read_schedule(schedule), acting()
    for line in register_schedule(outside(), visits, confirmed=confirm_dates, by=by):
        typer.echo(line)


@app.command("list")
def list_visits(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """List the registered visits: where each stands, what comes next, and what waits."""
    visits = every_board(outside())
    if as_json:
        typer.echo(as_json_text(visits))
    else:
        Console().print(as_table(visits))


@app.command()
def show(visit: Annotated[str, typer.Argument(help="The visit's id.")]) -> None:
    """Show a visit's deadlines, items and uploads."""
    shown = visit_board(outside(), visit)
    console = Console()
    console.print(f"{shown.visit.la_name}, {shown.kind}: {shown.visit.status.value}")
    if shown.stopped:
        console.print(shown.stopped)
    deadlines = Table("Id", "Deadline", "When", "State")
    for deadline in shown.deadlines:
        deadlines.add_row(deadline.id, deadline.title, deadline.when, deadline.state)
    items = Table("Item", "State", "Upload")
    for item in shown.items:
        items.add_row(f"{item.number} {item.title}", item.state, str(item.upload or ""))
    console.print(deadlines)
    console.print(items)
    partners.print_partners(console, shown)
    surveys.print_reach(console, shown.surveys)


@app.command()
def adjust(
    visit: Annotated[str, typer.Argument(help="The visit's id.")],
    milestone: Annotated[str, typer.Option(help="The milestone's id, like returns.")],
    to: Annotated[str, typer.Option(metavar="YYYY-MM-DDTHH:MM", help="The new local time.")],
    reason: Annotated[str, typer.Option(help="Why: it is kept, and told to everyone.")],
    yes: Annotated[bool, typer.Option("--yes", help=OVERRIDE)] = False,
) -> None:
    """Move a deadline. The visit's run obeys it while it waits; everyone is told."""
    try:
        instant = datetime.fromisoformat(to)
    except ValueError:
        raise UserError("--to must be a real date and time, like 2023-03-31T17:00") from None
    moved = move_deadline(outside(), visit, milestone, instant, reason, confirmed=yes, by=acting())
    typer.echo(f"{moved.title}: {say_when(moved.local)}")


@app.command("new-upload-link")
def new_upload_link(visit: Annotated[str, typer.Argument(help="The visit's id.")]) -> None:
    """Mail the LANO a new link to the upload page; the one before no longer works."""
    to = send_new_link(outside(), visit, by=acting())
    typer.echo(f"Mailed to {to}. The link before it no longer works")
