"""Visits that go on by the register, and do not in Airflow."""

from collections.abc import Iterator

from visit_exchange.journey.upkeep.seen import AirflowSeen, Seen
from visit_exchange.services.airflow_watch import LIVE, RunState
from visit_exchange.visits.findings import Area, Finding, Mend
from visit_exchange.visits.visit import ENDED, STOPPED, Visit, VisitStatus

CLEAR = "Deal with what its tasks say, and clear the run {run} of visit."


def goes_on(visit: Visit) -> bool:
    """Say whether a visit stands where only a run brings it further."""
    return visit.status not in ENDED | STOPPED


def run_findings(seen: Seen, airflow: AirflowSeen) -> Iterator[Finding]:
    """Yield what is wrong with the runs of the visits that go on."""
    for visit in seen.visits:
        if visit.run_id in airflow.runs and goes_on(visit):
            state = airflow.runs[visit.run_id]
            # One that was never started is started in the morning.
            if state not in LIVE and (state or visit.status is not VisitStatus.REGISTERED):
                yield _finding(visit, state)


def _finding(visit: Visit, state: RunState | None) -> Finding:
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
        mend=Mend.REPEAT_RUN if state else Mend.START_RUN,
        run_id=visit.run_id,
    )


def _start(visit: Visit) -> str:
    return f"Trigger visit with the run id {visit.run_id}: what is done is passed over."
