"""On which day a milestone falls, and whether that day is settled yet."""

from calendar import monthrange
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from visit_exchange.kinds.rules.milestone_rule import After, MilestoneRule
from visit_exchange.visits.dates.working_days import IsWorkingDay, working_days_after


@dataclass(frozen=True)
class Milestone:
    """One deadline: ``due`` as a UTC instant, ``local`` the same instant as people read it.

    It is ``provisional`` while something that it counts from has not happened yet.
    """

    id: str
    title: str
    due: datetime
    local: str
    provisional: bool = False


def day_after(earlier: date, after: After, is_working_day: IsWorkingDay) -> date:
    """Return the day that lies ``after`` an earlier one.

    A distance in months ends on the same day of that month, or on its last.
    """
    if after.months is None:
        return working_days_after(earlier, after.working_days or 0, is_working_day)
    year, month = divmod(earlier.year * 12 + earlier.month - 1 + after.months, 12)
    return date(year, month + 1, min(earlier.day, monthrange(year, month + 1)[1]))


def provisional(rules: Iterable[MilestoneRule], happened: Container[str] = ()) -> frozenset[str]:
    """Return the milestones that count from what has not happened yet, directly or not."""
    unsettled: set[str] = set()
    awaited: set[str] = set()
    for rule in rules:
        awaited |= {rule.id} if rule.owner and rule.id not in happened else set()
        if rule.after and rule.after.milestone in awaited | unsettled:
            unsettled.add(rule.id)
    return frozenset(unsettled)


def milestone_on(
    rule: MilestoneRule, day: date, zone: ZoneInfo, *, provisional: bool = False
) -> Milestone:
    """Return the milestone of a rule on its day, at the rule's local time."""
    local = datetime.combine(day, rule.local_time, zone)
    due = local.astimezone(UTC)
    return Milestone(rule.id, rule.title, due, local.isoformat(), provisional)
