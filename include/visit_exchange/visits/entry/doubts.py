"""What is questioned before a visit is registered: far dates, odd days, a visit made twice."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.timeline import Timeline
from visit_exchange.visits.dates.working_days import is_working_day_in_england, working_days_before
from visit_exchange.visits.visit import NewVisit, Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_day, say_when

# A registration may come this many working days late: what was missed of the visit is caught up.
CATCHING_UP = 2
YEAR = timedelta(days=365)
# Two visits of one kind to one area lie further apart than this, or one of them is a slip.
APART = timedelta(weeks=6)
HOW_TO_CONFIRM = (
    "If this is right, confirm it: with --confirm-dates on the command line, or with "
    "“Dates are confirmed” in the form"
)


def is_over(dues: Iterable[datetime], now: datetime) -> bool:
    """Say whether the last of a visit's deadlines has passed; all are instants of visit time."""
    return max(dues) <= now


def check_not_over(timeline: Timeline, now: datetime) -> None:
    """Raise UserError when every deadline has passed at ``now``: nothing of it can take place."""
    if is_over((each.due for each in timeline.milestones), now):
        raise UserError(
            f"Every date of a visit that is notified on {say_day(timeline.notified)} has passed. "
            "Enter a notification date to come"
        )


def doubts(
    new: NewVisit, timeline: Timeline, today: date, known: Iterable[Visit]
) -> tuple[str, ...]:
    """Return what a person has to confirm of a visit, in words; nothing when it looks right.

    ``today`` is the visit's local day, ``known`` are the visits that are registered.
    """
    near = (_said(new, each) for each in _neighbours(new, known))
    return (*date_doubts(timeline, today), *_unusual_days(new), *near)


def date_doubts(timeline: Timeline, today: date) -> tuple[str, ...]:
    """Return what a person has to confirm of a notification date, with the dates that follow."""
    far = _far_away(timeline.notified, today)
    if far is None:
        return ()
    dates = [f"  {each.title}: {say_when(each.local)}" for each in timeline.milestones]
    return ("\n".join([f"{far}. These dates follow from it:", *dates]),)


def check_confirmed(found: Iterable[str]) -> None:
    """Raise UserError with all that is to confirm, and how; nothing when nothing is."""
    told = list(found)
    if told:
        raise UserError("\n".join(["Nothing was changed.", *told, HOW_TO_CONFIRM]))


def _far_away(notified: date, today: date) -> str | None:
    said = say_day(notified)
    if notified < working_days_before(today, CATCHING_UP, is_working_day_in_england):
        return f"The notification date {said} is more than {CATCHING_UP} working days ago"
    if notified > today + YEAR:
        return f"The notification date {said} is more than a year ahead"
    return None


def _unusual_days(new: NewVisit) -> tuple[str, ...]:
    rules = load_framework(new.framework).on_site
    if not rules.typical or rules.fewest_days <= new.on_site_days <= rules.most_days:
        return ()
    usual = f"{rules.fewest_days} to {rules.most_days} days on site are usual"
    return (f"{usual}, and this visit has {new.on_site_days}",)


def _neighbours(new: NewVisit, known: Iterable[Visit]) -> list[Visit]:
    return [
        each
        for each in known
        if (each.la_code, each.framework) == (new.la_code, new.framework)
        and abs(each.notified - new.notified) < APART
        and each.status is not VisitStatus.CANCELLED
        and not each.is_rehearsal
    ]


def _said(new: NewVisit, other: Visit) -> str:
    return (
        f"A visit of the same kind to {new.la_name} is registered for "
        f"{say_day(other.notified)} ({other.id}), less than {APART.days // 7} weeks from "
        f"{say_day(new.notified)}"
    )
