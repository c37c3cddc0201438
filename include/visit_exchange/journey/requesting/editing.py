"""Mend a visit's contacts: who is written to from now on, and whose link no longer works."""

from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.access.upload_link import revoke_authority_link, send_new_link
from visit_exchange.journey.hearing import is_announced
from visit_exchange.journey.mailing import with_its_mails
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.journey.requesting.opening import send_request_again
from visit_exchange.visits.entry.entry import check_email
from visit_exchange.visits.visit import ENDED, Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def replace_lano(outside: "Outside", visit_id: str, email: str, *, by: str) -> Visit:
    """Write to another LANO from now on: the link of the one before ends at once.

    Who is new gets the request with a new link, or while the visit is deferred the link alone;
    nothing before the visit was opened. What had not reached the other one goes to who is new.
    UserError when the address is none, is the present one, or the visit has ended.
    """
    visit = _to_mend(outside, visit_id)
    address = check_email(email.strip(), "LANO e-mail")
    if address == visit.lano_email:
        raise UserError(f"{address} is the LANO e-mail of {visit_id} already")
    # First: whoever reads the wrong inbox is let in no longer, whatever fails after it.
    revoke_authority_link(outside, visit, by=by)
    at = visit_now(visit)
    with with_its_mails(outside, visit_id):
        mended = outside.register.change_contact(visit_id, "lano_email", address, by=by, at=at)
        outside.register.readdress(visit_id, visit.lano_email, address, at=wall_now())
    _send_what_the_other_had(outside, mended, by=by)
    return mended


def replace_lead(outside: "Outside", visit_id: str, email: str, *, by: str) -> Visit:
    """Write to another lead inspector from now on; UserError as for a LANO."""
    visit = _to_mend(outside, visit_id)
    address = check_email(email.strip(), "Lead inspector e-mail")
    at, before = visit_now(visit), visit.lead_inspector_email
    with with_its_mails(outside, visit_id):
        outside.register.readdress(visit_id, before, address, at=wall_now())
        return outside.register.change_contact(
            visit_id, "lead_inspector_email", address, by=by, at=at
        )


def _to_mend(outside: "Outside", visit_id: str) -> Visit:
    visit = outside.register.visit(visit_id)
    if visit.status in ENDED:
        raise UserError(f"{visit_id} is {visit.status.value}: nobody is written to any more")
    return visit


def _send_what_the_other_had(outside: "Outside", visit: Visit, *, by: str) -> None:
    if not is_announced(outside, visit) or visit.status is VisitStatus.REGISTERED:
        return
    if visit.status is not VisitStatus.DEFERRED:
        send_request_again(outside, visit)
    elif outside.settings.upload_origin:
        send_new_link(outside, visit.id, by=by)
