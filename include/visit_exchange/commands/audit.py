"""``visit-exchange audit``: who did what when, and whether the record of it is whole."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.journey.pages.history import visit_history
from visit_exchange.services.outside import outside

app = typer.Typer(help="Who did what when; whether its record is whole.", no_args_is_help=True)


@app.command()
def verify(
    expect: Annotated[
        str | None, typer.Option(metavar="NUMBER:HASH", help="An end that you noted earlier.")
    ] = None,
) -> None:
    """Work the chain of the audit out again; exit code 1 when a row was changed or removed."""
    checked = outside().register.verify_audit(expect)
    for fault in checked.faults:
        typer.echo(fault)
    typer.echo(f"{checked.rows} rows, {len(checked.faults)} faults. Note this end: {checked.head}")
    raise typer.Exit(1 if checked.faults else 0)


@app.command()
def show(visit: Annotated[str, typer.Argument(help="The visit's id.")]) -> None:
    """Show who saw or changed what of a visit, when, in the visit's own time."""
    table = Table("When (UTC)", "Who", "What", "About")
    for act in visit_history(outside(), visit):
        table.add_row(f"{act.at:%Y-%m-%d %H:%M:%S}", act.by, act.what, act.about)
    Console().print(table)
    typer.echo(
        "Downloads from the store are in the S3 server's own log, not here: by credential and key."
    )
