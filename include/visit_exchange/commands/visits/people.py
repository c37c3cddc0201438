"""``visit-exchange visits people``: whose visit it is, among the inspectors."""

from typing import Annotated

import typer

from visit_exchange.commands.acting import acting
from visit_exchange.journey.access.people import add_inspector, let_track, remove_inspector
from visit_exchange.services.outside import outside

app = typer.Typer(help="Show or change the inspectors of a visit.", no_args_is_help=True)
Visit = Annotated[str, typer.Argument(help="The visit's id.")]
Login = Annotated[str, typer.Argument(help="What the inspector signs in to Airflow with.")]


@app.command("list")
def list_people(visit: Visit) -> None:
    """List the inspectors who see a visit and choose its children."""
    register = outside().register
    for login in register.inspectors(visit):
        typer.echo(f"{login} (follows the children)" if register.tracks(visit, login) else login)


@app.command()
def add(
    visit: Visit,
    login: Login,
    tracks: Annotated[
        bool, typer.Option("--tracks", help="They follow the selected children.")
    ] = False,
) -> None:
    """Give an inspector a visit. It works at once and is audited."""
    add_inspector(outside(), visit, login, by=acting())
    typer.echo(f"{login} sees {visit} and may choose its children")
    if tracks:
        track(visit, login)


@app.command()
def track(
    visit: Visit,
    login: Login,
    stop: Annotated[bool, typer.Option("--stop", help="No longer.")] = False,
) -> None:
    """Let an inspector of the visit read what is sent about its selected children."""
    let_track(outside(), visit, login, may=not stop, by=acting())
    reads = "no longer reads" if stop else "reads"
    typer.echo(f"{login} {reads} what is sent about the selected children of {visit}")


@app.command()
def remove(visit: Visit, login: Login) -> None:
    """Take a visit from an inspector. It works at once and is audited."""
    remove_inspector(outside(), visit, login, by=acting())
    typer.echo(f"{login} no longer sees {visit}")
