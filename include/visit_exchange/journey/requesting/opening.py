"""Open a visit: its key, its credentials, then the request with templates, checklist and dates."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access import give_access
from visit_exchange.journey.access.upload_link import new_link
from visit_exchange.journey.deadlines.deadline_alerts import note_on_run
from visit_exchange.journey.deadlines.surveys import survey_links
from visit_exchange.journey.mailing import mail_once, with_its_mails
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.journey.requesting.health_template import hand_on_to
from visit_exchange.journey.requesting.partner_asking import ask_partners
from visit_exchange.journey.requesting.request_pack import request_pack
from visit_exchange.journey.sender import Sender
from visit_exchange.request.calendar_file import timeline_ics
from visit_exchange.request.request import request_mail
from visit_exchange.services.addresses import reply_place, upload_place
from visit_exchange.services.mail import Attachment
from visit_exchange.visits.acts import CONTACT_CHANGED
from visit_exchange.visits.entry.doubts import is_over
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places import CALENDAR, REQUEST_TEXT, request_folder, request_key, within
from visit_exchange.visits.starting import check_has_come, has_come
from visit_exchange.visits.visit import Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def open_visit(outside: "Outside", visit_id: str) -> None:
    """Make the visit's key, let its people in and open it; again changes nothing.

    UserError when no visit of this id is registered, its notification date has not come by its own
    clock (nobody outside hears of it before), or its last deadline has passed.
    """
    visit = outside.register.visit(visit_id)
    if visit.status is not VisitStatus.REGISTERED:
        return
    check_has_come(visit, wall_now())
    _check_not_over(outside, visit)
    let_in(outside, visit)


def let_in(outside: "Outside", visit: Visit) -> None:
    """Make the visit's key, let its people in and open it, whatever day it is."""
    if not outside.keys.has(visit.id):
        outside.keys.create(visit.id)
    give_access(outside, visit)
    outside.register.move_visit(visit.id, VisitStatus.OPEN, by="pipeline", at=visit_now(visit))


def _check_not_over(outside: "Outside", visit: Visit) -> None:
    dues = [each.due for each in outside.register.milestones(visit.id)]
    if is_over(dues, visit_now(visit)):
        raise UserError(
            f"Every date of {visit.id} has passed, so it is not played through. Move its "
            "notification (visit-exchange visits adjust) and clear this task, or cancel the visit"
        )


def is_too_early(outside: "Outside", visit_id: str) -> bool:
    """Say whether a registered visit's notification date has still to come, by its own clock."""
    visit = outside.register.visit(visit_id)
    return visit.status is VisitStatus.REGISTERED and not has_come(visit, wall_now())


def send_request(outside: "Outside", visit_id: str) -> None:
    """Lay the request pack in the authority's replies and mail the LANO; ask its partners too.

    The visit's run in Airflow is noted with the dates.
    """
    visit = outside.register.visit(visit_id)
    ask_partners(outside, visit)
    folder = request_folder(visit_id)
    calendar = timeline_ics(visit, outside.register.milestones(visit_id))
    _lay_out(outside, visit, folder, calendar)
    key = request_key(visit.run_id)
    if not outside.register.mail_written(key):
        _mail(outside, visit, folder, calendar, key)
    hand_on_to(outside, Sender(visit))
    note_on_run(outside, visit)


def send_request_again(outside: "Outside", visit: Visit) -> None:
    """Mail the request, with a new link, to a LANO who has come in another's place.

    Nothing when nobody had the request yet: it is on its way to who is the LANO now.
    """
    if not outside.register.mail_written(request_key(visit.run_id)):
        return
    calendar = timeline_ics(visit, outside.register.milestones(visit.id))
    times = sum(each.act == CONTACT_CHANGED for each in outside.register.audit(visit.id))
    key = f"{request_key(visit.run_id)}/again/{times}"
    _mail(outside, visit, request_folder(visit.id), calendar, key)


def _lay_out(outside: "Outside", visit: Visit, folder: str, calendar: bytes) -> None:
    files = request_pack(visit, framework_of(visit), outside.register.milestones(visit.id))
    # The link is a secret of the mail alone: what lies in the store does without it.
    _, kept = _words(outside, visit, folder, link="")
    for name, content in (files | {CALENDAR: calendar, REQUEST_TEXT: kept.encode()}).items():
        outside.store.put(Bucket.REPLIES, within(folder, name), content)


def _mail(outside: "Outside", visit: Visit, folder: str, calendar: bytes, key: str) -> None:
    place = reply_place(outside, folder) + CALENDAR
    attached = [Attachment(CALENDAR, "text/calendar", calendar, place)]
    with with_its_mails(outside, visit.id):
        link = new_link(outside, visit.id, by="pipeline")
        written = _words(outside, visit, folder, link)
        mail_once(outside, key, visit.lano_email, *written, visit_id=visit.id, attachments=attached)


def _words(outside: "Outside", visit: Visit, folder: str, link: str) -> tuple[str, str]:
    return request_mail(
        visit,
        framework_of(visit),
        outside.register.milestones(visit.id),
        upload_place(outside, visit),
        reply_place(outside, folder),
        link,
        survey_links(outside, visit),
    )
