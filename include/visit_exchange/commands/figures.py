"""``visit-exchange figures``: what is published, to read a pack's numbers beside."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.commands.acting import acting
from visit_exchange.commands.timeline import parse_date
from visit_exchange.errors import UserError
from visit_exchange.journey.upkeep.published_figures import load_figures, load_neighbours
from visit_exchange.kinds.authorities import load_authorities
from visit_exchange.kinds.published_spec import data_set_ids, load_data_set
from visit_exchange.packs.beside.release import ENGLAND, Release
from visit_exchange.services.outside import outside
from visit_exchange.writing.counted import count

app = typer.Typer(help="Published figures beside the packs’ numbers.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="A CSV file, as it was published.")]
Published = Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="When it was published.")]


@app.command()
def load(
    file: File,
    published: Published,
    data_set: Annotated[str, typer.Option("--set", help="Which it is; else by its name.")] = "",
) -> None:
    """Load the newest period of a data file of Explore Education Statistics."""
    day = parse_date(published, "--published")
    by = acting()
    release = load_figures(outside(), file.name, _read(file), day, data_set=data_set, by=by)
    typer.echo(_said(release))
    if not any(each.area == ENGLAND for each in release.told):
        typer.echo("It has no figure for England: load the file with all its rows.")


@app.command()
def neighbours(
    file: File,
    published: Published,
    source: Annotated[str, typer.Option(help="Who says so, as inspectors read it.")],
) -> None:
    """Load who is whose statistical neighbour: la_code, neighbour_la_code, nearest first."""
    day = parse_date(published, "--published")
    loaded = load_neighbours(outside(), _read(file), source, day, by=acting())
    typer.echo(f"Loaded the neighbours of {_authorities(len(loaded.nearest))}.")


@app.command("list")
def list_figures() -> None:
    """List the data sets that can be loaded, and what is loaded."""
    held = outside().register.releases()
    table = Table("Set", "File", "Loaded", "Published", "By")
    for each in data_set_ids():
        found = held.get(each)
        when = (found.when, str(found.published), found.loaded_by) if found else ("no", "", "")
        table.add_row(each, load_data_set(each).file, *when)
    near = outside().register.neighbours()
    told = (near.source, str(near.published), near.loaded_by) if near else ("no", "", "")
    table.add_row("neighbours", "", *told)
    Console().print(table)


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise UserError(f"There is no file {file}. Enter the name of a CSV file.")
    return file.read_bytes()


def _said(release: Release) -> str:
    areas = {each.area for each in release.told}
    figures = {each.figure for each in release.told}
    hidden = sum(each.percentage is None for each in release.told)
    return (
        f"Loaded {release.data_set}, {release.when}: {count(len(figures), 'figure')} of "
        f"{_authorities(len(areas & load_authorities().keys()))}. "
        f"{count(hidden, 'number')} that the publisher does not tell stand as symbols."
    )


def _authorities(number: int) -> str:
    return "1 authority" if number == 1 else f"{number} authorities"
