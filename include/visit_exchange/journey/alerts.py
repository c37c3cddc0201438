"""What the data team must see without looking: mails, and a note on the visit's run."""

import logging
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError
from visit_exchange.journey.mailing import alert_once
from visit_exchange.mails.catalogue import mail
from visit_exchange.services.page_addresses import task_address
from visit_exchange.visits.visit import Visit
from visit_exchange.visits.watch.failures import FailedTask

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)


def step_failed(outside: "Outside", failed: FailedTask) -> None:
    """Tell the data team that a step gave up: of what, why, where to look and what to do.

    Every time that it gives up, also after it was cleared.
    """
    link = task_address(outside, failed.dag, failed.run, failed.task, failed.map_index)
    written = mail("step_failed", failed=failed, where=link)
    alert_once(outside, failed.key, *written, link=link)


def mark_run(outside: "Outside", visit: Visit, note: str) -> None:
    """Write a note on the visit's run in Airflow, which its list of runs shows.

    The mail and the board say the same, so an Airflow that does not answer stops nothing.
    """
    try:
        outside.airflow.note_run("visit", visit.run_id, note)
    except ServiceError as error:
        log.warning("%s: the run could not be marked (%s)", visit.id, error)
