"""Write a letter into the outbox, once for its occasion."""

from typing import TYPE_CHECKING

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.outbox.keys import sealed
from visit_exchange.services.mail import Letter
from visit_exchange.services.page_addresses import board_address
from visit_exchange.visits.watch.waiting_mails import Channel, Lane

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

# Whom an alert is said to go to: the webhook's address is a secret.
ALERTS = "alert webhook"


def post(outside: "Outside", channel: Channel, letter: Letter) -> Lane | None:
    """Write a letter that is to go out; return its lane, None when it was written before."""
    if outside.register.mail_written(letter.key):
        return None
    name, content = sealed(outside, letter.visit_id, letter.to_bytes())
    lane = Lane(channel, letter.visit_id, letter.to)
    posted = outside.register.post(letter.key, lane, name, content, at=letter.written_at)
    return lane if posted else None


def post_alert(
    outside: "Outside", key: str, what: str, *, visit_id: str | None = None, link: str = ""
) -> Lane | None:
    """Write an alert for the webhook, where there is one, beside the mail of the same ``key``.

    ``link`` is where to look; else the visit's page.
    """
    if outside.alerts is None:
        return None
    where = link or board_address(outside, visit_id)
    letter = Letter(f"{key}/{ALERTS}", ALERTS, what, "", wall_now(), visit_id, where)
    return post(outside, Channel.WEBHOOK, letter)
