"""Tell everybody whom a deadline concerns that it has moved, with a calendar file that moves it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.hearing import who_hears
from visit_exchange.journey.mailing import mail_each
from visit_exchange.journey.sender import Sender, partners_asked
from visit_exchange.journey.telling import who_else
from visit_exchange.mails.catalogue import mail
from visit_exchange.request.calendar_file import timeline_ics
from visit_exchange.services.mail import Attachment
from visit_exchange.visits.places.keys import request_folder, request_key, within
from visit_exchange.visits.places.names import CALENDAR
from visit_exchange.visits.visit import Visit, VisitMilestone
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def tell_new_deadline(
    outside: "Outside",
    visit: Visit,
    moved: VisitMilestone,
    followers: Sequence[VisitMilestone],
    reason: str,
) -> None:
    """Mail the LANO, the lead inspector, who hears of dates, and the partners; once for each move.

    ``followers`` are what moved with it. The calendar file of each request pack is the new one.
    """
    dossier = outside.register.dossier(visit.id)
    calendar = timeline_ics(visit, dossier.milestones, dossier.adjustments)
    partners = [*partners_asked(outside, visit)]
    _lay_out(outside, visit, calendar, [Sender(visit), *partners])
    written = mail(
        "new_deadline",
        visit=visit.id,
        area=visit.la_name,
        milestone=moved.title,
        when=say_when(moved.local),
        followers=[(each.title, say_when(each.local)) for each in followers],
        reason=reason,
    )
    both, others = (visit.lano_email, visit.lead_inspector_email), who_else(visit, "dates")
    inboxes = who_hears(outside, visit, *both, *others, *(each.email for each in partners))
    occasion = f"{visit.id}/adjusted/{len(dossier.adjustments)}"
    attached = [Attachment(CALENDAR, "text/calendar", calendar)]
    mail_each(outside, occasion, inboxes, *written, visit.id, attached)


def _lay_out(outside: "Outside", visit: Visit, calendar: bytes, asked: Sequence[Sender]) -> None:
    """Lay the file in the request pack of each who has one."""
    for sender in asked:
        if outside.register.mail_written(request_key(visit.run_id, sender.id)):
            folder = request_folder(visit.id, sender.id)
            outside.store.put(Bucket.REPLIES, within(folder, CALENDAR), calendar)
