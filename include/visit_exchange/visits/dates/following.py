"""What follows a visit: its days, counted from what has happened, and how each of them stands."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework
from visit_exchange.kinds.rules.milestone_rule import MilestoneRule
from visit_exchange.visits.dates.milestone_days import (
    Milestone,
    day_after,
    milestone_on,
    provisional,
)
from visit_exchange.visits.dates.working_days import IsWorkingDay, is_working_day_in_england
from visit_exchange.visits.visit import VisitMilestone

Happened = Mapping[str, date]


class Standing(StrEnum):
    """How a milestone that follows a visit stands."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    PASSED = "passed"
    PAST_AIM = "past the day aimed at"
    PROVISIONAL = "provisional"
    NOT_NEEDED = "not needed"


def following(framework: Framework) -> tuple[MilestoneRule, ...]:
    """Return the milestones that follow a visit, in the order in which they are worked out."""
    return tuple(r for r in (*framework.milestones, *framework.follow_ups) if r.owner)


def recordable(framework: Framework) -> dict[str, str]:
    """Return the title of everything that the data team can record, by its id."""
    milestones = {rule.id: rule.title for rule in following(framework)}
    return milestones | {event.id: event.title for event in framework.events}


def check_recordable(framework: Framework, event: str) -> None:
    """Raise UserError unless ``event`` can be recorded for a visit of this kind."""
    known = recordable(framework)
    if not known:
        raise UserError(f"{framework.title} has nothing to record: nothing follows it")
    if event not in known:
        raise UserError(f"The event must be one of: {', '.join(known)}")


def follow(
    framework: Framework,
    stored: Collection[VisitMilestone],
    happened: Happened,
    *,
    is_working_day: IsWorkingDay = is_working_day_in_england,
) -> tuple[Milestone, ...]:
    """Return what follows a visit on the days that it has now.

    Each counts from the day on which the one before it happened, or else is expected. A follow-up
    has no day before both what it follows and what makes it needed have happened.
    """
    zone = ZoneInfo(framework.timezone)
    days = {one.id: one.due.astimezone(zone).date() for one in stored}
    fixed = {one.id for one in stored if one.adjusted}
    unsettled = unsettled_by(framework, happened)
    planned = []
    for rule in following(framework):
        if rule.after is None or not _has_a_day(framework, rule, happened):
            continue
        if rule.id not in fixed:
            start = happened.get(rule.after.milestone) or days.get(rule.after.milestone)
            if start is None:
                continue  # the visit was registered before its kind had what this counts from
            days[rule.id] = day_after(start, rule.after, is_working_day)
        is_open = rule.id in unsettled
        planned.append(milestone_on(rule, days[rule.id], zone, provisional=is_open))
    return tuple(planned)


def unsettled_by(framework: Framework, happened: Happened) -> frozenset[str]:
    """Return the milestones whose day is provisional, given what has happened."""
    return provisional(framework.milestones, happened)


def standing(
    framework: Framework, milestone: VisitMilestone, happened: Happened, now: datetime
) -> Standing:
    """Return how a milestone that follows a visit stands at ``now`` (visit time)."""
    rule = framework.milestone(milestone.id)
    if rule.id in happened:
        return Standing.DONE
    if rule.only_after and rule.only_after not in happened:
        return Standing.NOT_NEEDED
    if rule.id in unsettled_by(framework, happened) and not milestone.adjusted:
        return Standing.PROVISIONAL
    if now <= milestone.due:
        return Standing.DUE
    if rule.window:
        return Standing.PASSED
    return Standing.PAST_AIM if rule.aim else Standing.LATE


def _has_a_day(framework: Framework, rule: MilestoneRule, happened: Happened) -> bool:
    if rule not in framework.follow_ups or rule.after is None:
        return True
    return all(each in happened for each in (rule.after.milestone, rule.only_after) if each)
