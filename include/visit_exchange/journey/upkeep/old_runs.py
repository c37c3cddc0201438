"""Lets Airflow forget what is old and over: never a run of a visit that may still go on."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.upkeep.seen import OUR_DAGS, VISIT
from visit_exchange.services.airflow_watch import ALL, ENDED, Run
from visit_exchange.visits.visit import ENDED as VISIT_ENDED
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)


def kept_since(outside: "Outside") -> datetime:
    """Return the wall instant before which what is over is forgotten."""
    return wall_now() - timedelta(days=outside.settings.keep_runs_days)


def old_runs(outside: "Outside") -> tuple[Run, ...]:
    """Return the runs that Airflow may forget now."""
    before = kept_since(outside)
    runs = outside.airflow.runs(ALL, ENDED, ended_before=before)
    newest = {dag: outside.airflow.newest_runs(dag, 1) for dag in OUR_DAGS}
    last = [run for found in newest.values() for run in found]
    # Asked last: a visit that was resumed in between is seen to go on.
    return to_forget(runs, outside.register.visits(), last, before)


def to_forget(
    runs: Iterable[Run], visits: Iterable[Visit], last: Sequence[Run], before: datetime
) -> tuple[Run, ...]:
    """Return which of the runs are over for long enough, and stand in for nothing.

    ``last`` are the newest run of each DAG: by it Airflow knows when the next one is due.
    """
    going_on = runs_to_keep(visits)
    newest = {(run.dag_id, run.run_id) for run in last}
    return tuple(
        run
        for run in runs
        if run.dag_id in OUR_DAGS
        and run.state in ENDED
        and run.ended_at is not None
        and run.ended_at < before
        and (run.dag_id, run.run_id) not in newest
        and not (run.dag_id == VISIT and run.run_id in going_on)
    )


def runs_to_keep(visits: Iterable[Visit]) -> frozenset[str]:
    """Return the runs of visits that have not ended, deferred ones too."""
    return frozenset(visit.run_id for visit in visits if visit.status not in VISIT_ENDED)


def forget_old_runs(outside: "Outside") -> list[str]:
    """Let Airflow forget old runs with their tasks and XComs; return how many of each DAG."""
    found = old_runs(outside)
    for run in found:
        outside.airflow.forget_run(run.dag_id, run.run_id)
    told = [f"{dag}: {number}" for dag, number in sorted(Counter(r.dag_id for r in found).items())]
    log.info("Runs forgotten: %s", ", ".join(told) or "none")
    return told


def forget_old_events(outside: "Outside") -> None:
    """Let Airflow forget the events, jobs and results of what is as old."""
    outside.airflow.forget_events(kept_since(outside))
