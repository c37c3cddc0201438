"""How fast this machine can rehearse: a busy one gets longer days, so that its visit still fits."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from visit_exchange.errors import ServiceError
from visit_exchange.services.airflow_api import AirflowApi

# The first run of the smallest DAG on two idle cores takes up to six seconds, as the stack has just
# started; a busy machine takes longer. Days become at most three times as long.
IDLE_RUN = 6.0
MOST = 3.0
TRY = "start_visits"
GIVE_UP_AFTER = 60.0


def pace(airflow: AirflowApi, sleep: Callable[[float], None] = time.sleep) -> float:
    """Return by how much to stretch the days: 1 on an idle machine, at most ``MOST``.

    Measured by a real run of the DAG that starts visits, which has nothing to do. A server that is
    too busy to answer is the busiest machine of all.
    """
    started = time.monotonic()
    try:
        _run(airflow, started, sleep)
    except (ServiceError, TimeoutError):
        return MOST
    return stretch(time.monotonic() - started)


def _run(airflow: AirflowApi, started: float, sleep: Callable[[float], None]) -> None:
    run = f"pace-{datetime.now(UTC):%Y%m%d%H%M%S}"
    airflow.trigger(TRY, run, {})
    while airflow.run_state(TRY, run) != "success":
        if time.monotonic() - started > GIVE_UP_AFTER:
            raise TimeoutError
        sleep(0.2)


def stretch(seconds: float) -> float:
    """Return the stretch for a machine on which the smallest run took ``seconds``."""
    return min(MOST, max(1.0, seconds / IDLE_RUN))
