"""The numbers of a load in words and a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from rich.table import Table

from rehearsal.load.dropping import Answered

HUNDRED = 100


@dataclass(frozen=True)
class Figures:
    """Of all answers or of one sort: how many, and how long they took in seconds."""

    files: int
    median: float
    worst: float


def figures(answered: Sequence[Answered]) -> Figures:
    """Return the figures of at least one answer."""
    seconds = [each.seconds for each in answered]
    return Figures(len(seconds), median(seconds), max(seconds))


def by_sort(answered: Sequence[Answered]) -> dict[str, Figures]:
    """Return the figures of each sort of file, and of all."""
    sorts = sorted({each.drop.sort for each in answered})
    parts = {sort: [a for a in answered if a.drop.sort == sort] for sort in sorts}
    return {sort: figures(part) for sort, part in parts.items()} | {"all": figures(answered)}


def first_of_each_visit(answered: Sequence[Answered]) -> float:
    """Return how many seconds the visit that was told last waited for its first reply."""
    first: dict[str, float] = {}
    for each in answered:
        visit = each.drop.visit_id
        first[visit] = min(first.get(visit, each.seconds), each.seconds)
    return max(first.values())


def hundreds(answered: Sequence[Answered]) -> tuple[float, float] | None:
    """Return the seconds between the first and the last of the first hundred, and of the last.

    None for fewer than two hundred. ``answered`` are by the time of their answer.
    """
    if len(answered) < 2 * HUNDRED:
        return None
    return _span(answered[:HUNDRED]), _span(answered[-HUNDRED:])


def lines(answered: Sequence[Answered], began: datetime) -> list[str]:
    """Return what there is to say of a load, a line each; ``began`` is when dropping began."""
    whole = (answered[-1].at - began).total_seconds()
    told = [
        f"{len(answered)} files in {whole:.1f} s: {len(answered) / whole:.2f} a second",
        f"first reply {answered[0].seconds:.1f} s after its drop; the last area has its first "
        f"after {first_of_each_visit(answered):.1f} s",
    ]
    if spans := hundreds(answered):
        told.append(
            f"the first hundred took {spans[0]:.1f} s, the last {spans[1]:.1f} s: "
            f"{spans[1] / spans[0]:.2f} times as long"
        )
    return told


def table_of(answered: Sequence[Answered]) -> Table:
    """Return median and worst for each sort of file."""
    shown = Table("files", "how many", "median", "worst", title="From drop to reply, in seconds")
    for sort, each in by_sort(answered).items():
        shown.add_row(sort, str(each.files), f"{each.median:.1f}", f"{each.worst:.1f}")
    return shown


def table_of_costs(spent: Mapping[str, float], memory: Mapping[str, float], files: int) -> Table:
    """Return what each part has taken, in all and for each file; its MiB when all had most."""
    shown = Table("part", "processor s", "a file", "memory, MiB", title="What it cost")
    for part in sorted({*spent, *memory}, key=lambda each: -spent.get(each, 0.0)):
        shown.add_row(part, *_cost(spent.get(part, 0.0), memory.get(part, 0.0), files))
    shown.add_row("all", *_cost(sum(spent.values()), sum(memory.values()), files))
    return shown


def _cost(seconds: float, memory: float, files: int) -> tuple[str, str, str]:
    return f"{seconds:.1f}", f"{seconds / files:.2f}", f"{memory:.0f}"


def _span(part: Sequence[Answered]) -> float:
    return (part[-1].at - part[0].at).total_seconds()
