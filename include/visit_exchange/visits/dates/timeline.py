"""When everything of a visit is due: pure functions of the framework and the notification date."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework
from visit_exchange.kinds.rules.milestone_rule import WEEKDAYS, After
from visit_exchange.visits.dates.milestone_days import (
    Milestone,
    day_after,
    milestone_on,
    provisional,
)
from visit_exchange.visits.dates.plan_checks import (
    Agreed,
    check_agreed,
    check_notified,
    check_on_site_days,
)
from visit_exchange.visits.dates.working_days import (
    IsWorkingDay,
    calendar_version,
    is_working_day_in_england,
    rolled_forward,
    working_days_after,
    working_days_before,
)
from visit_exchange.writing.dates_in_words import say_day

__all__ = [
    "Milestone",
    "Timeline",
    "check_notified",
    "check_on_site_days",
    "notification_for",
    "plan",
]

NOTHING_AGREED: Agreed = {}

# A call that is moved to the end of the week before, because of a bank holiday in week 1 or 2,
# opens the week that follows it ("the Thursday following the notification call").
FIRST_EARLY_CALL = WEEKDAYS.index("thursday")


@dataclass(frozen=True)
class Timeline:
    """Every deadline of a visit, in the framework's order, and what decided them."""

    framework: str
    notified: date
    milestones: tuple[Milestone, ...]
    calendar: str
    on_site_days: int

    def milestone(self, milestone_id: str) -> Milestone:
        """Return the milestone with this id; KeyError when there is none."""
        return {milestone.id: milestone for milestone in self.milestones}[milestone_id]


def plan(
    framework: Framework,
    notified: date,
    *,
    on_site_days: int | None = None,
    agreed: Agreed = NOTHING_AGREED,
    is_working_day: IsWorkingDay = is_working_day_in_england,
) -> Timeline:
    """Return the timeline of a visit that is notified on ``notified``.

    ``on_site_days`` is the framework's default when None; ``agreed`` are the days that were agreed
    with the authority, by milestone. Raises UserError when the visit cannot be notified on that
    day or be on site for that long, or when an agreed day is missing.
    """
    check_notified(notified, is_working_day)
    days = framework.on_site.default_days if on_site_days is None else on_site_days
    check_on_site_days(framework, days)
    check_agreed(framework, notified, agreed)
    due_days = _due_days(framework, notified, days, agreed, is_working_day)
    zone = ZoneInfo(framework.timezone)
    unsettled = provisional(framework.milestones)
    milestones = tuple(
        milestone_on(rule, due_days[rule.id], zone, provisional=rule.id in unsettled)
        for rule in framework.milestones
    )
    return Timeline(framework.id, notified, milestones, calendar_version(), days)


def notification_for(
    framework: Framework,
    on_site_start: date,
    *,
    is_working_day: IsWorkingDay = is_working_day_in_england,
) -> date:
    """Return the day to notify for a visit to start on site on ``on_site_start``."""
    distance = framework.on_site_distance
    if distance is None:
        raise UserError(f"{framework.title} has no on-site days. Enter the notification date")
    if not is_working_day(on_site_start):
        raise UserError(
            f"{say_day(on_site_start)} is not a working day. "
            f"Start on site on {say_day(rolled_forward(on_site_start, is_working_day))} instead."
        )
    return working_days_before(on_site_start, distance, is_working_day)


def _due_days(
    framework: Framework,
    notified: date,
    on_site_days: int,
    agreed: Agreed,
    is_working_day: IsWorkingDay,
) -> dict[str, date]:
    start = framework.on_site.milestone
    last_day = After(milestone=start, working_days=on_site_days - 1) if start else None
    due: dict[str, date] = {}
    for rule in framework.milestones:
        days = [working_days_after(notified, rule.working_days or 0, is_working_day)]
        if rule.weekday is not None and rule.week is not None:
            named = _named_weekday(notified, rule.weekday, rule.week)
            days.append(rolled_forward(named, is_working_day))
        for after in (rule.after, last_day if rule.last_on_site_day else None):
            if after is not None:
                days.append(day_after(due[after.milestone], after, is_working_day))
        due[rule.id] = agreed[rule.id] if rule.agreed else max(days)
    return due


def _named_weekday(notified: date, weekday: str, week: int) -> date:
    is_early_call = notified.weekday() >= FIRST_EARLY_CALL
    week_of_call = notified - timedelta(days=notified.weekday())
    return week_of_call + timedelta(weeks=week - 1 + is_early_call, days=WEEKDAYS.index(weekday))
