"""`python -m local_stack up|down|status|env`."""

import shlex
import sys
import time

import typer
from rich.console import Console
from rich.table import Column, Table

from local_stack.airflow.executor import executor_from_environment
from local_stack.environment import shared_environment
from local_stack.home import home_from_environment, ports_from_environment
from local_stack.supervising.restoring import restore_home, restoring_environment
from local_stack.supervising.running import (
    NOT_RUNNING,
    refuse_other_executor,
    run_command,
    running_stack,
    say_where,
)
from local_stack.supervising.starting import up as bring_up
from local_stack.supervising.state import PartState, read_state, supervisor_lives
from local_stack.supervising.stopping import stop

app = typer.Typer(
    help="PostgreSQL, S3, a mail sink and Airflow as ordinary processes on this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console(highlight=False, soft_wrap=True)


@app.command()
def up() -> None:
    """Start the stack, or say that it runs already."""
    home = home_from_environment()
    executor = executor_from_environment()
    if supervisor_lives(home):
        refuse_other_executor(running_stack(home), executor)
        console.print("The local stack is already running.")
    else:
        began = time.monotonic()
        for line in bring_up(home, ports_from_environment(), executor):
            console.print(f"{time.monotonic() - began:5.1f} s  {line}")
    say_where(running_stack(home), console)


@app.command()
def down() -> None:
    """Stop the stack; its data stays."""
    stopped = stop(home_from_environment())
    console.print("Stopped." if stopped else "The local stack is not running.")


@app.command()
def status() -> None:
    """Show each part: how it is, its process, address and how often it was started again."""
    home = home_from_environment()
    state = read_state(home)
    if state is None or not supervisor_lives(home):
        console.print(NOT_RUNNING)
        raise typer.Exit(3)
    table = Table("part", "state", "pid", Column("address", overflow="fold"), "restarts")
    for part in running_stack(home).parts:
        seen = state.parts.get(part.name, PartState())
        health = "well" if part.is_well() else "not answering"
        table.add_row(part.name, health, str(seen.pid or "–"), part.address, str(seen.restarts))
    console.print(table)


@app.command()
def env() -> None:
    """Print the settings of the running stack as shell exports."""
    stack = running_stack(home_from_environment())
    for name, value in shared_environment(stack.home, stack.ports, stack.kept).items():
        sys.stdout.write(f"export {name}={shlex.quote(value)}\n")


@app.command("env-of-backup")
def env_of_backup() -> None:
    """Print the same with what only `visit-exchange backup` needs: the owner's and store's keys."""
    stack = running_stack(home_from_environment())
    for name, value in restoring_environment(stack).items():
        if name.startswith("VISIT_EXCHANGE_"):
            sys.stdout.write(f"export {name}={shlex.quote(value)}\n")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def restore(context: typer.Context) -> None:
    """Restore a backup into a new home; the words are those of `visit-exchange restore`."""
    home, ports = home_from_environment(), ports_from_environment()
    raise typer.Exit(restore_home(home, ports, context.args))


if __name__ == "__main__":
    run_command(app)
