"""Tells the data team what is not well, and when it is over: one mail each for all of a look."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.journey.mailing import alert_once
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.outbox.posting import ALERTS
from visit_exchange.journey.upkeep.mending import MENDED
from visit_exchange.journey.upkeep.seen import LONDON, MORNING
from visit_exchange.mails.catalogue import mail
from visit_exchange.services.airflow_watch import Run
from visit_exchange.services.mail import Letter, NotSent, Sender
from visit_exchange.services.page_addresses import board_address
from visit_exchange.visits.watch.findings import Finding, News

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)  # a look


def tell(outside: "Outside", heard: News, mended: Collection[str], now: datetime) -> None:
    """Tell what is news, by mail and by the webhook, and note that it was told."""
    _tell_of_lasting(outside, heard, mended, now)
    _tell_of_over(outside, heard, now)


def _tell_of_lasting(
    outside: "Outside", heard: News, mended: Collection[str], now: datetime
) -> None:
    told = (*heard.new, *heard.lasting)
    if told:
        lines = [(each.what, _then(each, mended)) for each in told]
        written = mail("not_well", findings=lines, is_new=bool(heard.new))
        _mail(outside, f"not-well/{now.isoformat()}", written)
        outside.register.findings_told(heard.told, at=now)


def _tell_of_over(outside: "Outside", heard: News, now: datetime) -> None:
    if heard.over:
        written = mail("well_again", over=[each.what for each in heard.over])
        _mail(outside, f"well-again/{now.isoformat()}", written)
        outside.register.findings_told([], [each.key for each in heard.over], at=now)


def _then(finding: Finding, mended: Collection[str]) -> str:
    if finding.key in mended and finding.mend:
        return MENDED[finding.mend]
    return finding.do


def _mail(outside: "Outside", key: str, written: tuple[str, str]) -> None:
    alert_once(outside, key, *written)


def tell_of_register(outside: "Outside", before: Run | None) -> None:
    """Tell that the register does not answer, without it: on the first look, and each morning.

    ``before`` is the run that looked before this one: it failed if the register was away already,
    which is all that there is to remember it by.
    """
    now = wall_now()
    if is_told_now(before, now):
        key, (subject, text) = f"register-away/{now.isoformat()}", mail("register_away")
        _send(outside.mail, Letter(key, outside.settings.data_team_email, subject, text, now))
        if outside.alerts:
            link = board_address(outside)
            _send(outside.alerts, Letter(f"{key}/{ALERTS}", ALERTS, subject, "", now, link=link))


def _send(sender: Sender, letter: Letter) -> None:
    """Send a letter past the outbox, which is in the register."""
    try:
        sender.send(letter)
    except NotSent as error:
        log.warning("The data team could not be told (%s)", error)


def is_told_now(before: Run | None, now: datetime) -> bool:
    """Say whether a look that finds the register away tells of it."""
    is_first = before is None or before.state != "failed"
    local = now.astimezone(LONDON)
    return is_first or (local.hour == MORNING.hour and local.minute < EVERY // timedelta(minutes=1))
