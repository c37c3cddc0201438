"""Somebody else is chosen for a child who declined or withdrew: who, and by when what is due.

The guidance lets children opt out at any time (AP "Discussions with children"), so the deadline of
the choice does not hold here, nor does the fewest number.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from visit_exchange.errors import UserError
from visit_exchange.kinds.rules.choosing_rules import SelectionRules
from visit_exchange.visits.dates.working_days import is_working_day_in_england, working_days_after
from visit_exchange.visits.records import Selection

HAS_LEFT = "{code} declined or withdrew. Choose somebody else."
IS_TRACKED = "{code} takes part: keep this child, and add others in place of who declined."


def check_replacement(chosen: Sequence[str], before: Selection, *, is_late: bool) -> None:
    """Raise UserError when a choice has a child who left, or drops one after the deadline.

    ``is_late`` says that the deadline of the choice has passed: then it is only completed.
    """
    wrong = [HAS_LEFT.format(code=code) for code in chosen if code in before.declined]
    if is_late:
        wrong += [IS_TRACKED.format(code=code) for code in before.codes if code not in chosen]
    if wrong:
        raise UserError("\n".join(wrong))


def rules_for(rules: SelectionRules, before: Selection | None) -> SelectionRules:
    """Return how many may be chosen: fewer than the fewest when somebody has left."""
    if before is None or not before.has_free_place:
        return rules
    return rules.model_copy(update={"fewest": min(rules.fewest, 1)})


def own_deadlines(
    chosen: Collection[str], before: Selection | None, *, now: datetime, due: datetime, days: int
) -> Mapping[str, datetime]:
    """Return by when what is asked about each child who takes a place is due, where that is later.

    ``due`` is the deadline of them all in its own time zone, ``now`` any aware instant. A child who
    takes a place has ``days`` working days at least, until the same hour.
    """
    if before is None or not before.has_free_place:
        return {}
    today = now.astimezone(due.tzinfo).date()
    day = working_days_after(today, days, is_working_day_in_england)
    own = datetime.combine(day, due.timetz())
    return {code: own for code in chosen if code not in before.codes} if own > due else {}
