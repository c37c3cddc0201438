"""The areas of a load: rehearsals of the invented authority, one for each working day."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from rehearsal.load.officers import Officer, is_open, officer_of
from rehearsal.playing.demo import NOTIFIED
from rehearsal.playing.patience import look_until
from rehearsal.playing.play import cast_of
from rehearsal.playing.player import DAG
from visit_exchange.errors import UserError
from visit_exchange.journey.ending.deferring import cancel
from visit_exchange.journey.requesting.registering import register_rehearsal
from visit_exchange.kinds import load_framework
from visit_exchange.services.outside import Outside
from visit_exchange.visits.dates.clock import RealClock
from visit_exchange.visits.dates.working_days import is_working_day_in_england
from visit_exchange.visits.visit import NewVisit

FRAMEWORK = "ap_thematic_2023"
# Nothing falls due while the load runs.
DAY_SECONDS = 86_400.0
PATIENCE = timedelta(minutes=20)
BY = "load"


def open_areas(outside: Outside, areas: int) -> tuple[str, ...]:
    """Open a visit for each area and return their ids; UserError when one is not open in time."""
    visits = tuple(_begin(outside, day) for day in islice(_working_days(NOTIFIED), areas))
    until = datetime.now(UTC) + PATIENCE
    if not look_until(lambda: all(is_open(outside, v) for v in visits), until, _now, every=1.0):
        raise UserError("Not every visit has opened in time. Look at the runs of visit in Airflow")
    return visits


def officers_of(outside: Outside, visits: Sequence[str]) -> tuple[Officer, ...]:
    """Return an officer of each visit, with the newest link: once the request has been sent."""
    return tuple(officer_of(outside, visit) for visit in visits)


def close_areas(outside: Outside, visits: Sequence[str]) -> None:
    """Cancel the visits, so that nothing of them goes on."""
    for visit in visits:
        cancel(outside, visit, "The load has been measured", by=BY)


def _begin(outside: Outside, notified: date) -> str:
    cast = cast_of(FRAMEWORK)
    new = NewVisit(
        framework=FRAMEWORK,
        la_code=cast.code,
        la_name=cast.name,
        notified=notified,
        lano_email="lano@exampleshire.example",
        lead_inspector_email="lead-inspector@inspectorate.example",
        on_site_days=load_framework(FRAMEWORK).on_site.default_days,
        clock=RealClock(),
    )
    visit_id = register_rehearsal(outside, new, day_seconds=DAY_SECONDS, by=BY)
    outside.airflow.trigger(DAG, visit_id, {})
    return visit_id


def _working_days(last: date) -> Iterator[date]:
    day = last
    while True:
        if is_working_day_in_england(day):
            yield day
        day -= timedelta(days=1)


def _now() -> datetime:
    return datetime.now(UTC)
