"""A visit's timeline as a picture: where each deadline was planned, where it is, what is reached.

Places for an inline SVG; the table of deadlines says the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from visit_exchange.journey.pages.board.deadlines import BoardDeadline, board_deadlines
from visit_exchange.visits.dossier import Dossier

WIDTH, LEFT, RIGHT = 1000, 24, 976
TOP, LINE_HEIGHT = 34, 26
DAY = timedelta(days=1)
# A scale with more days than this names Mondays alone, and with more than that firsts of a month.
MOST_BY_DAY, MOST_BY_WEEK = 14, 140
# From here on a label stands to the left of its mark: to its right there is no room.
TURNS = 560


@dataclass(frozen=True)
class Mark:
    """A deadline in the picture. ``was_x`` is where it was planned before it moved, or None."""

    title: str
    when: str
    state: str
    x: int
    y: int
    was_x: int | None

    @property
    def is_turned(self) -> bool:
        """Whether its label stands to the left of the mark."""
        return self.x > TURNS

    @property
    def said(self) -> str:
        """The mark in words: ``Lists due: 5pm on Thursday 30 March 2023, moved, next``."""
        moved = ", moved" if self.was_x is not None else ""
        return f"{self.title}: {self.when}{moved}, {self.state}"


@dataclass(frozen=True)
class Scale:
    """A day on the scale above the marks."""

    x: int
    label: str


@dataclass(frozen=True)
class Picture:
    """The timeline: its marks from top to bottom in order of time, the scale, and now.

    ``now_x`` is None when now lies outside the line.
    """

    marks: tuple[Mark, ...]
    scale: tuple[Scale, ...]
    now_x: int | None

    @property
    def width(self) -> int:
        """The width of the picture."""
        return WIDTH

    @property
    def height(self) -> int:
        """The height of the picture."""
        return TOP + LINE_HEIGHT * len(self.marks) + 8

    @property
    def said(self) -> str:
        """The picture in words, for who cannot see it."""
        return ". ".join(mark.said for mark in self.marks)


def picture(dossier: Dossier, now: datetime) -> Picture:
    """Return the picture of a visit's timeline at ``now`` (visit time)."""
    zone = ZoneInfo(dossier.framework.timezone)
    deadlines = sorted(board_deadlines(dossier, now), key=lambda each: each.due)
    planned: dict[str, datetime] = {}
    for each in dossier.adjustments:
        planned.setdefault(each.milestone, each.was)
    planned = {name: was for name, was in planned.items() if name in _moved(deadlines)}
    if not deadlines:
        return Picture((), (), None)
    instants = [*(each.due for each in deadlines), *planned.values()]
    first, last = min(instants), max(instants)
    place = _Place(first, max(last, first + DAY))
    marks = tuple(
        Mark(
            each.title,
            each.when,
            each.state,
            place.x(each.due),
            TOP + LINE_HEIGHT * line + LINE_HEIGHT // 2,
            place.x(planned[each.id]) if each.id in planned else None,
        )
        for line, each in enumerate(deadlines)
    )
    inside = first <= now <= last
    return Picture(marks, _scale(place, zone), place.x(now) if inside else None)


@dataclass(frozen=True)
class _Place:
    first: datetime
    last: datetime

    def x(self, instant: datetime) -> int:
        """Return where an instant lies."""
        share = (instant - self.first) / (self.last - self.first)
        return LEFT + round((RIGHT - LEFT) * share)


def _moved(deadlines: Sequence[BoardDeadline]) -> frozenset[str]:
    return frozenset(each.id for each in deadlines if each.moved)


def _scale(place: _Place, zone: ZoneInfo) -> tuple[Scale, ...]:
    """Return the days, Mondays or firsts of the month that lie on the line."""
    day = place.first.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [day + DAY * n for n in range((place.last - place.first).days + 2)]
    by_month, by_week = len(days) > MOST_BY_WEEK, len(days) > MOST_BY_DAY
    return tuple(
        Scale(place.x(each), f"{each:%b %Y}" if by_month else f"{each.day} {each:%b}")
        for each in days
        if place.first <= each <= place.last
        and (each.day == 1 if by_month else each.weekday() == 0 if by_week else True)
    )
