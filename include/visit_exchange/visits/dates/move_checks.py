"""Whether a deadline may move to another instant: a working day, in its place among the rest."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework
from visit_exchange.visits.dates.working_days import IsWorkingDay, is_working_day_in_england
from visit_exchange.visits.visit import VisitMilestone
from visit_exchange.writing.dates_in_words import say_day, say_when

YEAR = timedelta(days=365)
FAR = "It would be more than a year later"


def what_a_move_overrides(
    framework: Framework,
    milestones: Iterable[VisitMilestone],
    moved: str,
    to: datetime,
    is_working_day: IsWorkingDay = is_working_day_in_england,
) -> tuple[str, ...]:
    """Return the rules that a milestone moved to ``to`` would break, in words; none when it fits.

    It falls on a working day, less than a year later, and passes no other milestone of the visit
    itself; what follows a visit (a report, a plan) and items asked for beside the others have no
    place in the order.
    """
    by_id = {each.id: each for each in milestones}
    day = to.astimezone(ZoneInfo(framework.timezone)).date()
    off = [] if is_working_day(day) else [f"{say_day(day)} is not a working day"]
    off += [FAR] if moved in by_id and to - by_id[moved].due > YEAR else []
    ordered = [rule.id for rule in framework.milestones if not (rule.owner or rule.window)]
    if moved not in ordered or moved not in by_id:
        return tuple(off)
    others = (by_id[each] for each in ordered if each in by_id and each != moved)
    was = by_id[moved].due
    return (*off, *(_passed(each, to) for each in others if _is_passed(each.due, was, to)))


def check_move(overrides: Iterable[str], *, confirmed: bool) -> None:
    """Raise UserError with what a move would override, unless a person has confirmed it."""
    told = list(overrides)
    if told and not confirmed:
        raise UserError("\n".join([*told, "Nothing was changed. To override this, give --yes"]))


def _is_passed(other: datetime, was: datetime, to: datetime) -> bool:
    return was < other < to or to < other < was


def _passed(other: VisitMilestone, to: datetime) -> str:
    place = "after" if to > other.due else "before"
    return f"It would be {place} “{other.title}”, {say_when(other.local)}"
