"""The look that is taken every ten minutes: see, decide, mend, record, tell, and give a sign."""

import logging
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError
from visit_exchange.journey.upkeep.deciding import findings, unseen_areas
from visit_exchange.journey.upkeep.gathering import LOOK, look_around
from visit_exchange.journey.upkeep.mending import mend
from visit_exchange.journey.upkeep.seen import RECONCILE, Seen
from visit_exchange.journey.upkeep.telling import tell, tell_of_register
from visit_exchange.services.airflow_watch import LIVE, Run
from visit_exchange.visits.watch.findings import Finding, news, still_open, to_mend

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)


def look(outside: "Outside") -> list[str]:
    """Look whether all is well; return what is not, in words.

    What may be mended is, what is news is mailed, and while all is well the outside world is given
    a sign. ServiceError, after a mail, when the register does not answer.
    """
    try:
        outside.register.check()
    except ServiceError:
        tell_of_register(outside, _look_before(outside))
        raise
    seen = look_around(outside)
    found = _deal_with(outside, seen)
    for each in found:
        log.warning("%s: %s", each.key, each.what)
    if not found:
        _give_sign(outside)
    return [each.what for each in found]


def _deal_with(outside: "Outside", seen: Seen) -> tuple[Finding, ...]:
    now, known = seen.now, outside.register.known_findings()
    found = still_open(findings(seen), known, unseen_areas(seen))
    mended = mend(outside, to_mend(found, known, now))
    outside.register.record_findings(found, mended, at=now)
    outside.register.sign_of_life(LOOK, at=now)
    tell(outside, news(found, known, now), mended, now)
    return found


def _give_sign(outside: "Outside") -> None:
    """Ask the address that expects it; who expects it notices when it does not come."""
    if outside.ping:
        try:
            outside.ping.send()
        except ServiceError as error:
            log.warning("%s", error)


def _look_before(outside: "Outside") -> Run | None:
    """Return the newest run that looked before this one; None where Airflow does not answer."""
    try:
        runs = outside.airflow.newest_runs(RECONCILE, 3)
    except ServiceError:
        return None
    return next((run for run in runs if run.state not in LIVE), None)
