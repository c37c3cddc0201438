"""Who answers what: uploads in handfuls, one visit's beside another's, and long lists apart."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from math import ceil
from pathlib import PurePosixPath
from typing import TypeVar

from visit_exchange.errors import BusyError
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.receiving.finding import Receiver, Waiting, waiting_uploads
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.intake import Unanswered
from visit_exchange.visits.uploads.submission import Upload

log = logging.getLogger(__name__)
Item = TypeVar("Item")
MOST_IN_A_BATCH = 8
# So many are given out for each task that runs side by side: none of them waits for work, and the
# rest can still be overtaken by an area of which nothing has been answered yet.
GIVEN_A_LANE = 24
# Where no task has any, the first are to be begun soon: to give out many takes seconds.
FIRST_A_LANE = 4
# A run gives out a few however many are given already: who has them may be lost.
FEWEST_IN_A_RUN = 16
NOTHING: Mapping[str, int] = {}
# A batch that has not begun by then goes to another: its run is lost.
IN_THE_QUEUE = timedelta(minutes=10)
LONG_LIST = "receive_long_list"
# From about 2,500 rows on, which take ten seconds; a document of that size is read in one or two.
LONG_BYTES = 300_000
TABLES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt"})


@dataclass(frozen=True)
class Candidate:
    """An upload that somebody has to answer. ``size`` is in bytes, ``tries`` came to nothing."""

    id: str
    visit_id: str
    size: int = 0
    tries: int = 0
    is_long: bool = False


def find_batches(outside: Outside, run_id: str, lanes: int) -> list[list[str]]:
    """Record what is new and give out what belongs to no task; return this run's batches.

    ``lanes`` is how many tasks run side by side. Each long list gets a run of its own. A run that
    asks again has again what it was given.
    """
    with outside.register.alone("find uploads"):
        found = list(_candidates(outside, run_id, lanes))
        batches = in_batches([each for each in found if not each.is_long], lanes)
        until = wall_now() + IN_THE_QUEUE
        for number, batch in enumerate(batches):
            outside.register.give_to(f"{run_id}/{number}", batch, until=until)
        for each in found:
            if each.is_long:
                _start_long(outside, each)
    return batches


def in_batches(candidates: Sequence[Candidate], lanes: int) -> list[list[str]]:
    """Return the ids of the uploads by batch; ``candidates`` come in turn.

    In a batch the smallest are answered first. What has failed before goes alone, last, so that it
    takes nobody along.
    """
    failed = [each for each in candidates if each.tries]
    fresh = [each for each in candidates if not each.tries]
    size = max(1, min(MOST_IN_A_BATCH, ceil(len(fresh) / lanes)))
    cut = [fresh[start : start + size] for start in range(0, len(fresh), size)]
    sorted_ = [sorted(batch, key=lambda each: each.size) for batch in cut]
    return [[each.id for each in batch] for batch in [*sorted_, *([each] for each in failed)]]


def is_long(upload: Upload) -> bool:
    """Return whether an upload is by its size and its name a list that takes long to check."""
    ending = PurePosixPath(upload.key).suffix.casefold()
    return ending in TABLES and upload.size > LONG_BYTES


def room_beside(given: int, lanes: int) -> int:
    """Return how many uploads a run may give out while tasks have ``given`` to answer."""
    most = lanes * (GIVEN_A_LANE if given else FIRST_A_LANE)
    return max(most - given, FEWEST_IN_A_RUN)


def in_turn(
    items: Iterable[Item], visit_of: Callable[[Item], str], ahead: Mapping[str, int] = NOTHING
) -> list[Item]:
    """Return items in another order: the first of every visit, then the second of every, …

    ``ahead`` is how many of each visit have just had their turn.
    """
    turns = Counter(ahead)
    found = []
    for item in items:
        found.append((turns[visit_of(item)], item))
        turns[visit_of(item)] += 1
    return [item for _, item in sorted(found, key=lambda each: each[0])]


def _candidates(outside: Outside, run_id: str, lanes: int) -> Iterator[Candidate]:
    """Yield what this run gives out, each received at the moment that it is asked for."""
    now, receiver = wall_now(), Receiver(outside)
    waiting = waiting_uploads(outside)
    free = [each for each in waiting if _is_free(each.known, run_id, now)]
    room = room_beside(len(waiting) - len(free), lanes)
    in_order = in_turn(free, _visit, outside.register.turns_taken(now))
    received = ((each.upload, _received(receiver, each)) for each in in_order)
    for upload, known in islice(((upload, known) for upload, known in received if known), room):
        yield Candidate(known.id, known.visit_id, upload.size, known.tries, is_long(upload))


def _received(receiver: Receiver, waiting: Waiting) -> Unanswered | None:
    """Record an upload; None for one of no visit, or of a visit that the next run asks again."""
    try:
        return receiver.receive(waiting)
    except BusyError as error:
        log.warning("an upload waits: %s", error)
        return None


def _visit(waiting: Waiting) -> str:
    return waiting.upload.visit_id


def _is_free(known: Unanswered | None, run_id: str, now: datetime) -> bool:
    if known is None or known.is_free(now):
        return True
    return (known.batch or "").rpartition("/")[0] == run_id


def _start_long(outside: Outside, each: Candidate) -> None:
    """Start the run that answers one long list; its id says which and when."""
    now = wall_now()
    run_id = f"{each.id.replace('/', '-')}-{now:%Y%m%d%H%M%S}"
    outside.register.give_to(f"{run_id}/-1", [each.id], until=now + IN_THE_QUEUE)
    outside.airflow.trigger(LONG_LIST, run_id, {"upload": each.id})
