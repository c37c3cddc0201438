"""What is looked at every few minutes, whatever else happens."""

from typing import TYPE_CHECKING

from visit_exchange.journey.ending.deferring import end_questions
from visit_exchange.journey.requesting.asking import look_for_missing

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def look_after_visits(outside: "Outside") -> list[int]:
    """Alert to extra items that are missing, and end questions of visits that were stopped.

    Return how many of each. Again, it changes nothing.
    """
    return [look_for_missing(outside), end_questions(outside)]
