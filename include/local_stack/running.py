"""The stack as it runs now, for the commands that work on it."""

import sys

import typer

from local_stack.home import Home
from local_stack.stack import Stack, build_stack
from local_stack.state import read_state, supervisor_lives
from visit_exchange.errors import UserError

NOT_RUNNING = "The local stack is not running. Start it with: make up"


def running_stack(home: Home) -> Stack:
    """Return the stack as it was started; UserError when it does not run."""
    state = read_state(home)
    if state is None or not supervisor_lives(home):
        raise UserError(NOT_RUNNING)
    return build_stack(home, state.ports_in_use)


def run_command(app: typer.Typer) -> None:
    """Run a command that works on it; tell a UserError without a traceback."""
    try:
        app()
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(1) from None
