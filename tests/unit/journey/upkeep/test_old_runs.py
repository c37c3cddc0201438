"""What Airflow may forget: only what is old and over, never what a visit still needs."""

from datetime import UTC, date, datetime, timedelta

import pytest

from builders.visits import a_visit
from visit_exchange.journey.upkeep.old_runs import to_forget
from visit_exchange.services.airflow_watch import Run, RunState
from visit_exchange.visits.visit import Visit, VisitStatus

BEFORE = datetime(2026, 10, 27, 3, tzinfo=UTC)  # Tuesday: 30 days before a Thursday in November
LONG_AGO, LATELY = BEFORE - timedelta(days=1), BEFORE + timedelta(days=1)
ID = "999-ap-20260921"


def a_run(
    run_id: str = ID,
    dag: str = "visit",
    state: RunState = "success",
    ended: datetime | None = LONG_AGO,
) -> Run:
    return Run(dag, run_id, state, LONG_AGO - timedelta(days=9), ended)


def its_visit(status: VisitStatus, timeline: int = 1) -> Visit:
    return a_visit(date(2026, 9, 21), status=status, timeline=timeline)  # Monday


def forgotten(*runs: Run, visits: tuple[Visit, ...] = (), last: tuple[Run, ...] = ()) -> list[str]:
    return [run.run_id for run in to_forget(runs, visits, last, BEFORE)]


@pytest.mark.parametrize(
    ("status", "goes"),
    [
        (VisitStatus.REGISTERED, False),
        (VisitStatus.OPEN, False),
        (VisitStatus.RETURNS_CLOSED, False),
        (VisitStatus.SELECTED, False),
        (VisitStatus.TRACKING_CLOSED, False),
        (VisitStatus.DEFERRED, False),  # it may be resumed
        (VisitStatus.CLOSED, True),
        (VisitStatus.CANCELLED, True),
        (VisitStatus.DISPOSED, True),
    ],
)
@pytest.mark.parametrize("state", ["success", "failed"])
def test_the_run_of_a_visit_goes_only_when_the_visit_has_ended(
    status: VisitStatus, goes: bool, state: RunState
) -> None:
    found = forgotten(a_run(state=state), visits=(its_visit(status),))
    assert found == ([ID] if goes else [])


def test_of_a_resumed_visit_the_first_run_goes_and_the_second_stays() -> None:
    visit = its_visit(VisitStatus.OPEN, timeline=2)
    assert forgotten(a_run(), a_run(f"{ID}~2"), visits=(visit,)) == [ID]


@pytest.mark.parametrize(
    ("run", "goes"),
    [
        (a_run("old", "receive_returns"), True),
        (a_run("failed", "publish_pack", "failed"), True),
        (a_run("lately", "receive_returns", ended=LATELY), False),
        (a_run("on the day", "receive_returns", ended=BEFORE), False),
        (a_run("runs", "receive_returns", "running", ended=None), False),
        (a_run("waits", "receive_long_list", "queued", ended=None), False),
        (a_run("strangers", "somebody_elses"), False),
    ],
    ids=lambda each: each.run_id if isinstance(each, Run) else "",
)
def test_other_runs_go_by_age_when_they_have_ended(run: Run, goes: bool) -> None:
    assert bool(forgotten(run)) is goes


def test_the_newest_run_of_a_dag_stays_however_old_it_is() -> None:
    """By it the scheduler knows when the next one is due."""
    older, newest = a_run("1", "start_visits"), a_run("2", "start_visits")
    assert forgotten(older, newest, last=(newest,)) == ["1"]
