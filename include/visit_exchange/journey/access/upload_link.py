"""The link with which an authority uploads in a browser: a secret of its own for each visit.

Whoever holds it may add files to the visit and read our replies to it, and nothing else. The
register knows the hash of its token alone. It stands after the #, which no browser sends anywhere.
"""

import hashlib
import secrets
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.hearing import is_announced
from visit_exchange.journey.mailing import with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.sender import Sender, sender_named
from visit_exchange.journey.telling import mail_sender
from visit_exchange.mails.catalogue import mail
from visit_exchange.settings.settings import env_name
from visit_exchange.visits.visit import ENDED, Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

PAGE = "/upload/"
TOKEN_BYTES = 32
NO_LINK = (
    "This link does not work. A newer one may have been sent in its place, or the visit has "
    "closed. Use the link in the newest mail, or ask the lead inspector."
)

WHY_ENDED = {
    VisitStatus.CANCELLED: (
        "The visit was cancelled, so this link no longer works. You do not need to send anything. "
        "If you have a question, contact the lead inspector."
    ),
    VisitStatus.CLOSED: (
        "The visit has closed, so this link no longer works. If you still have something to send, "
        "contact the lead inspector."
    ),
}


def new_link(outside: "Outside", visit_id: str, *, by: str, sender: str = "") -> str:
    """Return a new link; the one before no longer works. Empty where no page takes uploads.

    ``sender`` is the id of a partner; empty for the authority. So below.
    """
    if not outside.settings.upload_origin:
        return ""
    visit = outside.register.visit(visit_id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    at = visit_now(visit)
    outside.register.issue_upload_link(visit_id, _hash(token), sender=sender, by=by, at=at)
    return f"{outside.settings.upload_origin.rstrip('/')}{PAGE}#{token}"


def send_new_link(outside: "Outside", visit_id: str, *, by: str, sender: str = "") -> str:
    """Mail the LANO (or a partner) a new link instead of the old; return the address.

    UserError when the visit is not open, or no page takes uploads.
    """
    visit = outside.register.visit(visit_id)
    if visit.status is VisitStatus.REGISTERED or visit.status in ENDED:
        raise UserError(f"{visit_id} is {visit.status.value}: a link works only while it is open")
    if not is_announced(outside, visit):
        raise UserError(f"{visit_id} was never open: the authority hears of it on the day it opens")
    to = sender_named(outside, visit, sender)
    if to.partner and to.partner.is_removed:
        raise UserError(f"{to.name} was removed from {visit_id}: it gets no link")
    if not outside.settings.upload_origin:
        raise UserError(f"No page takes uploads. Set {env_name('upload_origin')}")
    with with_its_mails(outside, visit_id):
        link = new_link(outside, visit_id, by=by, sender=sender)
        key = f"{visit_id}/upload-link/{_hash(link)[:16]}"
        written = mail("new_upload_link", visit=visit_id, link=link)
        mail_sender(outside, key, to, *written)
    return to.email


def revoke_link(outside: "Outside", visit: Visit, *, by: str) -> bool:
    """End the visit's links, its partners' too; False when it had none itself."""
    at = visit_now(visit)
    for partner in outside.register.partners(visit.id):
        outside.register.revoke_upload_link(visit.id, sender=partner.id, by=by, at=at)
    return outside.register.revoke_upload_link(visit.id, by=by, at=at)


def revoke_authority_link(outside: "Outside", visit: Visit, *, by: str) -> bool:
    """End the authority's own link; its partners' go on. False when it had none."""
    return outside.register.revoke_upload_link(visit.id, by=by, at=visit_now(visit))


def sender_of_link(outside: "Outside", token: str) -> Sender:
    """Return who a token is for, with its visit; PermissionError, which says why, for any other."""
    found = outside.register.sender_of_upload_link(_hash(token))
    if found is None:
        raise PermissionError(_why_refused(outside, token))
    visit_id, sender = found
    return sender_named(outside, outside.register.visit(visit_id), sender)


def _why_refused(outside: "Outside", token: str) -> str:
    """Only who had a visit's last link is told what became of it: an older one may be leaked."""
    visit_id = outside.register.visit_of_last_link(_hash(token))
    status = outside.register.visit(visit_id).status if visit_id else None
    return WHY_ENDED.get(status, NO_LINK) if status else NO_LINK


def _hash(token: str) -> str:
    # 256 random bits need no slow hash: there is nothing to guess.
    return hashlib.sha256(token.encode()).hexdigest()
