"""``visit-exchange visits letters``: draft the letters that notify an area's leaders."""

from pathlib import Path
from typing import Annotated

import typer

from visit_exchange.errors import UserError
from visit_exchange.journey.requesting.notifying import check_has_letters, letters_of
from visit_exchange.services.outside import outside


def letters(
    visit: Annotated[str, typer.Argument(help="The visit's id.")],
    folder: Annotated[Path, typer.Argument(help="Where the letters are written.")],
) -> None:
    """Draft the notification letters (Word) to check, complete and send. Nobody is mailed."""
    found = outside().register.visit(visit)
    check_has_letters(found)
    for name, content in letters_of(outside(), found).items():
        _write(folder, name, content)
        typer.echo(f"{folder / name}")
    typer.echo("Fill in what stands in square brackets before you send them")


def _write(folder: Path, name: str, content: bytes) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    except OSError as error:
        raise UserError(f"{folder / name} cannot be written: {error.strerror}") from None
