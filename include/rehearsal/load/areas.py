"""The areas of a load: rehearsals of the invented authority, one for each working day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from rehearsal.playing.demo import NOTIFIED
from rehearsal.playing.desks import AUTHORITY, Desk
from rehearsal.playing.patience import look_until
from rehearsal.playing.play import cast_of
from rehearsal.playing.player import DAG
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.ending.deferring import cancel
from visit_exchange.journey.requesting.registering import register_rehearsal
from visit_exchange.kinds import load_framework
from visit_exchange.services.outside import Outside
from visit_exchange.visits.clock import RealClock
from visit_exchange.visits.visit import NewVisit
from visit_exchange.visits.working_days import is_working_day_in_england

FRAMEWORK = "ap_thematic_2023"
# Nothing falls due while the load runs.
DAY_SECONDS = 86_400.0
PATIENCE = timedelta(minutes=20)
BY = "load"


def open_areas(outside: Outside, areas: int) -> tuple[Desk, ...]:
    """Open a visit for each area and return its authority's desk, ready to send.

    UserError when they are not all open in time.
    """
    desks = tuple(_begin(outside, day) for day in islice(_working_days(NOTIFIED), areas))
    until = datetime.now(UTC) + PATIENCE
    if not look_until(lambda: all(desk.is_open() for desk in desks), until, _now, every=1.0):
        raise UserError("Not every visit has opened in time. Look at the runs of visit in Airflow")
    for desk in desks:
        desk.list_keys()  # it fetches its keys now, not at the moment that is measured
    return desks


def close_areas(outside: Outside, desks: tuple[Desk, ...]) -> None:
    """Cancel the visits, so that nothing of them goes on."""
    for desk in desks:
        cancel(outside, desk.visit_id, "The load has been measured", by=BY)


def _begin(outside: Outside, notified: date) -> Desk:
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
    return Desk(outside, visit_id, Bucket.REPLIES, AUTHORITY)


def _working_days(last: date) -> Iterator[date]:
    day = last
    while True:
        if is_working_day_in_england(day):
            yield day
        day -= timedelta(days=1)


def _now() -> datetime:
    return datetime.now(UTC)
