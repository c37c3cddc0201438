"""What is not well, from what a look saw. Decides alone: it asks nobody, and mends nothing."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from visit_exchange.journey.upkeep.run_findings import run_findings
from visit_exchange.journey.upkeep.seen import (
    LONDON,
    MORNING,
    MORNING_WITHIN,
    OUR_DAGS,
    RECEIVE_RETURNS,
    WATCHER,
    AirflowSeen,
    Seen,
)
from visit_exchange.services.airflow_watch import DagSeen
from visit_exchange.visits.watch.findings import Area, Finding, Mend
from visit_exchange.writing.counted import count

ANSWERED_WITHIN = timedelta(minutes=5)
# Between two looks there is time for a sign of life, and nothing was off for long.
SOONEST, LATEST = timedelta(minutes=3), timedelta(minutes=20)
PARTS = {
    "metadatabase": "Airflow's database",
    "scheduler": "The scheduler",
    "triggerer": "The triggerer",
    "dag_processor": "The DAG processor",
}


def findings(seen: Seen) -> tuple[Finding, ...]:
    """Return all that is not well."""
    of_airflow = _of_airflow(seen, seen.airflow) if seen.airflow else ()
    return (*_services(seen), *of_airflow, *_uploads(seen))


def unseen_areas(seen: Seen) -> frozenset[Area]:
    """Return the areas of which this look can say nothing."""
    blind = {Area.RUNS, Area.DAGS, Area.PARTS, Area.MORNING} if seen.airflow is None else set()
    return frozenset(blind | ({Area.UPLOADS} if seen.waiting is None else set()))


def _of_airflow(seen: Seen, airflow: AirflowSeen) -> Iterator[Finding]:
    yield from _parts(airflow)
    yield from _watcher(seen, airflow)
    yield from _dags(airflow)
    yield from _morning(seen.now, airflow)
    yield from run_findings(seen, airflow)


def _services(seen: Seen) -> Iterator[Finding]:
    for name, why in sorted(seen.silent.items()):
        what = f"{name} does not answer ({why})."
        yield Finding(Area.SERVICES, name, what, "Get it running again; its own log says why.")


def _parts(airflow: AirflowSeen) -> Iterator[Finding]:
    for part, is_well in airflow.parts.items():
        if not is_well:
            what = f"{PARTS.get(part, part)} gives no sign of life."
            yield Finding(Area.PARTS, part, what, "Start it again; its own log says why.")


def _watcher(seen: Seen, airflow: AirflowSeen) -> Iterator[Finding]:
    """The watcher is missed only if two looks followed each other without a sign of it."""
    before, beat = seen.looked_at, seen.beats.get(WATCHER)
    is_paused = any(dag.id == RECEIVE_RETURNS and dag.is_paused for dag in airflow.dags)
    if before is None or (beat and beat >= before):
        return
    if not SOONEST <= seen.now - before <= LATEST:
        return
    if airflow.parts.get("triggerer", True) and not is_paused:
        yield Finding(
            Area.PARTS,
            WATCHER,
            "The upload watcher gives no sign of life.",
            "Uploads are still answered every ten minutes. Start the triggerer again.",
        )


def _dags(airflow: AirflowSeen) -> Iterator[Finding]:
    known = {dag.id: dag for dag in airflow.dags}
    for name in OUR_DAGS:
        yield from _dag(name, known.get(name))


def _dag(name: str, dag: DagSeen | None) -> Iterator[Finding]:
    if dag is None or not dag.is_read:
        what = f"Airflow cannot read the DAG {name}."
        do = "Look at the import errors in Airflow, and at the DAG processor's log."
        yield Finding(Area.DAGS, f"{name} unread", what, do)
    elif dag.is_paused:
        what = f"The DAG {name} is paused: nothing of it is done."
        do = "Switch it on again in Airflow when what it was paused for is dealt with."
        yield Finding(Area.DAGS, f"{name} paused", what, do)


def _morning(now: datetime, airflow: AirflowSeen) -> Iterator[Finding]:
    """A morning is missed where there were others before it."""
    today = now.astimezone(LONDON).date()
    due = datetime.combine(today, MORNING, LONDON)
    if now < due + MORNING_WITHIN or not airflow.mornings:
        return
    if not any(run.due_at >= due and run.state != "failed" for run in airflow.mornings):
        yield Finding(
            Area.MORNING,
            f"{today:%Y-%m-%d}",
            f"start_visits has not done its work on the morning of {today:%A} {today.day} "
            f"{today:%B}.",
            "Trigger start_visits.",
            Mend.MAKE_UP_MORNING,
            f"made-up-{today:%Y-%m-%d}",
        )


def _uploads(seen: Seen) -> Iterator[Finding]:
    overdue: dict[str, list[datetime]] = defaultdict(list)
    for each in seen.waiting or ():
        if seen.now - each.received_at > ANSWERED_WITHIN:
            overdue[each.visit_id].append(each.received_at)
    for visit, received in sorted(overdue.items()):
        since = min(received).astimezone(LONDON)
        yield Finding(
            Area.UPLOADS,
            visit,
            f"{count(len(received), 'upload')} of {visit} {_has(len(received))} no answer; the "
            f"oldest came at {since:%H:%M} on {since:%-d %B}.",
            "Look at the runs of receive_returns and receive_long_list, and at their tasks' logs.",
        )


def _has(number: int) -> str:
    return "has" if number == 1 else "have"
