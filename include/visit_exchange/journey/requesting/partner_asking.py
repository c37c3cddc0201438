"""Ask partners besides the authority: each with its own place, items, request and link."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access import give_access, revoke
from visit_exchange.journey.access.upload_link import new_link
from visit_exchange.journey.mailing import mail_once, with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.requesting.health_template import hand_on_to
from visit_exchange.journey.requesting.request_pack import request_pack
from visit_exchange.journey.sender import Sender, partners_asked
from visit_exchange.request.calendar_file import timeline_ics
from visit_exchange.request.partner_request import partner_request_mail
from visit_exchange.services.addresses import reply_place, upload_place
from visit_exchange.services.mail import Attachment
from visit_exchange.services.store_access.identities import partner_identity
from visit_exchange.visits.entry.entry import check_email
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.partners import Partner, items_asked, partner_id, partner_kind
from visit_exchange.visits.places import (
    CALENDAR,
    request_folder,
    request_key,
    within,
)
from visit_exchange.visits.visit import ENDED, Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NOT_YET = frozenset({VisitStatus.REGISTERED, VisitStatus.DEFERRED})


def add_partner(
    outside: "Outside", visit_id: str, name: str, kind: str, email: str, items: str, *, by: str
) -> Partner:
    """Ask a partner for items (named with commas between; those that its kind suggests, if none).

    It is asked at once, or when the visit opens. UserError says what is wrong in what was entered.
    """
    visit = outside.register.visit(visit_id)
    if visit.status in ENDED:
        raise UserError(f"{visit_id} is {visit.status.value}: nobody can be asked any more")
    framework = framework_of(visit)
    asked = items_asked(framework, partner_kind(framework, kind), items)
    taken = [each.id for each in outside.register.partners(visit_id)]
    address = check_email(email, "partner’s e-mail")
    partner = Partner(visit_id, partner_id(name, taken), kind, name.strip(), address, asked)
    outside.register.add_partner(partner, by=by, at=visit_now(visit))
    if visit.status not in NOT_YET:
        ask_partner(outside, Sender(visit, partner))
    return partner


def remove_partner(outside: "Outside", visit_id: str, partner: str, *, by: str) -> None:
    """Let a partner send no more: its link and its credentials are refused from now on.

    What was accepted from it stays in the pack.
    """
    visit = outside.register.visit(visit_id)
    outside.register.remove_partner(visit_id, partner, by=by, at=visit_now(visit))
    outside.register.revoke_upload_link(visit_id, sender=partner, by=by, at=visit_now(visit))
    if outside.settings.store_access != "by-hand":
        revoke(outside, visit_id, partner_identity(partner).id, by=by)


def ask_partners(outside: "Outside", visit: Visit) -> None:
    """Send its request to every partner who has not had it yet."""
    for sender in partners_asked(outside, visit):
        ask_partner(outside, sender)


def ask_partner(outside: "Outside", sender: Sender) -> None:
    """Let a partner in, lay its request pack in its replies and mail it; again changes nothing."""
    visit, partner = sender.visit, sender.partner
    key = request_key(visit.run_id, sender.id)
    if partner is None or outside.register.mail_written(key):
        return
    give_access(outside, visit)
    milestones = outside.register.milestones(visit.id)
    calendar = timeline_ics(visit, milestones)
    folder = request_folder(visit.id, partner.id)
    for name, content in request_pack(visit, sender.framework, milestones).items():
        outside.store.put(Bucket.REPLIES, within(folder, name), content)
    outside.store.put(Bucket.REPLIES, within(folder, CALENDAR), calendar)
    places = (upload_place(outside, visit, partner.id), reply_place(outside, folder))
    attached = [Attachment(CALENDAR, "text/calendar", calendar, places[1] + CALENDAR)]
    with with_its_mails(outside, visit.id):
        link = new_link(outside, visit.id, sender=partner.id, by="pipeline")
        written = partner_request_mail(visit, partner, sender.framework, milestones, *places, link)
        mail_once(outside, key, partner.email, *written, visit_id=visit.id, attachments=attached)
    hand_on_to(outside, sender)
