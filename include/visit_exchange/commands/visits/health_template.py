"""``visit-exchange visits cqc-template``: pass on the CQC's template of the health overview."""

from pathlib import Path
from typing import Annotated

import typer

from visit_exchange.commands.acting import acting
from visit_exchange.errors import UserError
from visit_exchange.journey.requesting.health_template import attach_health_template
from visit_exchange.services.outside import outside


def cqc_template(
    visit: Annotated[str, typer.Argument(help="The visit's id.")],
    file: Annotated[Path, typer.Argument(help="The template that the CQC has sent.")],
) -> None:
    """Attach the CQC's template to the request, for the LANO and who else is asked for its item."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}") from None
    told = attach_health_template(outside(), visit, file.name, content, by=acting())
    typer.echo(f"Mailed to {', '.join(told)}" if told else "It goes out after the request")
