"""What is looked at every few minutes, whatever else happens."""

from typing import TYPE_CHECKING

from visit_exchange.journey.asking import look_for_missing
from visit_exchange.journey.stopping import end_questions

if TYPE_CHECKING:
    from visit_exchange.outside import Outside


def look_after_visits(outside: "Outside") -> list[int]:
    """Alert to extra items that are missing, and end questions of visits that were stopped.

    Return how many of each. Again, it changes nothing.
    """
    return [look_for_missing(outside), end_questions(outside)]
