"""``visit-exchange visits survey`` and ``survey-responses``: links go out, reach is seen."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from visit_exchange.commands.acting import acting
from visit_exchange.commands.timeline import parse_date
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.survey_reach import Reach
from visit_exchange.journey.deadlines.surveys import count_export, set_link
from visit_exchange.journey.deadlines.surveys_sent import record_sent, sent_in_words
from visit_exchange.services.outside import outside
from visit_exchange.visits.people.survey_words import Distribution

AUDIENCE = "For whom, by the id in the framework; left out, it is one link for everybody."
FORM = "How, by the id in the framework: like link or paper. Without it, by link."
CONCERN = "visit-exchange visits concern add {visit} --survey AUDIENCE"
VisitId = Annotated[str, typer.Argument(help="The visit's id.")]


def survey(
    visit: VisitId,
    link: Annotated[str, typer.Option(help="Its address, https://…")],
    audience: Annotated[str, typer.Option(help=AUDIENCE)] = "",
) -> None:
    """Record the link of a survey. It goes out with the request, or at once when that has gone."""
    set_link(outside(), visit, audience, link, by=acting())
    typer.echo(f"Survey for {audience or 'everybody'}: {link}")


def survey_sent(
    visit: VisitId,
    audience: Annotated[str, typer.Option(help="For whom it is, by the id in the framework.")],
    by: Annotated[str, typer.Option(help="Who sent it on: an organisation or a role.")],
    to: Annotated[str, typer.Option(help="To whom: like all parents on the register.")],
    on: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="When.")],
    form: Annotated[str, typer.Option(help=FORM)] = "",
    not_reached: Annotated[
        str, typer.Option(help="Whom it does not reach, and what would help.")
    ] = "",
) -> None:
    """Record who sent a survey on to whom, where the LANO does not say it. Name nobody."""
    day = parse_date(on, "--on")
    sent = Distribution(audience, by, to, day, form, unreached=not_reached)
    record_sent(outside(), visit, sent, now=datetime.now(UTC), by=acting())
    for line in sent_in_words(outside().register.dossier(visit)):
        typer.echo(line)


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
    typer.echo(f"A response that worries you: {CONCERN.format(visit=visit)}")


def print_reach(console: Console, surveys: Sequence[Reach]) -> None:
    """Print how far each survey has come; nothing where there is none."""
    table = Table("Survey for", "Responses", "Link")
    for each in surveys:
        table.add_row(each.title, each.in_words, each.link or "none yet")
    if surveys:
        console.print(table)
