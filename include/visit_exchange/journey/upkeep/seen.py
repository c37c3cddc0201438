"""What a look at the exchange sees: the register's side, Airflow's side, and who answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from visit_exchange.services.airflow_watch import DagSeen, FailedStep, Run, RunState
from visit_exchange.visits.dates.timetable import Waits
from visit_exchange.visits.visit import Visit

LONDON = ZoneInfo("Europe/London")
# When start_visits runs, and how long it has for its work.
MORNING = time(8)
MORNING_WITHIN = timedelta(minutes=15)
VISIT, START_VISITS, RECEIVE_RETURNS = "visit", "start_visits", "receive_returns"
RECONCILE = "reconcile"
OUR_DAGS = (
    "act_on_visits",
    "clean_up",
    "dispose_evidence",
    "publish_pack",
    "receive_long_list",
    RECEIVE_RETURNS,
    RECONCILE,
    "register_visit",
    "send_mails",
    START_VISITS,
    VISIT,
)
# Parts that tell the register that they live.
WATCHER = "upload watcher"


@dataclass(frozen=True)
class AirflowSeen:
    """What Airflow says. ``runs`` are the states of the runs of visits that should be going on.

    A run that is not there is in ``runs`` as None. ``parts`` says which are well, and ``gave_up``
    which steps of visits have failed for good, also in runs that are over.
    """

    parts: Mapping[str, bool] = field(default_factory=dict)
    dags: tuple[DagSeen, ...] = ()
    runs: Mapping[str, RunState | None] = field(default_factory=dict)
    mornings: tuple[Run, ...] = ()
    gave_up: tuple[FailedStep, ...] = ()


@dataclass(frozen=True)
class Seen:
    """All that one look sees, at the wall instant ``now``.

    ``visits`` are those that go on, or should; ``airflow`` and ``waiting`` are None when they could
    not be asked. ``silent`` are the services that do not answer, with the reason. ``beats`` are the
    last signs of life, ``looked_at`` the look before this one.
    """

    now: datetime
    visits: tuple[Visit, ...] = ()
    airflow: AirflowSeen | None = None
    waiting: frozenset[Waits] | None = None
    silent: Mapping[str, str] = field(default_factory=dict)
    beats: Mapping[str, datetime] = field(default_factory=dict)
    looked_at: datetime | None = None
