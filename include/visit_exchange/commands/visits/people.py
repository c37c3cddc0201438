"""``visit-exchange visits people``: whose visit it is, among the inspectors."""

from typing import Annotated

import typer

from visit_exchange.commands.acting import acting
from visit_exchange.journey.access.people import add_inspector, remove_inspector
from visit_exchange.services.outside import outside

app = typer.Typer(help="Show or change the inspectors of a visit.", no_args_is_help=True)
Visit = Annotated[str, typer.Argument(help="The visit's id.")]
Login = Annotated[str, typer.Argument(help="What the inspector signs in to Airflow with.")]


@app.command("list")
def list_people(visit: Visit) -> None:
    """List the inspectors who see a visit and choose its children."""
    for login in outside().register.inspectors(visit):
        typer.echo(login)


@app.command()
def add(visit: Visit, login: Login) -> None:
    """Give an inspector a visit. It works at once and is audited."""
    add_inspector(outside(), visit, login, by=acting())
    typer.echo(f"{login} sees {visit} and may choose its children")


@app.command()
def remove(visit: Visit, login: Login) -> None:
    """Take a visit from an inspector. It works at once and is audited."""
    remove_inspector(outside(), visit, login, by=acting())
    typer.echo(f"{login} no longer sees {visit}")
