"""Tells the data team what is not well, and when it is over: one mail each for all of a look."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.journey.mailing import alert_once
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.upkeep.mending import MENDED
from visit_exchange.mails.catalogue import mail
from visit_exchange.services.airflow_watch import Run
from visit_exchange.services.mail import Letter
from visit_exchange.visits.findings import TOLD_AGAIN_AFTER, Finding, News

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

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
        outside.register.findings_told([each.key for each in told], at=now)


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


def tell_of_register(outside: "Outside", before: Sequence[Run]) -> None:
    """Mail that the register does not answer, without it: on the first look, and once a day.

    ``before`` are the runs that looked before this one, the newest first: they failed while the
    register was away, which is all that there is to remember it by.
    """
    if _failed_in_a_row(before) % (TOLD_AGAIN_AFTER // EVERY) == 0:
        now = wall_now()
        written = mail("register_away")
        to, key = outside.settings.data_team_email, f"register-away/{now.isoformat()}"
        outside.mail.send(Letter(key, to, *written, now))


def _failed_in_a_row(before: Iterable[Run]) -> int:
    number = 0
    for run in before:
        if run.state != "failed":
            break
        number += 1
    return number
