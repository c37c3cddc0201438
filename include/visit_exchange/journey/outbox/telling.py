"""What the data team is told of the outbox itself: what was refused, and a server that is away."""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.outbox.posting import post, post_alert
from visit_exchange.mails.catalogue import mail
from visit_exchange.services.mail import Letter, NotSent, RefusesLater
from visit_exchange.visits.records import SentMail
from visit_exchange.visits.watch.waiting_mails import Channel, Trouble, WaitingMail
from visit_exchange.writing.counted import count
from visit_exchange.writing.dates_in_words import say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)

# Shorter troubles are over before anybody has looked.
WORTH_TELLING = timedelta(minutes=10)
REFUSED, UNDELIVERED = "refused/", "undelivered/"
THINGS = {Channel.MAIL: "mail", Channel.WEBHOOK: "alert"}
LONDON = ZoneInfo("Europe/London")


def tell_of_refused(outside: "Outside", refused: WaitingMail, code: str) -> None:
    """Tell the data team, on the ways that are left, of a letter that is tried no more.

    Of a letter that tells of another the board alone tells.
    """
    if refused.key.startswith(REFUSED):
        return
    # Let go again it counts as written then: refused again it is told again.
    lane, key = refused.lane, f"{REFUSED}{refused.number}/{refused.written_at:%Y-%m-%dT%H:%M:%S.%f}"
    told = {"number": refused.number, "key": refused.key, "to": lane.to, "code": code}
    thing = THINGS[lane.channel]
    subject, text = mail("mail_refused", visit=lane.visit_id, thing=thing, **told)
    if lane.to != outside.settings.data_team_email:
        _post_to_team(outside, key, subject, text, lane.visit_id)
    if lane.channel is Channel.MAIL:
        post_alert(outside, key, subject, visit_id=lane.visit_id)


def tell_of_outage(outside: "Outside") -> None:
    """Tell the data team, once and on the other way, of a server that has been away for long."""
    waiting = outside.register.waiting_mails()
    for channel in Channel:
        here = [each for each in waiting if each.lane.channel is channel and not each.is_refused]
        away = next((each for each in here if each.trouble is Trouble.AWAY), None)
        if away and wall_now() - since(away) >= WORTH_TELLING:
            _tell_away(outside, away, len(here))


def tell_of_undelivered(outside: "Outside") -> None:
    """Tell the data team, once each, of mails whose sender learned later that nobody gets them."""
    if not isinstance(outside.mail, RefusesLater):
        return
    try:
        keys = outside.mail.undelivered()
    except NotSent as error:
        log.warning("what was not delivered is asked for again: %s", error)
        return
    for sent in outside.register.sent_mails(keys):
        if not sent.key.startswith((UNDELIVERED, REFUSED)):
            _tell_undelivered(outside, sent)


def since(waiting: WaitingMail) -> datetime:
    """Return when a letter first came to grief."""
    return waiting.troubled_at or waiting.written_at


def say_wall(at: datetime) -> str:
    """Return the wall's time as people in England read it."""
    return say_when(at.astimezone(LONDON).isoformat(timespec="minutes"))


def _tell_away(outside: "Outside", away: WaitingMail, waiting: int) -> None:
    key, when = f"away/{away.number}", say_wall(since(away))
    if away.lane.channel is Channel.MAIL:
        letters = count(waiting, "mail")
        post_alert(outside, key, f"No mail has gone out since {when} ({away.code}): {letters} wait")
    else:
        told = mail("alerts_wait", since=when, code=away.code, alerts=count(waiting, "alert"))
        _post_to_team(outside, key, *told, None)


def _tell_undelivered(outside: "Outside", sent: SentMail) -> None:
    key = f"{UNDELIVERED}{sent.key}"
    subject, text = mail("mail_undelivered", key=sent.key, to=sent.to)
    if sent.to != outside.settings.data_team_email:
        _post_to_team(outside, key, subject, text, None)
    post_alert(outside, key, subject)


def _post_to_team(
    outside: "Outside", key: str, subject: str, text: str, visit_id: str | None
) -> None:
    to = outside.settings.data_team_email
    post(outside, Channel.MAIL, Letter(key, to, subject, text, wall_now(), visit_id))
