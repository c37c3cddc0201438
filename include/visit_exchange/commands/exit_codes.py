"""How a command ends: what a person is told goes to stderr, and the exit code says why."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer._click.exceptions import UsageError
from typer.core import TyperGroup

from visit_exchange.errors import ServiceError, UserError
from visit_exchange.services.refusals import register_refusals

# 1 is "something to fix" and 2 is "withheld", for every command that checks something.
USAGE = 3
AWAY = 4
HEALTH = "visit-exchange health says what is not well"


class PlainExits(TyperGroup):
    """A group of commands that shows a UserError, or who is away, without a traceback."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with _told_plainly():
            return super().make_context(*args, **kwargs)

    def invoke(self, *args: Any, **kwargs: Any) -> Any:
        with _told_plainly():
            return super().invoke(*args, **kwargs)


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        with register_refusals():
            yield
    except UsageError as error:
        error.exit_code = USAGE
        raise
    except UserError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(USAGE) from None
    except ServiceError as error:
        if not error.is_away:
            raise
        typer.echo(f"{error}. Do it again when it answers: {HEALTH}", err=True)
        raise typer.Exit(AWAY) from None
