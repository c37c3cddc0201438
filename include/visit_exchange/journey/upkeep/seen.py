"""What a look at the exchange sees: the register's side, Airflow's side, and who answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from visit_exchange.services.airflow_watch import DagSeen, Run, RunState
from visit_exchange.visits.timetable import Waits
from visit_exchange.visits.visit import Visit

VISIT, START_VISITS, RECEIVE_RETURNS = "visit", "start_visits", "receive_returns"
RECONCILE = "reconcile"
OUR_DAGS = (
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

    A run that is not there is in ``runs`` as None. ``parts`` says which are well.
    """

    parts: Mapping[str, bool] = field(default_factory=dict)
    dags: tuple[DagSeen, ...] = ()
    runs: Mapping[str, RunState | None] = field(default_factory=dict)
    mornings: tuple[Run, ...] = ()


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
