"""How a command ends: what a person is told goes to stderr, and wrong usage is always code 3."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperGroup

from visit_exchange.errors import UserError

# 1 is "something to fix" and 2 is "withheld", for every command that checks something.
USAGE = 3


class PlainExits(TyperGroup):
    """A group of commands that shows a UserError as written, without a traceback."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with _told_plainly():
            return super().make_context(*args, **kwargs)

    def invoke(self, *args: Any, **kwargs: Any) -> Any:
        with _told_plainly():
            return super().invoke(*args, **kwargs)


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except UsageError as error:
        error.exit_code = USAGE
        raise
    except UserError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(USAGE) from None
