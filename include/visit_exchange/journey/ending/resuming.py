"""Resume a deferred visit: a new notification date, new deadlines, everything received kept."""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import ServiceError, UserError
from visit_exchange.journey.ending.deferring import everyone, reason_given
from visit_exchange.journey.mailing import mail_each, with_its_mails
from visit_exchange.journey.new_dates import new_dates_mail
from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.visits.dates.clock import RehearsalClock, VisitClock
from visit_exchange.visits.dates.rehearsing import ONE_DAY, rehearsal_clock
from visit_exchange.visits.dates.timeline import Timeline, plan
from visit_exchange.visits.entry.doubts import check_confirmed, date_doubts
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_day

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

log = logging.getLogger(__name__)


def resume(
    outside: "Outside",
    visit_id: str,
    notified: date,
    reason: str,
    *,
    agreed: Mapping[str, date],
    confirmed: bool = False,
    by: str,
) -> Visit:
    """Begin a deferred visit again on a new notification date; the visit's id stays.

    The request goes out anew when that date has come. UserError when there is no reason, the
    visit is not deferred, the date is past or cannot be planned, or it is a year ahead and not
    ``confirmed``. ``agreed`` are days agreed with the authority, by milestone.
    """
    visit = outside.register.visit(visit_id)
    given = reason_given(visit, reason)
    at = visit_now(visit)
    timeline = new_timeline(visit, notified, agreed, at)
    check_day(visit, timeline, at, confirmed=confirmed)
    clock = _clock(visit, timeline)
    with with_its_mails(outside, visit_id):
        resumed = outside.register.resume_visit(visit_id, timeline, clock, given, by=by, at=at)
        _tell(outside, resumed, timeline, given)
        outside.register.afterwards(lambda: _start_if_due(outside, resumed))
    return resumed


def new_timeline(
    visit: Visit, notified: date, agreed: Mapping[str, date], now: datetime
) -> Timeline:
    """Return the dates of a deferred visit that is resumed; UserError when it cannot be so.

    ``now`` is visit time.
    """
    if visit.status is not VisitStatus.DEFERRED:
        raise UserError(f"{visit.id} is {visit.status.value}: only a deferred visit can be resumed")
    _check_is_to_come(visit, notified, now)
    return plan(framework_of(visit), notified, on_site_days=visit.on_site_days, agreed=agreed)


def check_day(visit: Visit, timeline: Timeline, now: datetime, *, confirmed: bool) -> None:
    """Raise UserError when the new notification looks like a slip and is not ``confirmed``."""
    check_confirmed(() if confirmed else date_doubts(timeline, _today(visit, now)))


def _today(visit: Visit, now: datetime) -> date:
    return now.astimezone(ZoneInfo(framework_of(visit).timezone)).date()


def _check_is_to_come(visit: Visit, notified: date, now: datetime) -> None:
    today = _today(visit, now)
    # The clock of a rehearsal begins at 9am: it must not be put back.
    if notified < today or (visit.is_rehearsal and notified == today):
        raise UserError(
            f"The new notification date must be in the future. For this visit it is "
            f"{say_day(today)} now"
        )


def _clock(visit: Visit, timeline: Timeline) -> VisitClock:
    if not (visit.is_rehearsal and isinstance(visit.clock, RehearsalClock)):
        return visit.clock
    # The first day of a rehearsal is a working day.
    first, second = visit.clock.anchors[:2]
    pace = (second.wall - first.wall) / (second.visit - first.visit) * ONE_DAY.total_seconds()
    return rehearsal_clock(timeline, started=wall_now(), day_seconds=pace)


def _start_if_due(outside: "Outside", visit: Visit) -> None:
    """Start the visit's new run at once when its date has come; else the morning will."""
    if visit not in outside.register.visits_to_start(wall_now()):
        return
    try:
        outside.airflow.trigger("visit", visit.run_id, {})
    except ServiceError as error:
        log.warning("%s is started in the morning (%s)", visit.run_id, error)


def _tell(outside: "Outside", visit: Visit, timeline: Timeline, reason: str) -> None:
    written = new_dates_mail("visit_resumed", visit, timeline, reason)
    occasion = f"{visit.run_id}/resumed"
    mail_each(outside, occasion, everyone(outside, visit), *written, visit.id)
