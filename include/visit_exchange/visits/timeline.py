"""When everything of a visit is due: pure functions of the framework and the notification date."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.visits.framework import Framework
from visit_exchange.visits.milestone_rule import WEEKDAYS, After, MilestoneRule
from visit_exchange.visits.saying import say_day
from visit_exchange.visits.working_days import (
    IsWorkingDay,
    calendar_version,
    is_working_day_in_england,
    rolled_forward,
    working_days_after,
    working_days_before,
)

# A call that is moved to the end of the week before, because of a bank holiday in week 1 or 2,
# opens the week that follows it ("the Thursday following the notification call").
FIRST_EARLY_CALL = WEEKDAYS.index("thursday")


@dataclass(frozen=True)
class Milestone:
    """One deadline: ``due`` as a UTC instant, ``local`` the same instant as people read it."""

    id: str
    title: str
    due: datetime
    local: str


@dataclass(frozen=True)
class Timeline:
    """Every deadline of a visit, in the framework's order, and the calendar that decided them."""

    framework: str
    notified: date
    milestones: tuple[Milestone, ...]
    calendar: str

    def milestone(self, milestone_id: str) -> Milestone:
        """Return the milestone with this id; KeyError when there is none."""
        return {milestone.id: milestone for milestone in self.milestones}[milestone_id]


def plan(
    framework: Framework,
    notified: date,
    *,
    on_site_days: int | None = None,
    is_working_day: IsWorkingDay = is_working_day_in_england,
) -> Timeline:
    """Return the timeline of a visit that is notified on ``notified``.

    ``on_site_days`` is the framework's default when None. Raises UserError when the visit cannot
    be notified on that day or be on site for that long.
    """
    check_notified(notified, is_working_day)
    days = framework.on_site.default_days if on_site_days is None else on_site_days
    check_on_site_days(framework, days)
    due_days = _due_days(framework, notified, days, is_working_day)
    zone = ZoneInfo(framework.timezone)
    milestones = tuple(_milestone(rule, due_days[rule.id], zone) for rule in framework.milestones)
    return Timeline(framework.id, notified, milestones, calendar_version())


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


def check_notified(
    notified: date, is_working_day: IsWorkingDay = is_working_day_in_england
) -> None:
    """Raise UserError unless leaders can be notified on this day."""
    if not is_working_day(notified):
        before = say_day(working_days_before(notified, 1, is_working_day))
        after = say_day(working_days_after(notified, 1, is_working_day))
        raise UserError(
            f"{say_day(notified)} is not a working day. Notify on {before} or {after} instead."
        )


def check_on_site_days(framework: Framework, days: int) -> None:
    """Raise UserError unless a visit of this kind can be on site for this many days."""
    rules = framework.on_site
    if rules.milestone is None and days:
        raise UserError(f"{framework.title} has no on-site days. Leave their number empty")
    if rules.milestone and not rules.fewest_days <= days <= rules.most_days:
        raise UserError(f"On-site days must be from {rules.fewest_days} to {rules.most_days}")


def _due_days(
    framework: Framework, notified: date, on_site_days: int, is_working_day: IsWorkingDay
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
                earlier = due[after.milestone]
                days.append(working_days_after(earlier, after.working_days, is_working_day))
        due[rule.id] = max(days)
    return due


def _named_weekday(notified: date, weekday: str, week: int) -> date:
    is_early_call = notified.weekday() >= FIRST_EARLY_CALL
    week_of_call = notified - timedelta(days=notified.weekday())
    return week_of_call + timedelta(weeks=week - 1 + is_early_call, days=WEEKDAYS.index(weekday))


def _milestone(rule: MilestoneRule, day: date, zone: ZoneInfo) -> Milestone:
    local = datetime.combine(day, rule.local_time, zone)
    return Milestone(rule.id, rule.title, local.astimezone(UTC), local.isoformat())
