"""Register what is new in a schedule of visits, all of it or nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visit_exchange.journey.requesting.registering import register_visit, what_to_confirm
from visit_exchange.visits.entry.doubts import check_confirmed
from visit_exchange.visits.entry.schedules import check_once, compared, made_twice
from visit_exchange.visits.visit import NewVisit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def register_schedule(
    outside: "Outside", scheduled: Sequence[NewVisit], *, confirmed: bool, by: str
) -> tuple[str, ...]:
    """Register the new visits of a schedule; return what came of each visit, in lines.

    UserError, and nothing is registered, when one looks like a slip and is not ``confirmed``, or
    cannot take place any more.
    """
    grown = compared(scheduled, outside.register.visits())
    check_once(grown.new)
    questions = [each for new in grown.new for each in what_to_confirm(outside, new)]
    check_confirmed(() if confirmed else [*questions, *made_twice(grown.new)])
    registered = (register_visit(outside, new, by=by) for new in grown.new)
    return (*(f"{visit_id}: registered" for visit_id in registered), *grown.known)
