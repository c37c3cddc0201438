"""How many files go before one's own: in the order in which uploads are given out."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from visit_exchange.journey.receiving.batching import in_turn
from visit_exchange.visits.uploads.intake import Unanswered
from visit_exchange.visits.uploads.submission import UploadIdentity


def files_before(
    unanswered: Iterable[Unanswered], turns: Mapping[str, int], now: datetime
) -> dict[UploadIdentity, int]:
    """Return how many uploads go before each that has no answer, at the wall instant ``now``.

    Those that a task has begun are at work, and go before nobody's but those that wait. Then comes
    the first of every visit, then the second of any; ``turns`` are those that each has just had.
    """
    at_work: list[Unanswered] = []
    given: list[Unanswered] = []
    free: list[Unanswered] = []
    for each in unanswered:
        if each.is_free(now):
            free.append(each)
        else:
            (at_work if each.tries else given).append(each)
    waiting = [*in_turn(given, _visit), *in_turn(free, _visit, turns)]
    places = {each.upload: len(at_work) + place for place, each in enumerate(waiting)}
    return dict.fromkeys((each.upload for each in at_work), 0) | places


def _visit(each: Unanswered) -> str:
    return each.visit_id
