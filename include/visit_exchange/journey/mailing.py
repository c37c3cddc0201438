"""One mail per occasion, however often its step is tried; written with the act that causes it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.outbox.posting import post, post_alert
from visit_exchange.journey.outbox.sending import send_lane, send_visit
from visit_exchange.services.mail import Letter
from visit_exchange.visits.watch.waiting_mails import Channel, Lane

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
    """Write a mail unless this occasion's was written before; True when it is new.

    Nothing is written ``to`` nobody, as while no LANO is nominated. It is sent at once where its
    server answers; a server that does not delays it and fails nothing.
    """
    if not to:
        return False
    at = wall_now()
    letter = Letter(key, to, subject, text, at, visit_id, attachments=tuple(attachments))
    return _send(outside, post(outside, Channel.MAIL, letter))


def mail_each(
    outside: "Outside",
    occasion: str,
    inboxes: Iterable[str],
    subject: str,
    text: str,
    visit_id: str,
    attachments: Sequence["Attachment"] = (),
) -> None:
    """Send the same mail to each inbox, once for each that the register does not know of."""
    for to in inboxes:
        key = f"{occasion}/{to}"
        mail_once(outside, key, to, subject, text, visit_id=visit_id, attachments=attachments)


def alert_once(
    outside: "Outside",
    key: str,
    subject: str,
    text: str,
    *,
    visit_id: str | None = None,
    link: str = "",
) -> bool:
    """Tell the data team what needs them, by mail and by the webhook; True when it is new."""
    say_once(outside, key, subject, visit_id=visit_id, link=link)
    to = outside.settings.data_team_email
    return mail_once(outside, key, to, subject, text, visit_id=visit_id)


def say_once(
    outside: "Outside", key: str, what: str, *, visit_id: str | None = None, link: str = ""
) -> bool:
    """Say by the webhook alone what happened, of which visit, and where to look (else its page).

    ``key`` may be that of a mail which says the same. False when it is not new, or there is none.
    """
    return _send(outside, post_alert(outside, key, what, visit_id=visit_id, link=link))


@contextmanager
def with_its_mails(outside: "Outside", visit_id: str) -> Iterator[None]:
    """Do an act on a visit and write its mails whole or not at all; they are sent afterwards."""
    with outside.register.together():
        yield
    if not outside.register.is_together:
        send_visit(outside, visit_id)


def _send(outside: "Outside", lane: Lane | None) -> bool:
    # What is written with an act is sent when the act is done.
    if lane and not outside.register.is_together:
        send_lane(outside, lane)
    return lane is not None
