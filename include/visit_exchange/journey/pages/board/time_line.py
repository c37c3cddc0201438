"""The next deadlines of all visits on one line of time: places for a picture, words beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from visit_exchange.journey.deadlines.missing import missing_items
from visit_exchange.journey.pages.board.deadlines import board_deadlines
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import ENDED, STOPPED
from visit_exchange.writing.dates_in_words import say_when

# How far the line reaches from now, and how wide it is drawn.
AHEAD = timedelta(days=14)
WIDTH, LEFT, RIGHT = 1000, 20, 980
LOWEST, HIGHEST = 8, 60
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """Deadlines of one name that fall at one instant: of how many visits, with what missing.

    ``x`` is the place on the line, 0 to 1,000; ``height`` grows with the number of visits.
    """

    title: str
    when: str
    visits: tuple[str, ...]
    missing: int
    away: timedelta
    x: int
    height: int

    @property
    def is_within_a_day(self) -> bool:
        """Whether it falls within a day from now."""
        return self.away <= DAY


@dataclass(frozen=True)
class Tick:
    """A day on the line, by how many days it is from now."""

    x: int
    label: str


@dataclass(frozen=True)
class _One:
    visit: str
    title: str
    when: str
    is_rehearsal: bool
    away: timedelta
    missing: int


def next_dues(dossiers: Iterable[tuple[Dossier, datetime]]) -> tuple[Due, ...]:
    """Return the deadlines of the next two weeks, the soonest first; each with its visit's now.

    How far one is away is by the wall's clock, as the days of the line are: a rehearsal's own clock
    runs faster. Deadlines at which nothing is asked of anybody (a first day on site) are among
    them: somebody asks when they are.
    """
    together: dict[tuple[str, str, str], list[_One]] = {}
    for dossier, now in dossiers:
        for one in _coming(dossier, now):
            alone = one.visit if one.is_rehearsal else ""
            together.setdefault((one.when, one.title, alone), []).append(one)
    most = max((len(same) for same in together.values()), default=1)
    found = [_due(same, most) for same in together.values()]
    return tuple(sorted(found, key=lambda due: (due.away, due.title)))


def ticks(now: datetime) -> tuple[Tick, ...]:
    """Return the days of the line from ``now`` (a local instant)."""
    midnight = (now + DAY).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [midnight + DAY * n for n in range(AHEAD.days)]
    return tuple(
        Tick(_place(day - now), f"{day:%a} {day.day}") for day in days if day - now < AHEAD
    )


def _coming(dossier: Dossier, now: datetime) -> list[_One]:
    if dossier.visit.status in STOPPED | ENDED:
        return []
    missing, visit = missing_items(dossier), dossier.visit
    wall, own = visit.clock.wall_time, " in a rehearsal" if visit.is_rehearsal else ""
    found = [
        _One(
            visit.id,
            each.title,
            f"{say_when(each.local)}{own}",
            visit.is_rehearsal,
            wall(each.due) - wall(now),
            sum(item.due == each.id for item in missing),
        )
        for each in board_deadlines(dossier, now)
        if each.state in ("next", "to come", "due")
    ]
    return [one for one in found if timedelta() < one.away <= AHEAD]


def _due(same: Sequence[_One], most: int) -> Due:
    first = same[0]
    return Due(
        first.title,
        first.when,
        tuple(one.visit for one in same),
        sum(one.missing for one in same),
        first.away,
        _place(first.away),
        LOWEST + round((HIGHEST - LOWEST) * len(same) / most),
    )


def _place(away: timedelta) -> int:
    return LEFT + round((RIGHT - LEFT) * (away / AHEAD))
