"""Ask partners besides the authority: each with its own place, items, request and link."""

from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.access.partner_access import (
    check_can_shut_out,
    let_partner_in,
    shut_partner_out,
)
from visit_exchange.journey.access.store_access_in_course import prepare_access, renew
from visit_exchange.journey.access.upload_link import new_link
from visit_exchange.journey.mailing import mail_once, with_its_mails
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.journey.requesting.health_template import hand_on_to
from visit_exchange.journey.requesting.request_pack import request_pack
from visit_exchange.journey.sender import Sender, partners_asked
from visit_exchange.request.calendar_file import timeline_ics
from visit_exchange.request.partner_request import partner_request_mail
from visit_exchange.services.addresses import reply_place, upload_place
from visit_exchange.services.mail import Attachment
from visit_exchange.services.store_access.identities import partner_identity
from visit_exchange.visits.acts import PARTNER_CHANGED
from visit_exchange.visits.entry.entry import check_email
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.people.partners import Partner, items_asked, partner_id, partner_kind
from visit_exchange.visits.places.keys import request_folder, request_key, within
from visit_exchange.visits.places.names import CALENDAR
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
    with with_its_mails(outside, visit_id):
        outside.register.add_partner(partner, by=by, at=visit_now(visit))
        if visit.status not in NOT_YET:
            ask_partner(outside, Sender(visit, partner))
            let_partner_in(outside, visit, partner.id)
    return partner


def remove_partner(outside: "Outside", visit_id: str, partner: str, *, by: str) -> None:
    """Let a partner send no more: its link and its credentials are refused from now on.

    What was accepted from it stays in the pack.
    """
    visit = outside.register.visit(visit_id)
    check_can_shut_out(outside)
    at = visit_now(visit)
    # First: who may send no more is let in no longer, whatever fails after it.
    with outside.register.apart():
        outside.register.revoke_upload_link(visit_id, sender=partner, by=by, at=at)
    with with_its_mails(outside, visit_id):
        outside.register.remove_partner(visit_id, partner, by=by, at=at)
        shut_partner_out(outside, visit, partner, by=by)


def replace_contact(
    outside: "Outside", visit_id: str, partner_id: str, email: str, *, by: str
) -> Partner:
    """Write to somebody else of a partner from now on: its link and its credentials are new.

    Who is new gets the request, once the other one had it. UserError when the address is none or is
    the present one, the partner was removed, or the visit has ended.
    """
    visit, before = outside.register.visit(visit_id), outside.register.partner(visit_id, partner_id)
    address = check_email(email.strip(), "partner’s e-mail")
    if visit.status in ENDED or before.is_removed:
        raise UserError(f"{before.name} is asked nothing in {visit_id} any more")
    if address == before.email:
        raise UserError(f"{address} is the e-mail of {before.name} already")
    if visit.status is not VisitStatus.REGISTERED:
        check_can_shut_out(outside)
    at = visit_now(visit)
    times = 1 + sum(each.act == PARTNER_CHANGED for each in outside.register.audit(visit_id))
    # First: whoever reads the wrong inbox is let in no longer, whatever fails after it.
    with outside.register.apart():
        outside.register.revoke_upload_link(visit_id, sender=partner_id, by=by, at=at)
    with with_its_mails(outside, visit_id):
        named = outside.register.change_partner(visit_id, partner_id, address, by=by, at=at)
        outside.register.readdress(visit_id, before.email, address, at=wall_now())
        if visit.status is not VisitStatus.REGISTERED:
            whose = partner_identity(partner_id).id
            renew(outside, visit, (whose,), occasion=f"{whose}/{times}", by=by)
        key = request_key(visit.run_id, partner_id)
        if outside.register.mail_written(key):
            _mail(outside, Sender(visit, named), f"{key}/again/{times}")
    return named


def ask_partners(outside: "Outside", visit: Visit) -> None:
    """Send its request to every partner who has not had it yet."""
    for sender in partners_asked(outside, visit):
        ask_partner(outside, sender)


def ask_partner(outside: "Outside", sender: Sender) -> None:
    """Let a partner in, lay its request pack in its replies and mail it; again changes nothing."""
    key = request_key(sender.visit.run_id, sender.id)
    if outside.register.mail_written(key):
        return
    prepare_access(outside, sender.visit)
    _mail(outside, sender, key)
    hand_on_to(outside, sender)


def _mail(outside: "Outside", sender: Sender, key: str) -> None:
    visit, partner = sender.visit, sender.partner
    if partner is None:
        return
    milestones = outside.register.milestones(visit.id)
    calendar = timeline_ics(visit, milestones, outside.register.adjustments(visit.id))
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
