"""The stack as it runs now, for the commands that work on it."""

import sys

import typer
from rich.console import Console

from local_stack.airflow.airflow_parts import airflow_address
from local_stack.airflow.executor import Executor
from local_stack.home import Home
from local_stack.secret_values import AIRFLOW_USERS
from local_stack.supervising.stack import Stack, build_stack
from local_stack.supervising.state import read_state, supervisor_lives
from visit_exchange.errors import UserError

NOT_RUNNING = "The local stack is not running. Start it with: make up"


def running_stack(home: Home) -> Stack:
    """Return the stack as it was started; UserError when it does not run."""
    state = read_state(home)
    if state is None or not supervisor_lives(home):
        raise UserError(NOT_RUNNING)
    return build_stack(home, state.ports_in_use, state.executor_in_use)


def refuse_other_executor(stack: Stack, asked: Executor) -> None:
    """Raise UserError when the stack that runs has another executor than the one asked for."""
    if (asked.kind, asked.names_of_workers) != (
        stack.executor.kind,
        stack.executor.names_of_workers,
    ):
        raise UserError(
            f"The local stack runs with EXECUTOR={stack.executor.kind} "
            f"WORKERS={stack.executor.workers}. To change that, first stop it: make down"
        )


def say_where(stack: Stack, console: Console) -> None:
    """Say where Airflow is, who may sign in and where their passwords and the data are."""
    console.print(f"\nAirflow: {airflow_address(stack.ports)}")
    logins = ", ".join(name for name in AIRFLOW_USERS if name != "pipeline")
    console.print(f"  log in as {logins}")
    console.print(f"  their passwords: airflow_passwords in {stack.home.secrets}")
    console.print(f"Data, mails and logs: {stack.home.folder}")


def run_command(app: typer.Typer) -> None:
    """Run a command that works on it; tell a UserError without a traceback."""
    try:
        app()
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(1) from None
