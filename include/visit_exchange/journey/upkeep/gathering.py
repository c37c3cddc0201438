"""Looks at the register, at Airflow, at the store, and at whoever else must answer."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError, TellableError
from visit_exchange.journey.deadlines.waiting import uploads_waiting
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.upkeep.run_findings import goes_on
from visit_exchange.journey.upkeep.seen import START_VISITS, VISIT, AirflowSeen, Seen
from visit_exchange.services.airflow_watch import LIVE, RunState
from visit_exchange.visits.dates.starting import has_come

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

LOOK = "look"  # the part that looks: it gives signs of life too
MAIL, STORE, AIRFLOW, SCANNER = (
    "The mail server",
    "The object store",
    "Airflow",
    "The virus scanner",
)
Silent = dict[str, str]


def look_around(outside: "Outside") -> Seen:
    """Return what is seen now.

    The register must answer: what it raises is not caught. Airflow is asked first and the visits
    after it, so that a visit which ends in between is not taken for one without a run.
    """
    silent: Silent = {}
    beats = outside.register.signs_of_life()
    airflow = None
    with _noted(silent, AIRFLOW):
        airflow = _airflow(outside)
    waiting = None
    with _noted(silent, STORE):
        waiting = uploads_waiting(outside)
    with _noted(silent, MAIL):
        outside.mail.check()
    with _noted(silent, SCANNER):
        if outside.scanner:
            outside.scanner.check(wall_now())
    return Seen(
        now=wall_now(),
        visits=outside.register.visits(),
        airflow=airflow,
        waiting=waiting,
        silent=silent,
        beats=beats,
        looked_at=beats.get(LOOK),
    )


@contextmanager
def _noted(silent: Silent, name: str) -> Iterator[None]:
    """Note who does not answer, by a word of our own or the error's type."""
    try:
        yield
    except ServiceError as error:
        silent[name] = error.code
    except TellableError as error:
        silent[name] = str(error)
    except OSError as error:
        silent[name] = type(error).__name__


def _airflow(outside: "Outside") -> AirflowSeen:
    return AirflowSeen(
        parts=outside.airflow.health(),
        dags=outside.airflow.dags(),
        runs=_runs(outside),
        mornings=outside.airflow.newest_runs(START_VISITS, 5),
        gave_up=outside.airflow.failed_steps(VISIT),
    )


def _runs(outside: "Outside") -> Mapping[str, RunState | None]:
    """Return the state of the run of each visit that should have one, those that ended by name."""
    live = {run.run_id: run.state for run in outside.airflow.runs(VISIT, LIVE)}
    now = wall_now()
    wanted = [v.run_id for v in outside.register.visits() if goes_on(v) and has_come(v, now)]
    return {run: live.get(run) or outside.airflow.run_state(VISIT, run) for run in wanted}
