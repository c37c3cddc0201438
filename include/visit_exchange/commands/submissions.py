"""``visit-exchange submissions``: a person decides on documents that may identify a child."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.commands.acting import acting
from visit_exchange.journey.receiving.document_review import refuse as keep_back
from visit_exchange.journey.receiving.document_review import release as let_out
from visit_exchange.journey.receiving.document_review import undecided
from visit_exchange.returns.documents.document_search import in_words
from visit_exchange.services.outside import outside

app = typer.Typer(help="Decide on documents that may identify a child.", no_args_is_help=True)

Visit = Annotated[str, typer.Argument(help="The visit's id.")]
Number = Annotated[int, typer.Argument(help="The upload's number within the visit.")]
Reason = Annotated[str, typer.Option(help="Why: it is kept in the audit. Name no child in it.")]


@app.command()
def waiting(visit: Visit) -> None:
    """List the documents that wait for a decision: what was found in each, never whom."""
    waiting = undecided(outside(), visit)
    if not waiting:
        typer.echo("No document waits for a decision.")
        return
    table = Table("Upload", "Waits since", "Found in it")
    for document in waiting:
        since = f"{document.withheld_at:%Y-%m-%d %H:%M} UTC"
        table.add_row(str(document.number), since, in_words(document.found))
    Console().print(table)


@app.command()
def release(visit: Visit, number: Number, reason: Reason) -> None:
    """Let a document go out with the next pack. Look at the upload itself before you do."""
    found = let_out(outside(), visit, number, reason, by=acting())
    typer.echo(f"Upload {number} goes out with the next pack, with: {found}")


@app.command()
def refuse(visit: Visit, number: Number, reason: Reason) -> None:
    """Keep a document back for good; the authority is told, with your reason."""
    keep_back(outside(), visit, number, reason, by=acting())
    typer.echo(f"Upload {number} stays where it is. The authority has been told.")
