"""Inspectors choose children on the visit's own page: asked, authorised and recorded by visit."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError, UserError
from visit_exchange.journey.access.people import check_may_choose, may_see
from visit_exchange.journey.deadlines.waiting import milestone_for
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.selecting.selection import (
    answer_in_airflow,
    codes_in_lists,
    select,
)
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Visit
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpenQuestion:
    """What inspectors may choose from now. ``codes`` are child codes and nothing else."""

    visit: Visit
    codes: tuple[str, ...]
    about: int
    fewest: int
    most: int
    due: str
    refused: str


def is_asked(outside: "Outside", visit_id: str) -> bool:
    """Say whether a visit's run waits for its inspectors to choose; False while Airflow is away."""
    if outside.register.selection(visit_id):
        return False
    run_id = outside.register.visit(visit_id).run_id
    try:
        return bool(outside.airflow.pending_hitl("visit", run_id))
    except ServiceError as error:
        log.warning("%s: Airflow did not say what it asks (%s)", visit_id, error)
        return False


def open_question(outside: "Outside", visit_id: str) -> OpenQuestion | None:
    """Return what a visit's inspectors are asked now; None unless its run waits for them.

    A choice that came before the run waits would not wake it.
    """
    visit = outside.register.visit(visit_id)
    if not is_asked(outside, visit_id):
        return None
    rules = framework_of(visit).selection
    return OpenQuestion(
        visit=visit,
        codes=tuple(sorted(codes_in_lists(outside, visit))),
        about=rules.about,
        fewest=rules.fewest,
        most=rules.most,
        due=say_when(milestone_for(outside, visit, "selection").local),
        refused=next(reversed(outside.register.refusals(visit_id)), ""),
    )


def choose(outside: "Outside", visit_id: str, chosen: Sequence[str], *, by: str) -> None:
    """Record what the inspector ``by`` chose, and let the visit's run go on.

    UserError says why not: no inspector of this visit, nothing is asked, or the choice does not
    stand up, which is recorded as well.
    """
    if not may_see(outside, visit_id, by):
        raise UserError("You are not an inspector of this visit. Ask the data team.")
    check_may_choose(outside, visit_id, by)
    with outside.register.alone(f"selection {visit_id}"):
        asked = open_question(outside, visit_id)
        if asked is None:
            raise UserError("Nothing is asked about this visit now, or a colleague has answered.")
        try:
            codes = select(outside, asked.visit, chosen, by=by)
        except UserError as error:
            # No mail: whoever chose reads the reason on the page.
            at = visit_now(asked.visit)
            outside.register.record_refusal(visit_id, str(error), by=by, at=at)
            raise
    answer_in_airflow(outside, asked.visit, codes)
