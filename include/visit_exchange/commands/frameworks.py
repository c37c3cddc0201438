"""``visit-exchange frameworks``: begin a new kind of visit, and check one."""

from pathlib import Path
from typing import Annotated

import typer

from visit_exchange.commands.frameworks_check import mistakes_in
from visit_exchange.commands.frameworks_new import write_skeleton
from visit_exchange.errors import UserError
from visit_exchange.kinds import framework_ids
from visit_exchange.kinds.loading import id_of_file, kind_file

TO_FIX = 1

app = typer.Typer(help="Begin a new kind of visit, or check one.", no_args_is_help=True)


@app.command()
def new(
    framework: Annotated[str, typer.Argument(metavar="ID", help="Its id, like theme_2027.")],
    title: Annotated[str, typer.Option(help="Its title; else made from the id.")] = "",
    short: Annotated[str, typer.Option(help="Its part of visits' ids; else the initials.")] = "",
) -> None:
    """Write a commented skeleton: the kind of visit, one list, the questions across lists."""
    for path in write_skeleton(framework, title=title, short=short):
        typer.echo(f"Wrote {path}")
    typer.echo(f"Replace the examples, then run: visit-exchange frameworks check {framework}")


@app.command()
def check(
    framework: Annotated[
        str | None, typer.Argument(metavar="ID|FILE", help="All of them, unless one is given.")
    ] = None,
) -> None:
    """Check a kind of visit with its lists, codes and cross references; exit code 1 to fix."""
    found = 0
    for path in _paths(framework):
        mistakes = mistakes_in(path)
        found += len(mistakes)
        typer.echo("\n".join(mistakes) if mistakes else f"{id_of_file(path)}: nothing to correct")
    if found:
        raise typer.Exit(TO_FIX)


def _paths(framework: str | None) -> list[Path]:
    if framework is None:
        return [kind_file(each) for each in framework_ids()]
    if framework in framework_ids():
        return [kind_file(framework)]
    path = Path(framework)
    if path.suffix != ".yaml" or not path.is_file():
        raise UserError(f"Enter a YAML file, or one of: {', '.join(framework_ids())}")
    return [path]
