"""After a visit: record what happened, work out what follows from it, remind who owes it."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.journey.mailing import mail_each, mail_once, with_its_mails
from visit_exchange.journey.now import visit_now
from visit_exchange.mails.catalogue import mail
from visit_exchange.visits.dates.following import (
    Standing,
    check_recordable,
    follow,
    following,
    recordable,
    standing,
)
from visit_exchange.visits.dates.working_days import (
    calendar_version,
    is_working_day_in_england,
    working_days_before,
)
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import STOPPED, Visit, VisitMilestone, VisitStatus
from visit_exchange.writing.dates_in_words import say_day, say_when

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

# Long enough before to do something about it, short enough to be in mind when it is due.
REMIND_WORKING_DAYS_BEFORE = 5
OWED = frozenset({Standing.DUE, Standing.LATE, Standing.PAST_AIM})


def record(
    outside: "Outside", visit_id: str, event: str, on: date, *, by: str
) -> tuple[VisitMilestone, ...]:
    """Record that an event happened on a day; return what follows the visit as it stands now.

    UserError when visits of this kind have no such event, or the day is not between the
    notification and today.
    """
    visit = outside.register.visit(visit_id)
    framework = framework_of(visit)
    check_recordable(framework, event)
    now = visit_now(visit)
    check_day(visit, on, now)
    with with_its_mails(outside, visit_id):
        outside.register.record_happening(visit_id, event, on, by=by, at=now)
        bring_up_to_date(outside, visit)
        followed = what_follows(outside, visit)
        _tell(outside, visit, event, on, followed)
    return followed


def check_day(visit: Visit, on: date, now: datetime) -> None:
    """Raise UserError unless something can have happened ``on`` a day; ``now`` is visit time."""
    today = now.astimezone(ZoneInfo(framework_of(visit).timezone)).date()
    if not visit.notified <= on <= today:
        raise UserError(
            f"The day must be from {say_day(visit.notified)} to {say_day(today)}, not {say_day(on)}"
        )


def bring_up_to_date(outside: "Outside", visit: Visit) -> None:
    """Put what follows a visit on the days that it has by what has happened."""
    happened = outside.register.happened(visit.id)
    stored = outside.register.milestones(visit.id)
    planned = follow(framework_of(visit), stored, happened)
    if planned:
        outside.register.replan(visit.id, planned, calendar=calendar_version())


def what_follows(outside: "Outside", visit: Visit) -> tuple[VisitMilestone, ...]:
    """Return the stored milestones that follow a visit."""
    rules = {rule.id for rule in following(framework_of(visit))}
    return tuple(one for one in outside.register.milestones(visit.id) if one.id in rules)


def remind_owners(outside: "Outside") -> int:
    """Remind everyone of what they owe soon after a visit, once each; return how many mails went.

    Asked each morning. Visits that are disposed of are looked at too: their dates are kept.
    """
    not_made = STOPPED | {VisitStatus.REGISTERED}
    visits = [v for v in outside.register.visits() if v.status not in not_made]
    return sum(_remind(outside, visit) for visit in visits if following(framework_of(visit)))


def _remind(outside: "Outside", visit: Visit) -> int:
    bring_up_to_date(outside, visit)
    framework, now = framework_of(visit), visit_now(visit)
    happened = outside.register.happened(visit.id)
    sent = 0
    for milestone in what_follows(outside, visit):
        stands = standing(framework, milestone, happened, now)
        if stands in OWED and _is_soon(milestone, now, ZoneInfo(framework.timezone)):
            sent += _remind_of(outside, visit, milestone, stands)
    return sent


def _is_soon(milestone: VisitMilestone, now: datetime, zone: ZoneInfo) -> bool:
    due = milestone.due.astimezone(zone).date()
    first = working_days_before(due, REMIND_WORKING_DAYS_BEFORE, is_working_day_in_england)
    return now.astimezone(zone).date() >= first


def _remind_of(
    outside: "Outside", visit: Visit, milestone: VisitMilestone, stands: Standing
) -> bool:
    rule = framework_of(visit).milestone(milestone.id)
    to = visit.lano_email if rule.owner == "authority" else visit.lead_inspector_email
    written = mail(
        "owed_after_visit",
        visit=visit.id,
        milestone=milestone.title,
        when=say_when(milestone.local),
        is_late=stands is Standing.LATE,
        area=visit.la_name,
        kind=framework_of(visit).title,
        team=outside.settings.data_team_email,
    )
    key = f"{visit.run_id}/follows/{milestone.id}"
    return mail_once(outside, key, to, *written, visit_id=visit.id)


def _tell(
    outside: "Outside",
    visit: Visit,
    event: str,
    on: date,
    followed: tuple[VisitMilestone, ...],
) -> None:
    framework = framework_of(visit)
    happened, now = outside.register.happened(visit.id), visit_now(visit)
    lines = [
        f"{one.title}: {say_when(one.local)}"
        for one in followed
        if standing(framework, one, happened, now) in OWED
    ]
    title = recordable(framework)[event]
    written = mail("event_recorded", visit=visit.id, title=title, day=say_day(on), lines=lines)
    both = (visit.lano_email, visit.lead_inspector_email)
    occasion = f"{visit.run_id}/happened/{event}/{on.isoformat()}"
    mail_each(outside, occasion, both, *written, visit.id)
