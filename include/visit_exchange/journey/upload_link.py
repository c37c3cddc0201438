"""The link with which an authority uploads in a browser: a secret of its own for each visit.

Whoever holds it may add files to the visit and read our replies to it, and nothing else. The
register knows the hash of its token alone. It stands after the #, which no browser sends anywhere.
"""

import hashlib
import secrets
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.settings import env_name
from visit_exchange.visits.visit import ENDED, Visit, VisitStatus

if TYPE_CHECKING:
    from visit_exchange.outside import Outside

PAGE = "/upload/"
TOKEN_BYTES = 32
NO_LINK = (
    "This link does not work. A newer one may have been sent in its place, or the visit has "
    "closed. Use the link in the newest mail, or ask the lead inspector."
)


def new_link(outside: "Outside", visit_id: str, *, by: str) -> str:
    """Return a new link; the one before works no longer. Empty where no page takes uploads."""
    if not outside.settings.upload_origin:
        return ""
    visit = outside.register.visit(visit_id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    outside.register.issue_upload_link(visit_id, _hash(token), by=by, at=visit_now(visit))
    return f"{outside.settings.upload_origin.rstrip('/')}{PAGE}#{token}"


def send_new_link(outside: "Outside", visit_id: str, *, by: str) -> str:
    """Mail the LANO a new link in place of the one before; return the address it went to.

    UserError when the visit is not open, or no page takes uploads.
    """
    visit = outside.register.visit(visit_id)
    if visit.status is VisitStatus.REGISTERED or visit.status in ENDED:
        raise UserError(f"{visit_id} is {visit.status.value}: a link works only while it is open")
    link = new_link(outside, visit_id, by=by)
    if not link:
        raise UserError(f"No page takes uploads. Set {env_name('upload_origin')}")
    key = f"{visit_id}/upload-link/{_hash(link)[:16]}"
    subject = f"Your new link to send files ({visit_id})"
    mail_once(outside, key, visit.lano_email, subject, _TEXT.format(link=link), visit_id=visit_id)
    return visit.lano_email


def revoke_link(outside: "Outside", visit: Visit, *, by: str) -> bool:
    """Let the visit's link work no longer; False when there was none."""
    return outside.register.revoke_upload_link(visit.id, by=by, at=visit_now(visit))


def visit_of_link(outside: "Outside", token: str) -> Visit:
    """Return the visit that a token is for; PermissionError for any that does not work."""
    found = outside.register.sender_of_upload_link(_hash(token))
    if found is None:
        raise PermissionError(NO_LINK)
    return outside.register.visit(found[0])


def _hash(token: str) -> str:
    # 256 random bits need no slow hash: there is nothing to guess.
    return hashlib.sha256(token.encode()).hexdigest()


_TEXT = """Use this link to send files and read our replies:

{link}

The link that you had works no longer. Keep this one to yourself and your colleagues: whoever has
it can send files and read our replies. It works until the visit closes.
"""
