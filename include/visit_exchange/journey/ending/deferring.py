"""Defer or cancel a visit, with a reason: its waits stop, and nothing that was received is lost."""

import logging
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError, UserError
from visit_exchange.journey.access.store_access_in_course import suspend_inspectors, take_access
from visit_exchange.journey.access.upload_link import revoke_link
from visit_exchange.journey.deadlines.waiting import why_stopped
from visit_exchange.journey.hearing import who_hears
from visit_exchange.journey.mailing import mail_once, with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.selecting.selection import NO_ANSWER
from visit_exchange.journey.sender import Sender, partners_asked
from visit_exchange.journey.telling import who_else
from visit_exchange.journey.typed import naming_nobody
from visit_exchange.mails.catalogue import mail
from visit_exchange.request.calendar_file import cancelled_ics
from visit_exchange.services.mail import Attachment
from visit_exchange.services.register import Stop
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.keys import request_key
from visit_exchange.visits.visit import STOPPED, Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_day

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)

DEFERRED = (
    "No deadline stands now, and we do not remind you of any. What was sent is kept, and counts "
    "when the visit is resumed. What arrives meanwhile is checked and answered as before. You get "
    "the new dates when there are some."
)
CANCELLED = (
    "The visit will not take place. Nothing more is asked for, what arrives from now on is not "
    "used, and nobody can read what was sent. It is destroyed when its retention ends, counted "
    "from today."
)


def defer(outside: "Outside", visit_id: str, reason: str, *, by: str) -> Visit:
    """Defer a visit until it is resumed; UserError when there is no reason, or it may not be.

    The authority may still send, and read its replies; inspectors may read no longer.
    """
    visit = _stop(outside, visit_id, VisitStatus.DEFERRED, reason, DEFERRED, by=by)
    suspend_inspectors(outside, visit)
    return visit


def cancel(outside: "Outside", visit_id: str, reason: str, *, by: str) -> Visit:
    """Cancel a visit for good; UserError when there is no reason, or it may not be.

    Nobody is let in any longer, and retention is counted from now.
    """
    visit = _stop(outside, visit_id, VisitStatus.CANCELLED, reason, CANCELLED, by=by)
    take_access(outside, visit)
    revoke_link(outside, visit, by=by)
    return visit


def end_questions(outside: "Outside") -> int:
    """End each question in Airflow whose visit goes no further in that run; return how many.

    An Airflow that does not answer is asked again by the next sweep.
    """
    if not any(v.status in STOPPED or v.timeline > 1 for v in outside.register.visits()):
        return 0
    ended = 0
    try:
        for asked in outside.airflow.pending_hitl("visit"):
            if why_stopped(outside, asked.run_id):
                outside.airflow.answer_hitl("visit", asked.run_id, asked.task_id, [NO_ANSWER])
                ended += 1
    except ServiceError as error:
        log.warning("a question could not be ended (%s)", error)
    return ended


def stop_in_words(dossier: Dossier) -> str | None:
    """Return that a visit is deferred or cancelled, since when and why; None when it is not."""
    stop = dossier.stop if dossier.visit.status in STOPPED else None
    if stop is None:
        return None
    said = f"{stop.to.value.capitalize()} on {say_day(stop.at.date())} by {stop.by}"
    return f"{said}. Reason: {stop.reason}"


def reason_given(visit: Visit, reason: str) -> str:
    """Return the reason without blanks around it; UserError when there is none, or it names
    somebody: everybody gets it by mail.
    """
    if not reason.strip():
        raise UserError("Enter a reason")
    return naming_nobody(visit, "The reason", reason)


def _stop(
    outside: "Outside", visit_id: str, to: VisitStatus, reason: str, what: str, *, by: str
) -> Visit:
    visit = outside.register.visit(visit_id)
    at, given = visit_now(visit), reason_given(visit, reason)
    with with_its_mails(outside, visit_id):
        stop = outside.register.stop_visit(visit_id, to, given, by=by, at=at)
        visit = outside.register.visit(visit_id)
        _tell(outside, visit, stop, what)
    # The other waits look at the register by themselves.
    end_questions(outside)
    return visit


def _tell(outside: "Outside", visit: Visit, stop: Stop, what: str) -> None:
    written = mail(
        f"visit_{stop.to.value}",
        visit=visit.id,
        area=visit.la_name,
        kind=framework_of(visit).title,
        reason=stop.reason,
        what=what,
    )
    for to in everyone(outside, visit):
        key, out = f"{visit.run_id}/{stop.to.value}/{to}", _out_of_calendar(outside, visit, to)
        mail_once(outside, key, to, *written, visit_id=visit.id, attachments=out)


def _out_of_calendar(outside: "Outside", visit: Visit, to: str) -> list[Attachment]:
    """Return what cancels the dates that the request brought, for those who had a request."""
    asked = [Sender(visit), *partners_asked(outside, visit)]
    had = {
        each.email
        for each in asked
        if outside.register.mail_written(request_key(visit.run_id, each.id))
    } | set(who_else(visit, "dates"))
    if to not in had:
        return []
    dossier = outside.register.dossier(visit.id)
    at = visit_now(visit)
    content = cancelled_ics(visit, dossier.milestones, dossier.adjustments, at=at)
    return [Attachment("cancelled.ics", "text/calendar; method=CANCEL", content)]


def everyone(outside: "Outside", visit: Visit) -> tuple[str, ...]:
    """Return who is told of what becomes of a visit: its people, the data team, partners.

    Before it was opened once, only the lead inspector and the data team.
    """
    who = (visit.lano_email, visit.lead_inspector_email, outside.settings.data_team_email)
    partners = (sender.email for sender in partners_asked(outside, visit))
    return who_hears(outside, visit, *who, *who_else(visit, "dates"), *partners)
