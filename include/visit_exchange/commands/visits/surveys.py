"""``visit-exchange visits survey`` and ``survey-responses``: links go out, reach is seen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.commands.acting import acting
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.survey_reach import Reach
from visit_exchange.journey.deadlines.surveys import count_export, set_link
from visit_exchange.services.outside import outside

VisitId = Annotated[str, typer.Argument(help="The visit's id.")]


def survey(
    visit: VisitId,
    audience: Annotated[str, typer.Option(help="For whom, by the id in the framework.")],
    link: Annotated[str, typer.Option(help="Its address, https://…")],
) -> None:
    """Record the link of a survey. It goes out with the request, or at once when that has gone."""
    set_link(outside(), visit, audience, link, by=acting())
    typer.echo(f"Survey for {audience}: {link}")


def survey_responses(
    visit: VisitId,
    file: Annotated[Path, typer.Argument(help="A CSV export of all responses so far.")],
    audience: Annotated[
        str, typer.Option(help="Whose survey it is, where no column says who answered.")
    ] = "",
) -> None:
    """Count the responses of a survey by audience. Only the numbers are kept, not the file."""
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            found = count_export(outside(), visit, lines, audience, by=acting())
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}") from None
    print_reach(Console(), found)


def print_reach(console: Console, surveys: Sequence[Reach]) -> None:
    """Print how far each survey has come; nothing where there is none."""
    table = Table("Survey for", "Responses", "Link")
    for each in surveys:
        table.add_row(each.title, each.in_words, each.link or "none yet")
    if surveys:
        console.print(table)
