"""Open a visit: its key, its credentials, then the request with templates, checklist and dates."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access_in_course import prepare_access
from visit_exchange.journey.access.upload_link import new_link
from visit_exchange.journey.deadlines.deadline_alerts import note_on_run
from visit_exchange.journey.deadlines.surveys import survey_links
from visit_exchange.journey.mailing import mail_once, with_its_mails
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.journey.requesting.health_template import hand_on_to
from visit_exchange.journey.requesting.partner_asking import ask_partners
from visit_exchange.journey.requesting.request_pack import request_pack
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.asked_of_children import tracking_words, was_asked
from visit_exchange.journey.telling import mail_authority
from visit_exchange.kinds.rules.people_rules import LANO
from visit_exchange.mails.catalogue import mail
from visit_exchange.request.calendar_file import timeline_ics
from visit_exchange.request.request import request_mail
from visit_exchange.services.addresses import reply_place, upload_place
from visit_exchange.services.mail import Attachment
from visit_exchange.tracking.providers import provider_visits_mail
from visit_exchange.visits.dates.starting import check_has_come, has_come
from visit_exchange.visits.entry.doubts import is_over
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.people import holder
from visit_exchange.visits.places.keys import (
    request_folder,
    request_key,
    within,
)
from visit_exchange.visits.places.names import CALENDAR, REQUEST_TEXT
from visit_exchange.visits.visit import ENDED, Visit, VisitStatus

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
    prepare_access(outside, visit)
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

    Until a LANO is nominated nobody of the authority is asked. The visit's run in Airflow is noted
    with the dates.
    """
    visit = outside.register.visit(visit_id)
    if visit.status in ENDED:  # a LANO never came, and the visit is over
        return
    ask_partners(outside, visit)
    if not visit.lano_email:
        note_on_run(outside, visit)
        return
    folder, calendar = request_folder(visit_id), _calendar(outside, visit)
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
    calendar = _calendar(outside, visit)
    lano = holder(visit.people, LANO)
    key = f"{request_key(visit.run_id)}/again/{lano.number if lano else 0}"
    _mail(outside, visit, request_folder(visit.id), calendar, key)
    _hand_on_what_was_asked(outside, outside.register.visit(visit.id), key)


def _hand_on_what_was_asked(outside: "Outside", visit: Visit, key: str) -> None:
    """Mail a new LANO what is asked about selected children, and of providers, if it was asked.

    As it stands now: children may have left since, and deadlines have moved.
    """
    dossier = outside.register.dossier(visit.id)
    selection, plan, texts = dossier.selection, dossier.providers, []
    if selection and selection.codes and was_asked(dossier):
        texts.append(tracking_words(outside, dossier, selection)[1].strip())
    if plan:
        texts.append(provider_visits_mail(visit, plan.names)[1].strip())
    if texts:
        written = mail("asked_before_you", visit=visit.id, area=visit.la_name, texts=texts)
        mail_once(outside, f"{key}/since", visit.lano_email, *written, visit_id=visit.id)


def _calendar(outside: "Outside", visit: Visit) -> bytes:
    moves = outside.register.adjustments(visit.id)
    return timeline_ics(visit, outside.register.milestones(visit.id), moves)


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
        # Read again: who was replaced meanwhile must not get a link.
        visit = outside.register.visit(visit.id)
        link = new_link(outside, visit.id, by="pipeline")
        written = _words(outside, visit, folder, link)
        mail_authority(outside, key, visit, *written, attachments=attached)


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
