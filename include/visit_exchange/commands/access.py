"""``visit-exchange access``: who reaches a visit's places in the object store, and with what."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.commands.acting import acting
from visit_exchange.commands.asking_first import Yes, ask_first
from visit_exchange.errors import UserError
from visit_exchange.journey.access import store_access
from visit_exchange.journey.access.store_identities import identity_of
from visit_exchange.services.outside import outside
from visit_exchange.services.store_access.grants import policy_document
from visit_exchange.services.store_access.identities import (
    STANDING_IDENTITIES,
    VISIT_IDENTITIES,
    keepers_policy,
)
from visit_exchange.services.store_access.keeper import visit_policy
from visit_exchange.settings.airflow_connections import with_connections
from visit_exchange.settings.settings import read_settings

app = typer.Typer(
    help="Hand over, replace and revoke the store credentials of a visit.", no_args_is_help=True
)
Visit = Annotated[str, typer.Argument(help="The visit's id.")]
Who = Annotated[str, typer.Option("--for", help=f"Who: {', '.join(VISIT_IDENTITIES)}.")]


@app.command("list")
def list_access(visit: Visit) -> None:
    """List who has credentials for the visit that work now; shows none of them."""
    table = Table("For", "Who", "Credentials")
    for who, is_live in store_access.live(outside(), visit).items():
        table.add_row(who, VISIT_IDENTITIES[who].who, "work" if is_live else "none")
    Console().print(table)


@app.command()
def show(visit: Visit, who: Who) -> None:
    """Show credentials, to hand them over by a channel that is safe. It is audited that you did.

    They are made when they are first shown.
    """
    here = outside()
    credential = store_access.show(here, visit, who, by=acting())
    address = here.settings.s3_public_endpoint or here.settings.s3_endpoint
    typer.echo(f"Address:    {address}")
    typer.echo(f"Region:     {here.settings.s3_region}")
    typer.echo(f"Access key: {credential.access_key}")
    typer.echo(f"Secret key: {credential.secret_key}")


@app.command()
def issue(visit: Visit, who: Who, yes: Yes = False) -> None:
    """Issue new credentials; those that were issued before are refused at once."""
    if store_access.live(outside(), visit).get(who):
        ask_first(_what_ends(visit, who), yes=yes)
    store_access.issue(outside(), visit, who, by=acting())
    typer.echo(f"Issued. Hand them over: visit-exchange access show {visit} --for {who}")


@app.command()
def revoke(visit: Visit, who: Who, yes: Yes = False) -> None:
    """Revoke credentials: they are refused at once. To let them in again, issue new ones."""
    ask_first(_what_ends(visit, who), yes=yes)
    revoked = store_access.revoke(outside(), visit, who, by=acting())
    typer.echo(f"Revoked: {who} of {visit}" if revoked else f"{who} of {visit} had no credentials")


@app.command()
def policy(
    who: Annotated[
        str,
        typer.Option("--for", help=f"Who: {', '.join([*VISIT_IDENTITIES, *STANDING_IDENTITIES])}."),
    ],
    visit: Annotated[
        str, typer.Argument(help="The visit's id; none for a part of Visit Exchange.")
    ] = "",
) -> None:
    """Print an IAM policy, for a store whose users you make by hand, or for AWS."""
    typer.echo(json.dumps(_policy(who, visit), indent=2))


def _what_ends(visit: str, who: str) -> tuple[str, ...]:
    return (
        f"The present credentials of {visit} for {identity_of(who).who} are refused at once.",
        "What is being sent or fetched with them breaks off.",
    )


def _policy(who: str, visit: str) -> dict[str, object]:
    names = with_connections(read_settings()).buckets
    if who == "access_keeper":
        return keepers_policy()
    if who in STANDING_IDENTITIES:
        return policy_document(STANDING_IDENTITIES[who].grants, names)
    if not visit:
        raise UserError(f"Enter the visit that the policy of {who} is for")
    return visit_policy(visit, identity_of(who), names)
