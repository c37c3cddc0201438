"""``visit-exchange visits people``: who has which role, and whose visit it is in Airflow."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.commands.acting import acting
from visit_exchange.commands.asking_first import Yes, ask_first
from visit_exchange.journey.access.people import add_inspector, let_track, remove_inspector
from visit_exchange.journey.requesting.people import end_role, give_role, wish_packs
from visit_exchange.kinds.rules.people_rules import LANO
from visit_exchange.services.outside import outside
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.people import Person, holder, role_named
from visit_exchange.visits.visit import Visit as RegisteredVisit

app = typer.Typer(help="Show or change the people of a visit.", no_args_is_help=True)
Visit = Annotated[str, typer.Argument(help="The visit's id.")]
Login = Annotated[str, typer.Argument(help="What the inspector signs in to Airflow with.")]


Role = Annotated[str, typer.Argument(help="A role that the visit's framework has.")]
Number = Annotated[int, typer.Argument(help="The person's number, as ‘list’ shows it.")]
PACKS = "Which packs they are mailed about: each, daily or final."
NAME = "Their name, for the letters; it is kept with the visit."
TELEPHONE = "Where they are rung up: the letters say it of the senior contact."


@app.command("list")
def list_people(visit: Visit) -> None:
    """List who has which role, and the inspectors who see the visit in Airflow."""
    register = outside().register
    found = register.visit(visit)
    table = Table("Number", "Role", "Name", "E-mail", "Login", "Packs")
    for person in found.people:
        table.add_row(*_row(found, person))
    Console(soft_wrap=True).print(table)
    for login in register.inspectors(visit):
        typer.echo(f"{login} (follows the children)" if register.tracks(visit, login) else login)


def _row(visit: RegisteredVisit, person: Person) -> tuple[str, ...]:
    role = framework_of(visit).role(person.role)
    is_inspector = role is not None and role.side == "inspectorate"
    titled = f"{role.title} ({role.id})" if role else person.role
    packs = person.packs.value if is_inspector else ""
    return (str(person.number), titled, person.name, person.email, person.login, packs)


@app.command("set")
def set_role(
    visit: Visit,
    role: Role,
    email: Annotated[str, typer.Option(help="Where they are written to.")],
    name: Annotated[str, typer.Option(help=NAME)] = "",
    telephone: Annotated[str, typer.Option(help=TELEPHONE)] = "",
    login: Annotated[str, typer.Option(help="An inspector's login in Airflow.")] = "",
    packs: Annotated[str, typer.Option(help=PACKS)] = "each",
    yes: Yes = False,
) -> None:
    """Give somebody a role. Where only one may have it, who had it is let in no longer."""
    before = outside().register.visit(visit)
    known = role_named(framework_of(before), role)
    if not known.several and holder(before.people, role):
        ask_first(_what_replacing_does(role), yes=yes)
    named = give_role(
        outside(),
        visit,
        role,
        email,
        name=name,
        telephone=telephone,
        login=login,
        packs=packs,
        by=acting(),
    )
    typer.echo(f"{known.title}: {named.people[-1].email}")
    if role == LANO and not before.lano_email:
        typer.echo("The request goes out within a minute, once the visit is open")


def _what_replacing_does(role: str) -> list[str]:
    if role == LANO:
        keys = "Their upload link and the authority’s keys of the object store end at once."
        return [keys, "Who is new gets the request with a new link. Hand over new keys if needed."]
    return ["Somebody has this role. They hear no more of the visit and are let in no longer."]


@app.command()
def end(visit: Visit, number: Number, yes: Yes = False) -> None:
    """Let somebody leave a visit: they hear no more of it and are let in no longer."""
    ask_first(
        ["Their login, and keys and links that they share with others, end at once."], yes=yes
    )
    person = end_role(outside(), visit, number, by=acting())
    typer.echo(f"Left: {person.role}, number {person.number}")


@app.command()
def packs(
    visit: Visit,
    number: Number,
    wish: Annotated[str, typer.Argument(help="each, daily or final")],
) -> None:
    """Say which versions of packs somebody of the team is mailed about."""
    person = wish_packs(outside(), visit, number, wish, by=acting())
    typer.echo(f"{person.role}, number {person.number}: {wish}")


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
