"""Which children are tracked: asked of inspectors, checked against the pack, recorded once."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import ServiceError, UserError
from visit_exchange.journey.deadlines.waiting import last_wait
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.journey.selecting.sampling import sample_of_children
from visit_exchange.journey.selecting.telling_choices import proposal_in_words
from visit_exchange.journey.staging.shelf import whole_frames_in
from visit_exchange.kinds.list_spec import Treatment, load_list
from visit_exchange.mails.catalogue import mail
from visit_exchange.tracking.replacing import check_replacement, own_deadlines, rules_for
from visit_exchange.tracking.selecting import check_selection
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import STOPPED, Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NO_ANSWER = "No selection"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Question:
    """What inspectors are asked in Airflow; the options are child codes and ``no_answer``."""

    options: tuple[str, ...]
    body: str
    no_answer: str
    time_left: timedelta


def question(outside: "Outside", visit_id: str) -> Question | None:
    """Return what to ask, or None when the children are selected already.

    The wait ends with the last deadline of the visit.
    """
    visit = outside.register.visit(visit_id)
    if outside.register.selection(visit_id):
        return None
    rules = framework_of(visit).selection
    ends = last_wait(outside.register.dossier(visit_id))
    refused = outside.register.refusals(visit_id)
    body = (
        f"Choose about {rules.about} children ({rules.fewest} to {rules.most}) by their codes. The "
        "pack’s Selection sheet shows age, needs and settings beside each code.\n\n"
    ) + proposal_in_words(sample_of_children(outside, visit))
    return Question(
        options=(*sorted(codes_in_lists(outside, visit)), NO_ANSWER),
        body=body + (f"**The last answer was refused.** {refused[-1]}" if refused else ""),
        no_answer=NO_ANSWER,
        time_left=max(ends - wall_now(), timedelta(seconds=1)),
    )


def answer(outside: "Outside", visit_id: str, chosen: Sequence[str], by: str) -> bool:
    """Record what inspectors chose; return whether children are selected now.

    An answer that does not stand up is recorded as refused, told to the lead inspector, and raised
    as UserError, so that the question is asked again.
    """
    visit = outside.register.visit(visit_id)
    if outside.register.selection(visit_id):
        return True
    if list(chosen) == [NO_ANSWER] or not chosen:
        return False
    try:
        select(outside, visit, chosen, by=by)
    except UserError as error:
        refuse(outside, visit, by, str(error))
        raise
    return True


def select(
    outside: "Outside", visit: Visit, chosen: Sequence[str], *, by: str, reason: str = ""
) -> tuple[str, ...]:
    """Check codes against the visit's lists and record the selection; UserError says why not.

    ``reason`` says why an earlier selection is changed.

    No mail goes out here: a choice stands though the mail server is away. What it leaves uncovered
    is told with the tracking request, a step that is retried.
    """
    if visit.status in STOPPED:
        raise UserError(f"The visit is {visit.status.value}: no children are selected now")
    dossier = outside.register.dossier(visit.id)
    before, at = dossier.selection, visit_now(visit)
    rules = rules_for(dossier.framework.selection, before)
    codes = check_selection(chosen, in_pack=codes_in(outside, dossier), rules=rules)
    if before:
        is_late = at >= dossier.milestone_for("selection").due
        check_replacement(codes, before, is_late=is_late and before.has_free_place)
    own = _own_deadlines(dossier, codes)
    outside.register.record_selection(visit.id, codes, by=by, at=at, reason=reason, own_due=own)
    return codes


def _own_deadlines(dossier: Dossier, codes: Sequence[str]) -> Mapping[str, datetime]:
    framework, zone = dossier.framework, ZoneInfo(dossier.framework.timezone)
    if "tracking" not in framework.roles:
        return {}
    due = dossier.milestone_for("tracking").due.astimezone(zone)
    now, days = visit_now(dossier.visit), framework.tracking.replaced_days
    return own_deadlines(codes, dossier.selection, now=now, due=due, days=days)


def codes_in_lists(outside: "Outside", visit: Visit) -> frozenset[str]:
    """Return the codes of the children whom inspectors may choose: those in the accepted lists."""
    return codes_in(outside, outside.register.dossier(visit.id))


def codes_in(outside: "Outside", dossier: Dossier) -> frozenset[str]:
    """Return the same where the visit's dossier is at hand."""
    framework, frames = dossier.framework, whole_frames_in(outside, dossier)
    return frozenset(
        str(code)
        for list_id in framework.selection.lists
        if list_id in frames
        for column in load_list(framework.id, list_id).columns
        if column.treatment is Treatment.PSEUDONYMISE and column.id in frames[list_id]
        for code in frames[list_id][column.id].dropna()
    )


def answer_in_airflow(outside: "Outside", visit: Visit, codes: Sequence[str]) -> None:
    """Answer the question that waits in Airflow, if it waits, so that the run goes on at once.

    Airflow takes nothing that it did not offer, such as a child of a list that came since: of the
    codes it is told those that it offered, and the run reads the selection in the register.
    If Airflow does not take it, the run still finds the selection in the register when the
    question's time is up or its task is cleared.
    """
    try:
        for asked in outside.airflow.pending_hitl("visit", visit.run_id):
            told = [code for code in codes if code in asked.options] or [NO_ANSWER]
            outside.airflow.answer_hitl("visit", visit.run_id, asked.task_id, told)
    except ServiceError as error:
        log.warning("%s: the question could not be answered (%s)", visit.id, error)


def refuse(outside: "Outside", visit: Visit, by: str, why: str) -> None:
    """Record that an answer was refused and tell the lead inspector why."""
    number = outside.register.record_refusal(visit.id, why, by=by, at=visit_now(visit))
    mail_once(
        outside,
        f"{visit.id}/selection-refused/{number}",
        visit.lead_inspector_email,
        *mail("selection_refused", visit=visit.id, why=why),
        visit_id=visit.id,
    )
