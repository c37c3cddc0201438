"""``visit-exchange keys``: look after the keys of visits. No key is ever shown."""

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.services.key_ring import initialise, list_keys
from visit_exchange.services.key_ring import rotate as rotate_wrapping
from visit_exchange.services.outside import outside

app = typer.Typer(help="Look after the keys of visits. No key is ever shown.", no_args_is_help=True)


@app.command("list")
def list_all() -> None:
    """List the visits' keys: state, which wrapping key seals it, and a fingerprint."""
    table = Table("Visit", "State", "Sealed by", "Fingerprint")
    for key in list_keys(outside().keys):
        table.add_row(key.visit_id, key.state, key.wrapped_by, key.fingerprint or key.fault)
    Console().print(table)


@app.command()
def check() -> None:
    """Open every key once; exit code 1 when one does not open or is not sealed."""
    found = list_keys(outside().keys)
    bad = [key for key in found if key.fault or key.state == "not sealed"]
    for key in bad:
        typer.echo(key.fault or f"{key.visit_id}: its key is not sealed. Run: keys rotate")
    typer.echo(f"{len(found) - len(bad)} of {len(found)} keys are as they should be.")
    raise typer.Exit(1 if bad else 0)


@app.command()
def init() -> None:
    """Make the first wrapping key, in the file that VISIT_EXCHANGE_WRAPPING_KEY names."""
    typer.echo(f"Made {initialise(outside().keys)}. Back it up, apart from the key ring.")


@app.command()
def rotate() -> None:
    """Seal every key with a new wrapping key; the old one then opens none of them."""
    done = rotate_wrapping(outside().keys)
    typer.echo(f"{done.sealed_anew} keys are sealed anew, by {done.wrapped_by}.")
    typer.echo(
        "The old wrapping key is gone. Back the new one up, and destroy old copies."
        if done.old_one_is_gone
        else "Remove the old wrapping key where it is kept."
    )
