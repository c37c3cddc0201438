"""Whose time it is: a real visit lives in real time, a rehearsal in a faster one.

Every deadline is an instant in *visit time*. The wall (the object store, the triggerer, the
operating system) has its own time. A clock converts between the two; nothing else knows that a
visit is a rehearsal.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol


class VisitClock(Protocol):
    """Converts between wall time and visit time; both are timezone-aware UTC instants."""

    def visit_time(self, wall: datetime) -> datetime:
        """Return the visit-time instant at a wall instant."""

    def wall_time(self, visit: datetime) -> datetime:
        """Return the wall instant at which a visit-time instant comes."""

    def to_json(self) -> dict[str, object] | None:
        """Return what the register stores; None for real time."""


@dataclass(frozen=True)
class RealClock:
    """Visit time is wall time."""

    def visit_time(self, wall: datetime) -> datetime:
        return wall

    def wall_time(self, visit: datetime) -> datetime:
        return visit

    def to_json(self) -> None:
        return None


@dataclass(frozen=True)
class Anchor:
    """A wall instant and the visit-time instant that coincides with it."""

    wall: datetime
    visit: datetime


QUICK = 100  # times real time: days of less than a quarter of an hour


@dataclass(frozen=True)
class RehearsalClock:
    """Visit time runs in straight lines between anchors, and at real speed outside them.

    ``anchors`` are at least two, strictly increasing in both times.
    """

    anchors: tuple[Anchor, ...]

    def __post_init__(self) -> None:
        pairs = list(zip(self.anchors, self.anchors[1:], strict=False))
        if not pairs or any(a.wall >= b.wall or a.visit >= b.visit for a, b in pairs):
            raise ValueError("a rehearsal clock needs two or more anchors in increasing order")

    @property
    def is_quick(self) -> bool:
        """Whether days pass much more quickly than real ones between two anchors."""
        pairs = zip(self.anchors, self.anchors[1:], strict=False)
        return any(b.visit - a.visit > (b.wall - a.wall) * QUICK for a, b in pairs)

    def visit_time(self, wall: datetime) -> datetime:
        walls = [anchor.wall for anchor in self.anchors]
        visits = [anchor.visit for anchor in self.anchors]
        return _along(walls, visits, wall)

    def wall_time(self, visit: datetime) -> datetime:
        walls = [anchor.wall for anchor in self.anchors]
        visits = [anchor.visit for anchor in self.anchors]
        return _along(visits, walls, visit)

    def to_json(self) -> dict[str, object]:
        return {"anchors": [[a.wall.isoformat(), a.visit.isoformat()] for a in self.anchors]}


def clock_from_json(stored: Mapping[str, Any] | None) -> VisitClock:
    """Return the clock that the register stored; None means real time."""
    if stored is None:
        return RealClock()
    pairs: list[list[str]] = stored["anchors"]
    return RehearsalClock(
        tuple(Anchor(datetime.fromisoformat(w), datetime.fromisoformat(v)) for w, v in pairs)
    )


def _along(xs: list[datetime], ys: list[datetime], x: datetime) -> datetime:
    if x <= xs[0]:
        return ys[0] - (xs[0] - x)
    if x >= xs[-1]:
        return ys[-1] + (x - xs[-1])
    leg = bisect_right(xs, x) - 1
    share = (x - xs[leg]) / (xs[leg + 1] - xs[leg])
    return ys[leg] + timedelta(seconds=share * (ys[leg + 1] - ys[leg]).total_seconds())
