"""Visits that go on by the register, and do not in Airflow."""

from collections.abc import Collection, Iterator
from datetime import datetime

from visit_exchange.journey.upkeep.seen import LONDON, MORNING, MORNING_WITHIN, AirflowSeen, Seen
from visit_exchange.services.airflow_watch import LIVE, FailedStep, RunState
from visit_exchange.visits.visit import ENDED, STOPPED, Visit, VisitStatus
from visit_exchange.visits.watch.findings import Area, Finding, Mend

CLEAR = "Deal with what its tasks say, and clear the run {run} of visit."
CLEAR_STEP = "Deal with what its log says, and clear it in the run {run} of visit."


def goes_on(visit: Visit) -> bool:
    """Say whether a visit stands where only a run brings it further."""
    return visit.status not in ENDED | STOPPED


def run_findings(seen: Seen, airflow: AirflowSeen) -> Iterator[Finding]:
    """Yield what is wrong with the runs of the visits that go on."""
    for visit in seen.visits:
        if visit.run_id in airflow.runs and goes_on(visit):
            state = airflow.runs[visit.run_id]
            if state is None and visit.status is VisitStatus.REGISTERED:
                yield from _not_started(visit, seen.now)
            elif state not in LIVE:
                yield _finding(visit, state, seen.silent)
            else:
                steps = [each for each in airflow.gave_up if each.run_id == visit.run_id]
                yield from (_step(visit, each, seen.silent) for each in steps)


def _finding(visit: Visit, state: RunState | None, silent: Collection[str]) -> Finding:
    stands = f"Visit {visit.id} is {visit.status.value.replace('_', ' ')}"
    told = {
        None: f"{stands}, and has no run in Airflow: it was deleted.",
        "success": f"{stands}, and its run is marked as a success.",
        "failed": f"{stands}, and its run has failed.",
    }
    return Finding(
        area=Area.RUNS,
        name=visit.run_id,
        what=told[state],
        do=CLEAR.format(run=visit.run_id) if state else _start(visit),
        mend=_once_all_answer(Mend.REPEAT_RUN, silent) if state else Mend.START_RUN,
        run_id=visit.run_id,
    )


def _not_started(visit: Visit, now: datetime) -> Iterator[Finding]:
    """Yield a visit that was registered when its morning had passed: nobody else starts it today.

    A rehearsal is started by who rehearses.
    """
    morning = datetime.combine(visit.notified, MORNING, LONDON)
    is_late = visit.clock.visit_time(now) >= morning + MORNING_WITHIN
    if is_late and not visit.is_rehearsal:
        yield Finding(
            area=Area.RUNS,
            name=visit.run_id,
            what=f"Visit {visit.id} is to be notified, and was not started.",
            do=_start(visit),
            mend=Mend.START_RUN,
            run_id=visit.run_id,
        )


def _step(visit: Visit, gave_up: FailedStep, silent: Collection[str]) -> Finding:
    return Finding(
        area=Area.RUNS,
        name=f"{visit.run_id}/{gave_up.task_id}",
        what=f"Visit {visit.id} goes on without its step {gave_up.task_id}, which has failed.",
        do=CLEAR_STEP.format(run=visit.run_id),
        mend=_once_all_answer(Mend.REPEAT_STEP, silent) if gave_up.used_every_try else None,
        run_id=visit.run_id,
        task_id=gave_up.task_id,
    )


def _once_all_answer(mend: Mend, silent: Collection[str]) -> Mend | None:
    """Return what mends it, once nothing is away any more: it would only fail again."""
    return None if silent else mend


def _start(visit: Visit) -> str:
    return f"Trigger visit with the run id {visit.run_id}: what is done is passed over."
