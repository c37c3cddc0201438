"""Whether a visit can be planned so: its notification day, its on-site days, what was agreed."""

from collections.abc import Mapping
from datetime import date

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework
from visit_exchange.visits.dates.typed_times import check_year
from visit_exchange.visits.dates.working_days import (
    IsWorkingDay,
    is_working_day_in_england,
    working_days_after,
    working_days_before,
)
from visit_exchange.writing.dates_in_words import say_day

Agreed = Mapping[str, date]
# Where the guidance only says what is typical, two weeks on site are certainly a slip.
MOST_DAYS_EVER = 10


def check_notified(
    notified: date, is_working_day: IsWorkingDay = is_working_day_in_england
) -> None:
    """Raise UserError unless leaders can be notified on this day."""
    check_year(notified)
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
    fewest, most = (1, MOST_DAYS_EVER) if rules.typical else (rules.fewest_days, rules.most_days)
    if rules.milestone and not fewest <= days <= most:
        raise UserError(f"On-site days must be from {fewest} to {most}")


def check_agreed(framework: Framework, notified: date, agreed: Agreed) -> None:
    """Raise UserError unless every day that is agreed is given, and lies after notification."""
    for rule in framework.milestones:
        if rule.agreed and rule.id not in agreed:
            raise UserError(f"Enter the agreed date of {rule.id}: {rule.title}")
    for name, day in agreed.items():
        if name not in {rule.id for rule in framework.milestones if rule.agreed}:
            raise UserError(f"{framework.title} agrees no date of {name}. Remove it")
        if day <= notified:
            raise UserError(f"The agreed date of {name} must be after {say_day(notified)}")
