"""What is looked at every few minutes, whatever else happens."""

from typing import TYPE_CHECKING

from visit_exchange.journey.deadlines.own_deadlines import look_for_own_deadlines
from visit_exchange.journey.ending.deferring import end_questions
from visit_exchange.journey.requesting.asking import look_for_missing
from visit_exchange.journey.requesting.notifying import look_for_lanos
from visit_exchange.journey.telling_packs import send_digests

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def look_after_visits(outside: "Outside") -> list[int]:
    """Alert to extra items and LANOs that are missing, tell of the day's packs, end questions.

    The questions are those of visits that were stopped. Return how many of each. Again, it changes
    nothing.
    """
    return [
        look_for_missing(outside) + look_for_own_deadlines(outside),
        look_for_lanos(outside),
        send_digests(outside),
        end_questions(outside),
    ]
