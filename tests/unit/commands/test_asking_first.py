"""A command that cannot be undone shows what it does, and does it only when a person says so."""

import pytest
import typer
from typer.testing import CliRunner

from visit_exchange.commands.asking_first import Yes, ask_first
from visit_exchange.commands.exit_codes import PlainExits

app = typer.Typer(cls=PlainExits)


@app.command()
def sink(yes: Yes = False) -> None:
    """Sink a ship."""
    ask_first(["The ship sinks."], yes=yes)
    typer.echo("Sunk")


@app.command()
def swim() -> None:
    """Make it a group of commands."""


@pytest.mark.parametrize(
    ("given", "answer", "end"),
    [
        (["--yes"], None, "Sunk"),
        ([], "y\n", "Sunk"),
        ([], "n\n", "Nothing was changed"),
        ([], "\n", "Nothing was changed"),
        ([], None, "Nothing was changed. To go on without being asked, give --yes"),
    ],
)
def test_it_is_done_only_when_it_was_agreed(given: list[str], answer: str | None, end: str) -> None:
    told = CliRunner().invoke(app, ["sink", *given], input=answer)
    assert told.output.startswith("The ship sinks.\n")
    assert told.output.rstrip().endswith(end)
    assert told.exit_code == (0 if end == "Sunk" else 3)
