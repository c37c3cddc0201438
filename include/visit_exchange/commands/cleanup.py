"""``visit-exchange cleanup``: let Airflow forget what is old and over, or show what would go."""

from collections import Counter
from typing import Annotated

import typer

from visit_exchange.journey.upkeep.old_runs import forget_old_events, forget_old_runs, old_runs
from visit_exchange.services.outside import outside


def cleanup(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Forget nothing: count the runs that would go.")
    ] = False,
) -> None:
    """Let Airflow forget old runs, XComs and events, as happens every night."""
    if dry_run:
        counted = Counter(run.dag_id for run in old_runs(outside()))
        told = [f"{dag}: {number}" for dag, number in sorted(counted.items())]
    else:
        told = forget_old_runs(outside())
        forget_old_events(outside())
    typer.echo("\n".join(told) or "No run is old enough")
