"""What a look calls not well, in the cases that happen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from builders.visits import a_visit
from visit_exchange.journey.upkeep.deciding import findings, unseen_areas
from visit_exchange.journey.upkeep.seen import OUR_DAGS, WATCHER, AirflowSeen, Seen
from visit_exchange.services.airflow_watch import DagSeen, FailedStep, Run, RunState
from visit_exchange.visits.dates.timetable import Waits
from visit_exchange.visits.visit import Visit, VisitStatus
from visit_exchange.visits.watch.findings import Area, Mend

NOW = datetime(2026, 11, 26, 10, 5, tzinfo=UTC)  # Thursday, in winter: London's time
MINUTE = timedelta(minutes=1)
WELL = dict.fromkeys(("metadatabase", "scheduler", "triggerer", "dag_processor"), True)
DAGS = tuple(DagSeen(name) for name in OUR_DAGS)


def morning(day: int, state: RunState = "success", hour: int = 8) -> Run:
    return Run("start_visits", f"of {day}", state, datetime(2026, 11, day, hour, tzinfo=UTC))


MORNINGS = (morning(26), morning(25))
ALL_WELL = Seen(
    NOW,
    airflow=AirflowSeen(parts=WELL, dags=DAGS, mornings=MORNINGS),
    waiting=frozenset(),
    beats={WATCHER: NOW - MINUTE},
    looked_at=NOW - 10 * MINUTE,
)


def seen(of_airflow: Mapping[str, Any] | None = None, **changes: Any) -> Seen:
    """Return what a look sees where all is well but for these."""
    assert ALL_WELL.airflow
    airflow = replace(ALL_WELL.airflow, **(of_airflow or {}))
    return replace(ALL_WELL, **({"airflow": airflow} | changes))


def told(looked: Seen) -> list[str]:
    return [each.what for each in findings(looked)]


def test_where_all_is_well_nothing_is_found() -> None:
    assert findings(ALL_WELL) == ()
    assert unseen_areas(ALL_WELL) == frozenset()


@pytest.mark.parametrize(
    ("status", "state", "what", "mend"),
    [
        (VisitStatus.OPEN, None, "open, and has no run in Airflow: it was deleted", "START_RUN"),
        (VisitStatus.OPEN, "success", "open, and its run is marked as a success", "REPEAT_RUN"),
        (VisitStatus.SELECTED, "failed", "selected, and its run has failed", "REPEAT_RUN"),
        (VisitStatus.RETURNS_CLOSED, None, "returns closed, and has no run", "START_RUN"),
        (VisitStatus.REGISTERED, "failed", "registered, and its run has failed", "REPEAT_RUN"),
    ],
)
def test_a_visit_that_goes_on_without_a_run_is_named_and_mended(
    status: VisitStatus, state: RunState | None, what: str, mend: str
) -> None:
    [found] = findings(_visit_whose_run_is(status, state))
    assert what in found.what
    assert (found.mend, found.run_id) == (Mend[mend], "999-ap-20261123")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (VisitStatus.OPEN, "running"),
        (VisitStatus.OPEN, "queued"),
        (VisitStatus.CLOSED, "success"),
        (VisitStatus.CANCELLED, "success"),
        (VisitStatus.DEFERRED, "success"),
        (VisitStatus.DEFERRED, None),
        (VisitStatus.DISPOSED, None),
    ],
)
def test_a_visit_that_goes_on_or_needs_no_run_is_well(
    status: VisitStatus, state: RunState | None
) -> None:
    assert findings(_visit_whose_run_is(status, state)) == ()


@pytest.mark.parametrize(
    ("minutes", "changes", "is_named"),
    [
        (-1, {}, False),  # start_visits is about to start it
        (0, {}, True),  # it was registered later
        (24 * 60, {}, True),
        (0, {"is_rehearsal": True}, False),
    ],
)
def test_a_visit_that_was_registered_after_its_morning_is_started_the_same_day(
    minutes: int, changes: dict[str, Any], is_named: bool
) -> None:
    visit = _a_visit(status=VisitStatus.REGISTERED, **changes)  # notified on Monday 23 November
    quarter_past = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
    looked = seen(
        {"runs": {visit.run_id: None}, "mornings": ()},
        visits=(visit,),
        now=quarter_past + minutes * MINUTE,
    )
    found = [each for each in findings(looked) if each.area is Area.RUNS]
    assert [each.mend for each in found] == ([Mend.START_RUN] if is_named else [])


GAVE_UP = FailedStep("999-ap-20261123", "close_returns")


def test_a_step_that_gave_up_in_a_run_that_goes_on_is_named_and_begun_again() -> None:
    [found] = findings(_visit_whose_step_gave_up("running"))
    assert found.what == (
        "Visit 999-ap-20261123 goes on without its step close_returns, which has failed."
    )
    assert (found.mend, found.run_id) == (Mend.REPEAT_STEP, "999-ap-20261123")
    assert found.task_id == "close_returns"


def test_a_step_that_a_person_has_failed_is_named_and_left_so() -> None:
    looked = _visit_whose_step_gave_up("running", replace(GAVE_UP, used_every_try=False))
    [found] = findings(looked)
    assert (found.mend, "close_returns" in found.what) == (None, True)


def test_of_a_run_that_is_over_its_steps_are_not_named_one_by_one() -> None:
    [found] = findings(_visit_whose_step_gave_up("failed"))
    assert found.mend == Mend.REPEAT_RUN


@pytest.mark.parametrize("state", ["running", "failed"])
def test_what_failed_is_begun_again_only_when_nothing_is_away(state: RunState) -> None:
    looked = replace(_visit_whose_step_gave_up(state), silent={"The object store": "no answer"})
    [_, of_run] = findings(looked)
    assert (of_run.area, of_run.mend) == (Area.RUNS, None)


def test_a_resumed_visit_is_looked_for_under_its_new_run() -> None:
    visit = _a_visit(status=VisitStatus.OPEN, timeline=2)
    looked = seen({"runs": {"999-ap-20261123~2": None}}, visits=(visit,))
    assert [each.run_id for each in findings(looked)] == ["999-ap-20261123~2"]


def test_a_paused_dag_is_named_and_left_paused() -> None:
    [found] = findings(_with_dag(DagSeen("visit", is_paused=True)))
    assert found.what == "The DAG visit is paused: nothing of it is done."
    assert found.mend is None


def test_a_dag_that_airflow_cannot_read_is_named() -> None:
    gone = tuple(dag for dag in DAGS if dag.id != "visit")
    for looked in (_with_dag(DagSeen("visit", is_read=False)), seen({"dags": gone})):
        assert told(looked) == ["Airflow cannot read the DAG visit."]


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("scheduler", "The scheduler gives no sign of life."),
        ("triggerer", "The triggerer gives no sign of life."),
        ("dag_processor", "The DAG processor gives no sign of life."),
        ("metadatabase", "Airflow's database gives no sign of life."),
    ],
)
def test_a_part_without_a_heartbeat_is_named(part: str, what: str) -> None:
    assert told(seen({"parts": WELL | {part: False}})) == [what]


@pytest.mark.parametrize(
    ("beat", "before", "is_missed"),
    [
        (1, 10, False),
        (9, 10, False),
        (11, 10, True),
        (None, 10, True),
        (600, 1, False),  # two looks right after each other, after a night without any
        (600, 599, False),  # the stack was down overnight: this is the first look after it
        (None, None, False),  # the first look of all
    ],
)
def test_a_watcher_is_missed_when_two_looks_saw_no_sign_of_it(
    beat: int | None, before: int | None, is_missed: bool
) -> None:
    """Minutes ago of its last sign of life, and of the look before."""
    looked = seen(
        beats={} if beat is None else {WATCHER: NOW - beat * MINUTE},
        looked_at=None if before is None else NOW - before * MINUTE,
    )
    assert bool(findings(looked)) is is_missed


def test_a_watcher_that_cannot_watch_is_told_by_its_cause_alone() -> None:
    silent = {WATCHER: NOW - timedelta(hours=1)}
    no_triggerer = seen({"parts": WELL | {"triggerer": False}}, beats=silent)
    assert told(no_triggerer) == ["The triggerer gives no sign of life."]
    paused = replace(_with_dag(DagSeen("receive_returns", is_paused=True)), beats=silent)
    assert told(paused) == ["The DAG receive_returns is paused: nothing of it is done."]


@pytest.mark.parametrize(
    ("hour", "minute", "mornings", "is_missed"),
    [
        (7, 59, (morning(25),), False),
        (8, 14, (morning(25),), False),
        (8, 15, (morning(25),), True),
        (8, 15, (morning(26), morning(25)), False),
        (8, 15, (morning(26, "running"), morning(25)), False),
        (8, 15, (morning(26, "failed"), morning(25)), True),
        (11, 0, (morning(26, hour=10), morning(25)), False),  # made up for, late
        (11, 0, (), False),  # an exchange that was set up today has had no morning
    ],
)
def test_a_morning_without_start_visits_is_named_and_made_up(
    hour: int, minute: int, mornings: tuple[Run, ...], is_missed: bool
) -> None:
    at = datetime(2026, 11, 26, hour, minute, tzinfo=UTC)
    looked = seen({"mornings": mornings}, now=at, beats={WATCHER: at}, looked_at=at - MINUTE)
    found = findings(looked)
    assert bool(found) is is_missed
    if found:
        assert found[0].what == (
            "start_visits has not done its work on the morning of Thursday 26 November."
        )
        assert (found[0].mend, found[0].run_id) == (Mend.MAKE_UP_MORNING, "made-up-2026-11-26")


def test_a_morning_begins_by_the_clocks_of_london() -> None:
    """On Thursday 2 July 2026 it is 8:15am in London at 7:15 UTC."""
    at = datetime(2026, 7, 2, 7, 15, tzinfo=UTC)
    day_before = Run("start_visits", "before", "success", datetime(2026, 7, 1, 7, tzinfo=UTC))
    looked = seen({"mornings": (day_before,)}, now=at, looked_at=None)
    assert [each.area for each in findings(looked)] == [Area.MORNING]


def test_uploads_without_an_answer_for_five_minutes_are_named_by_visit() -> None:
    waiting = frozenset(
        {
            _waits("999-ap-20261123", "a", 6),
            _waits("999-ap-20261123", "b", 65),
            _waits("999-ap-20261123", "c", 5),
            _waits("998-ap-20261123", "d", 7),
        }
    )
    assert told(seen(waiting=waiting)) == [
        "1 upload of 998-ap-20261123 has no answer; the oldest came at 09:58 on 26 November.",
        "2 uploads of 999-ap-20261123 have no answer; the oldest came at 09:00 on 26 November.",
    ]


def test_services_that_do_not_answer_are_named() -> None:
    silent = {"The mail server": "ConnectionRefusedError", "Airflow": "401"}
    looked = replace(ALL_WELL, airflow=None, silent=silent)
    assert told(looked) == [
        "Airflow does not answer (401).",
        "The mail server does not answer (ConnectionRefusedError).",
    ]
    assert unseen_areas(looked) == {Area.RUNS, Area.DAGS, Area.PARTS, Area.MORNING}
    assert unseen_areas(replace(ALL_WELL, waiting=None)) == {Area.UPLOADS}


def test_two_findings_never_have_the_same_key() -> None:
    found = findings(
        replace(
            seen(
                {"parts": dict.fromkeys(WELL, False), "dags": (), "mornings": (morning(25),)},
                waiting=frozenset({_waits("999-ap-20261123", "a", 6)}),
            ),
            silent={"The mail server": "TimeoutError"},
        )
    )
    assert len({each.key for each in found}) == len(found) > len(OUR_DAGS)


def _a_visit(**changes: Any) -> Visit:
    return a_visit(datetime(2026, 11, 23, tzinfo=UTC).date(), **changes)  # Monday


def _visit_whose_step_gave_up(state: RunState, step: FailedStep = GAVE_UP) -> Seen:
    visit = _a_visit(status=VisitStatus.OPEN)
    return seen({"runs": {visit.run_id: state}, "gave_up": (step,)}, visits=(visit,))


def _visit_whose_run_is(status: VisitStatus, state: RunState | None) -> Seen:
    return seen({"runs": {"999-ap-20261123": state}}, visits=(_a_visit(status=status),))


def _with_dag(changed: DagSeen) -> Seen:
    return seen({"dags": tuple(changed if dag.id == changed.id else dag for dag in DAGS)})


def _waits(visit: str, version: str, minutes: int) -> Waits:
    return Waits(visit, version, NOW - minutes * MINUTE)
