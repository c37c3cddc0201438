"""One mail per occasion, however often its step is tried."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from visit_exchange.journey.now import wall_now

if TYPE_CHECKING:
    from visit_exchange.services.mail import Attachment
    from visit_exchange.services.outside import Outside


def mail_once(
    outside: "Outside",
    key: str,
    to: str,
    subject: str,
    text: str,
    *,
    visit_id: str | None = None,
    attachments: Sequence["Attachment"] = (),
) -> bool:
    """Send a mail unless the register says that this occasion's mail went out; True when sent."""
    if outside.register.mail_sent(key):
        return False
    mail_now(outside, key, to, subject, text, visit_id=visit_id, attachments=attachments)
    return True


def mail_now(
    outside: "Outside",
    key: str,
    to: str,
    subject: str,
    text: str,
    *,
    visit_id: str | None = None,
    attachments: Sequence["Attachment"] = (),
) -> None:
    """Send a mail that is known not to have gone out, and record it."""
    outside.mail.send(to, subject, text, key=key, attachments=attachments)
    outside.register.record_mail(key, to=to, at=wall_now(), visit_id=visit_id)


def mail_each(
    outside: "Outside",
    occasion: str,
    inboxes: Iterable[str],
    subject: str,
    text: str,
    visit_id: str,
) -> None:
    """Send the same mail to each inbox, once for each that the register does not know of."""
    for to in inboxes:
        mail_once(outside, f"{occasion}/{to}", to, subject, text, visit_id=visit_id)
