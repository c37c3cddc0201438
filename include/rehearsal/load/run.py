"""`make load`: open the visits, drop the files at one moment, wait for every reply, and tell."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from rich.console import Console

from local_stack.environment import shared_environment
from local_stack.supervising.stack import Stack
from rehearsal.load.areas import close_areas, officers_of, open_areas
from rehearsal.load.costs import Watching, processor_seconds, spent
from rehearsal.load.dropping import Answered, Drop, answers_to, drop_all, how_many_answered
from rehearsal.load.officers import Officer
from rehearsal.load.quiet import look_while_quiet, sentence, shares_of, state, until_rest
from rehearsal.load.sent import Sent, files_of
from rehearsal.load.telling import lines, table_of, table_of_costs
from rehearsal.playing.patience import look_until
from visit_exchange.services.outside import Outside, build
from visit_exchange.settings.settings import read_settings

PATIENCE = timedelta(minutes=60)
LOOK_EVERY = 1.0


@dataclass(frozen=True)
class Load:
    """``lists`` of the ``files`` of each area are lists, the others documents."""

    areas: int
    files: int
    lists: int


def put_load(stack: Stack, load: Load, console: Console) -> int:
    """Put a load on the running stack and tell what came of it; return how many had no answer."""
    variables = shared_environment(stack.home, stack.ports, stack.kept)
    outside = build(read_settings(variables))
    began = time.monotonic()
    visits = open_areas(outside, load.areas)
    console.print(f"{load.areas} visits opened in {time.monotonic() - began:.1f} s")
    try:
        # What opening starts ends first: no returns are due on the morning of the notice.
        looks = until_rest(partial(shares_of, stack))
        console.print(f"{state(looks)} after {time.monotonic() - began:.1f} s")
        return _measure(stack, outside, _files(outside, visits, load), console)
    finally:
        close_areas(outside, visits)


def _files(outside: Outside, visits: Sequence[str], load: Load) -> list[tuple[Officer, Sent]]:
    officers = officers_of(outside, visits)
    return [(o, f) for n, o in enumerate(officers) for f in files_of(n, load.files, load.lists)]


def _measure(
    stack: Stack, outside: Outside, sent: Sequence[tuple[Officer, Sent]], console: Console
) -> int:
    before, began = processor_seconds(stack.home), datetime.now(UTC)
    with Watching(stack.home) as memory:
        drops = drop_all(sent)
        console.print(f"{len(drops)} files dropped")
        answered = _await(outside, drops, console)
    _tell(answered, began, console)
    taken = spent(before, processor_seconds(stack.home))
    console.print(table_of_costs(taken, memory.peak, len(drops)))
    console.print(f"Peak memory of the stack (PSS): {sum(memory.peak.values()) / 1024:.2f} GiB")
    visits = len({each.visit_id for each in drops})
    console.print(sentence(look_while_quiet(stack, partial(shares_of, stack)), visits))
    return len(drops) - len(answered)


def _await(outside: Outside, drops: Sequence[Drop], console: Console) -> tuple[Answered, ...]:
    told = [0]

    def all_answered() -> bool:
        count = how_many_answered(outside, drops)
        if count > told[0]:
            console.print(f"  {count} of {len(drops)} answered")
        told[0] = count
        return count == len(drops)

    until = datetime.now(UTC) + PATIENCE
    look_until(all_answered, until, lambda: datetime.now(UTC), every=LOOK_EVERY)
    return answers_to(outside, drops)


def _tell(answered: Sequence[Answered], began: datetime, console: Console) -> None:
    if not answered:
        console.print("No file has been answered.")
        return
    for line in lines(answered, began):
        console.print(line)
    console.print(table_of(answered))
