"""Which visits have something new for inspectors, and need a run that publishes it."""

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError
from visit_exchange.journey.deadlines.waiting import uploads_waiting
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.publishing.pack_numbers import is_behind
from visit_exchange.journey.publishing.tracking_packs import is_tracking_behind
from visit_exchange.visits.visit import UNPUBLISHED

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)

PUBLISHES = "publish_pack"  # the DAG; each of its runs is for one visit
PATIENCE = timedelta(minutes=10)  # a pack waits no longer for a file that has no answer


def visits_with_news(outside: "Outside") -> list[str]:
    """Return the visits of which a pack is behind what has been accepted.

    Without those for which a run has not begun: it will find what is new by then as well. And
    without those with a file that came a short while ago and has no answer yet: who answers it asks
    again. After a national 5pm a thousand runs stood in line, six and seven of each visit.
    """
    behind = [
        dossier.visit.id
        for dossier in outside.register.dossiers(without=UNPUBLISHED, brief=True)
        if is_behind(dossier) or is_tracking_behind(dossier)
    ]
    later = _in_line(outside) | _with_files_coming(outside) if behind else frozenset()
    for visit_id in sorted(later.intersection(behind)):
        log.info("%s: its pack waits for a run in line, or for a file being answered", visit_id)
    return [visit_id for visit_id in behind if visit_id not in later]


def _with_files_coming(outside: "Outside") -> frozenset[str]:
    """Return the visits with a file that waits for its answer; none while the store is away."""
    since = wall_now() - PATIENCE
    try:
        return frozenset(e.visit_id for e in uploads_waiting(outside) if e.received_at > since)
    except ServiceError:
        return frozenset()


def _in_line(outside: "Outside") -> frozenset[str]:
    """Return the visits with a run that has not begun; none while Airflow does not answer."""
    try:
        return frozenset(run.partition for run in outside.airflow.runs(PUBLISHES, ("queued",)))
    except ServiceError:
        return frozenset()  # a run too many finds nothing new
