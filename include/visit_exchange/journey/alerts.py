"""What the data team must see without looking: mails, and a note on the visit's run."""

import logging
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError
from visit_exchange.journey.mailing import mail_once
from visit_exchange.mails.catalogue import mail
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)


def step_failed(outside: "Outside", dag: str, run: str, task: str, map_index: int) -> None:
    """Tell the data team that a step gave up: where to look and that clearing it is safe."""
    part = f", part {map_index}" if map_index >= 0 else ""
    where = f"{outside.settings.airflow_url}/dags/{dag}/runs/{run}/tasks/{task}"
    written = mail("step_failed", dag=dag, task=task, part=part, run=run, where=where)
    key = f"failed/{dag}/{run}/{task}/{map_index}"
    mail_once(outside, key, outside.settings.data_team_email, *written)


def mark_run(outside: "Outside", visit: Visit, note: str) -> None:
    """Write a note on the visit's run in Airflow, which its list of runs shows.

    The mail and the board say the same, so an Airflow that does not answer stops nothing.
    """
    try:
        outside.airflow.note_run("visit", visit.run_id, note)
    except ServiceError as error:
        log.warning("%s: the run could not be marked (%s)", visit.id, error)
