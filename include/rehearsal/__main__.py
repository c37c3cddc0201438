"""`python -m rehearsal demo`: rehearse one visit on the local stack; 0 only if all went well."""

from typing import Annotated

import typer
from rich.console import Console

from local_stack.airflow.executor import executor_from_environment
from local_stack.home import home_from_environment, ports_from_environment
from local_stack.supervising.running import (
    refuse_other_executor,
    run_command,
    running_stack,
    say_where,
)
from local_stack.supervising.stack import Stack
from local_stack.supervising.starting import up
from local_stack.supervising.state import supervisor_lives
from rehearsal.load.run import Load, put_load
from rehearsal.playing.demo import rehearse
from rehearsal.playing.play import cast_of

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def group() -> None:
    """Play the authority and the inspectors of an invented visit."""


@app.command()
def demo(
    framework: Annotated[str, typer.Option(help="Kind of visit")] = "ap_thematic_2023",
    seed: Annotated[int, typer.Option(help="Another number, another authority")] = 1,
    day_seconds: Annotated[
        float | None, typer.Option(help="Seconds that a visit day takes; else as the visit needs")
    ] = None,
) -> None:
    """Start the local stack if need be, rehearse one visit on it, and judge it."""
    console = Console(highlight=False, soft_wrap=True)
    cast_of(framework)  # before anything is started for a kind that has no rehearsal
    stack = _running_stack(console)
    failures = rehearse(
        stack.home,
        stack.ports,
        stack.kept,
        console,
        framework=framework,
        seed=seed,
        day_seconds=day_seconds,
        leave_open=True,
    )
    for sentence in failures:
        console.print(f"[red]{sentence}[/]")
    say_where(stack, console)
    console.print("Stop the local stack with: make down")
    raise typer.Exit(1 if failures else 0)


@app.command()
def load(
    areas: Annotated[int, typer.Option(help="Visits that are open", min=1)] = 15,
    files: Annotated[int, typer.Option(help="Files that each area drops", min=1)] = 1,
    lists: Annotated[int, typer.Option(help="How many of them are lists of 200", min=0)] = 1,
) -> None:
    """Open visits on the running stack, drop every file at one moment, and tell what it took."""
    console = Console(highlight=False, soft_wrap=True)
    unanswered = put_load(
        running_stack(home_from_environment()), Load(areas, files, lists), console
    )
    raise typer.Exit(1 if unanswered else 0)


def _running_stack(console: Console) -> Stack:
    home, executor = home_from_environment(), executor_from_environment()
    if not supervisor_lives(home):
        for line in up(home, ports_from_environment(), executor):
            console.print(line)
    stack = running_stack(home)
    refuse_other_executor(stack, executor)
    return stack


if __name__ == "__main__":
    run_command(app)
