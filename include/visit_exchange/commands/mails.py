"""``visit-exchange mails``: look after mails and alerts that have not gone out."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.commands.acting import acting
from visit_exchange.commands.asking_first import Yes, ask_first
from visit_exchange.journey.outbox.care import drop_letters, send_again
from visit_exchange.services.outside import outside
from visit_exchange.visits.watch.waiting_mails import WaitingMail

app = typer.Typer(help="Look after mails that have not gone out.", no_args_is_help=True)

Numbers = Annotated[list[int], typer.Argument(help="Their numbers, as `mails waiting` has them.")]


@app.command()
def waiting() -> None:
    """List what has not gone out: to whom, since when, and why. Nobody sees what it says."""
    letters = outside().register.waiting_mails()
    if not letters:
        typer.echo("Every mail has gone out.")
        return
    table = Table("Number", "Visit", "To", "Written", "Tries", "Stands")
    for each in letters:
        at = f"{each.written_at:%Y-%m-%d %H:%M} UTC"
        lane = each.lane
        table.add_row(
            str(each.number), lane.visit_id or "", lane.to, at, str(each.tries), _stands(each)
        )
    Console().print(table)


@app.command()
def again(numbers: Numbers) -> None:
    """Let refused mails go again, when what was in their way is dealt with."""
    done = send_again(outside(), numbers, by=acting())
    typer.echo(f"{done} of {len(numbers)} go out within a minute.")


@app.command()
def drop(numbers: Numbers, yes: Yes = False) -> None:
    """Delete mails unsent. A step that runs again may write them anew."""
    lines = [f"{_named(n)} will be deleted. Nobody gets it." for n in numbers]
    ask_first(lines, yes=yes)
    typer.echo(f"{drop_letters(outside(), numbers, by=acting())} deleted.")


def _stands(letter: WaitingMail) -> str:
    code = f" ({letter.code})" if letter.code else ""
    return f"{letter.trouble or 'waits'}{code}"


def _named(number: int) -> str:
    letters = {each.number: each for each in outside().register.waiting_mails()}
    found = letters.get(number)
    return f"Mail {number} to {found.lane.to}" if found else f"Mail {number}, which is not here,"
