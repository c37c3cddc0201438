"""``visit-exchange visits partner``: who is asked besides the authority."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.commands.acting import acting
from visit_exchange.commands.asking_first import Yes, ask_first
from visit_exchange.journey.access.upload_link import send_new_link
from visit_exchange.journey.pages.board import VisitBoard, visit_board
from visit_exchange.journey.requesting.partner_asking import (
    add_partner,
    remove_partner,
    replace_contact,
)
from visit_exchange.services.outside import outside

app = typer.Typer(
    help="Ask health services, schools, trusts and providers too.", no_args_is_help=True
)
VisitId = Annotated[str, typer.Argument(help="The visit's id.")]
PartnerId = Annotated[str, typer.Argument(help="The partner's id, as ‘list’ shows it.")]
ITEMS = "Item numbers with commas between, any of the visit’s; else those suggested for its kind."


@app.command()
def add(
    visit: VisitId,
    name: Annotated[str, typer.Option(help="Who it is, as people say it.")],
    kind: Annotated[str, typer.Option(help="A kind that the visit's framework has.")],
    email: Annotated[str, typer.Option(help="Where its request and replies are told.")],
    items: Annotated[str, typer.Option(help=ITEMS)] = "",
) -> None:
    """Ask a partner: at once, or with the authority when the visit opens."""
    added = add_partner(outside(), visit, name, kind, email, items, by=acting())
    typer.echo(f"{added.id}: asked for {len(added.items)} items. Its place is {added.folder}")


@app.command("list")
def list_partners(visit: VisitId) -> None:
    """List the partners of a visit and what has come from them."""
    print_partners(Console(), visit_board(outside(), visit))


def print_partners(console: Console, shown: VisitBoard) -> None:
    """Print what each partner was asked for and how it stands; nothing where there is none."""
    table = Table("Partner", "Name", "Kind", "Item", "State", "Upload")
    for partner in shown.partners:
        name = f"{partner.name} (removed)" if partner.is_removed else partner.name
        for item in partner.items:
            upload = str(item.upload or "")
            what = f"{item.number} {item.title}"
            table.add_row(partner.id, name, partner.kind, what, item.state, upload)
    if shown.partners:
        console.print(table)


@app.command()
def remove(visit: VisitId, partner: PartnerId, yes: Yes = False) -> None:
    """Let a partner send no more. What was accepted from it stays in the pack."""
    asked = outside().register.partner(visit, partner)
    ask_first(
        (
            f"{asked.name} was asked for {len(asked.items)} items. It can send nothing more: its "
            "link and its credentials end at once.",
            "What was accepted from it stays in the pack.",
        ),
        yes=yes,
    )
    remove_partner(outside(), visit, partner, by=acting())
    typer.echo(f"Removed: {partner}. Its link and credentials work no longer")


@app.command()
def replace(
    visit: VisitId,
    partner: PartnerId,
    email: Annotated[str, typer.Option(help="Who is written to instead.")],
) -> None:
    """Write to somebody else of a partner: the link and credentials before no longer work."""
    named = replace_contact(outside(), visit, partner, email, by=acting())
    typer.echo(f"{named.name}: {named.email}. The link and credentials before work no longer")


@app.command("new-upload-link")
def new_upload_link(visit: VisitId, partner: PartnerId) -> None:
    """Mail a partner a new link to the upload page; the one before no longer works."""
    to = send_new_link(outside(), visit, sender=partner, by=acting())
    typer.echo(f"Mailed to {to}. The link before it no longer works")
