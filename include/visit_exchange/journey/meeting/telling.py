"""Everybody hears of a changed timetable, with a calendar file that moves what they have."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.hearing import is_announced
from visit_exchange.journey.mailing import mail_once, with_its_mails
from visit_exchange.journey.meeting.keeping import change, timetable_of
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.sender import partners_asked_in
from visit_exchange.journey.telling import who_else
from visit_exchange.mails.catalogue import mail
from visit_exchange.request.meetings_calendar import cancelled_meetings_ics, meetings_ics
from visit_exchange.services.mail import Attachment
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.meeting.meetings import NEVER_TOLD, Slot, Timetable
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NO_NEWS = "Nothing has changed since everybody was told."
TOO_EARLY = "Nobody in the area knows of this visit yet. Tell everybody once it is open."
CALENDAR = "text/calendar"


def tell_everybody(outside: "Outside", visit_id: str, number: int, *, by: str) -> None:
    """Mail what is new to everybody with calendar files; UserError when nothing is, or too early.

    They are the LANO, the lead inspector, whoever hears of dates by their role, and the partners
    who are consulted on providers. ``number`` is the version that was looked at.
    """
    dossier, timetable = outside.register.dossier(visit_id), timetable_of(outside, visit_id)
    if not timetable.news:
        raise UserError(NO_NEWS)
    if not is_announced(outside, dossier.visit):
        raise UserError(TOO_EARLY)
    subject, text = mail(
        "timetable_changed",
        visit=visit_id,
        area=dossier.visit.la_name,
        lines=[line_of(each) for each in timetable.news],
    )
    files = _files(dossier, timetable)
    with with_its_mails(outside, visit_id):
        told = change(outside, visit_id, number, lambda _dossier, now: now.all_told(), by=by)
        for to in dict.fromkeys(_whom(dossier)):
            key = f"{visit_id}/timetable/{told.number}/{to}"
            mail_once(outside, key, to, subject, text, visit_id=visit_id, attachments=files)


def line_of(slot: Slot) -> str:
    """Return what is new of a slot in a line."""
    which = f"{slot.title} {slot.child}".strip()
    if slot.is_cancelled:
        return f"Cancelled: {which}, {say_when(slot.starts.isoformat())}"
    what = "New" if slot.told == NEVER_TOLD else "Changed"
    where = f", {slot.place}" if slot.place else ""
    when = f"{say_when(slot.starts.isoformat())}, {slot.minutes} minutes"
    return f"{what}: {which}, {when}, {slot.how}{where}"


def _whom(dossier: Dossier) -> Iterator[str]:
    visit, rules = dossier.visit, dossier.framework.providers
    yield from filter(None, (visit.lano_email, visit.lead_inspector_email))
    yield from who_else(visit, "dates")
    for each in partners_asked_in(dossier):
        if each.partner and rules and each.partner.kind == rules.consult:
            yield each.email


def _files(dossier: Dossier, timetable: Timetable) -> list[Attachment]:
    visit, at = dossier.visit, visit_now(dossier.visit)
    files = [Attachment("meetings.ics", CALENDAR, meetings_ics(visit, timetable, made_at=at))]
    if gone := cancelled_meetings_ics(visit, timetable, made_at=at):
        files.append(Attachment("cancelled-meetings.ics", CALENDAR, gone))
    return files
