"""Mends what may be mended without asking: what is started passes over all that is done."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError
from visit_exchange.journey.upkeep.seen import START_VISITS, VISIT
from visit_exchange.visits.watch.findings import Finding, Mend

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)

MENDED = {
    Mend.START_RUN: "Its run was started again; every step that is done is passed over.",
    Mend.REPEAT_RUN: "Its run was begun again; every step that is done is passed over. If it "
    "ends so once more today, it is left to you.",
    Mend.REPEAT_STEP: "It was begun again. If it fails once more today, it is left to you.",
    Mend.MAKE_UP_MORNING: "It was started now.",
}


def mend(outside: "Outside", wanted: Sequence[Finding]) -> tuple[str, ...]:
    """Mend what is wanted; return the keys of what was mended."""
    return tuple(each.key for each in wanted if _is_mended(outside, each))


def _is_mended(outside: "Outside", finding: Finding) -> bool:
    try:
        if finding.mend:
            _WAYS[finding.mend](outside, finding)
    except ServiceError as error:
        log.warning("%s could not be mended (%s)", finding.key, error)
        return False
    log.info("%s: %s", finding.key, finding.mend)
    return True


def _start_run(outside: "Outside", finding: Finding) -> None:
    outside.airflow.trigger(VISIT, finding.run_id, {})


def _repeat_run(outside: "Outside", finding: Finding) -> None:
    outside.airflow.repeat_run(VISIT, finding.run_id)


def _repeat_step(outside: "Outside", finding: Finding) -> None:
    outside.airflow.repeat_failed(VISIT, finding.run_id, finding.task_id)


def _make_up_morning(outside: "Outside", finding: Finding) -> None:
    outside.airflow.trigger(START_VISITS, finding.run_id, {})


_WAYS: Mapping[Mend, Callable[["Outside", Finding], None]] = {
    Mend.START_RUN: _start_run,
    Mend.REPEAT_RUN: _repeat_run,
    Mend.REPEAT_STEP: _repeat_step,
    Mend.MAKE_UP_MORNING: _make_up_morning,
}
