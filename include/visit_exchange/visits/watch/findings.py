"""What is not well with the exchange, and what of it is news: told once while it lasts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TOLD_AGAIN_AFTER = timedelta(days=1)
# What comes back sooner than this after it was mended is left to a person.
MENDED_AGAIN_AFTER = timedelta(days=1)


class Area(StrEnum):
    """What a finding is about. The values are stored, as the beginning of a finding's key."""

    RUNS = "runs"
    DAGS = "dags"
    PARTS = "parts"
    MORNING = "morning"
    UPLOADS = "uploads"
    SERVICES = "services"


class Mend(StrEnum):
    """What may be done about a finding without asking anybody."""

    START_RUN = "start the visit's run"
    REPEAT_STEP = "let the step of the visit's run begin again"
    REPEAT_RUN = "let the visit's run begin again"
    MAKE_UP_MORNING = "start start_visits"


@dataclass(frozen=True)
class Finding:
    """One thing that is not well: ids, counts and dates, in words for the data team.

    ``name`` tells it from others of its area and stays while it lasts. ``do`` says what a person
    does about it; ``mend``, if there is one, what is done by itself, to ``run_id`` or to its
    ``task_id``.
    """

    area: Area
    name: str
    what: str
    do: str
    mend: Mend | None = None
    run_id: str = ""
    task_id: str = ""

    @property
    def key(self) -> str:
        """The id under which the register knows it."""
        return f"{self.area}/{self.name}"


@dataclass(frozen=True)
class KnownFinding:
    """A finding that the register knows; ``over_at`` is None while it lasts. Times of the wall."""

    key: str
    what: str
    do: str
    since: datetime
    told_at: datetime | None = None
    mended_at: datetime | None = None
    over_at: datetime | None = None


@dataclass(frozen=True)
class News:
    """What to tell: what is found for the first time, what still lasts, and what is over."""

    new: tuple[Finding, ...] = ()
    lasting: tuple[Finding, ...] = ()
    over: tuple[KnownFinding, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """The keys of what is told to last."""
        return tuple(each.key for each in (*self.new, *self.lasting))


def news(found: Sequence[Finding], known: Sequence[KnownFinding], now: datetime) -> News:
    """Return what of all that is found has to be told at the wall instant ``now``.

    ``known`` is what lasts by the register, and what is over and was not told to be.
    """
    by_key = {each.key: each for each in known}
    untold = [each for each in found if (was := by_key.get(each.key)) is None or not was.told_at]
    lasting = [
        each
        for each in found
        if (was := by_key.get(each.key)) and was.told_at and now - was.told_at >= TOLD_AGAIN_AFTER
    ]
    is_found = {each.key for each in found}
    over = [each for each in known if each.key not in is_found and each.told_at]
    return News(tuple(untold), tuple(lasting), tuple(over))


def still_open(
    found: Sequence[Finding], known: Sequence[KnownFinding], unseen: Collection[Area]
) -> tuple[Finding, ...]:
    """Return what is found, and what was found in an area that could not be looked at now."""
    keys = {each.key for each in found}
    left = [
        Finding(area, each.key.partition("/")[2], each.what, each.do)
        for each in known
        if each.over_at is None
        and each.key not in keys
        and (area := Area(each.key.partition("/")[0])) in unseen
    ]
    return (*found, *left)


def to_mend(
    found: Sequence[Finding], known: Sequence[KnownFinding], now: datetime
) -> tuple[Finding, ...]:
    """Return what is to be mended now: not what was mended already in the last day."""
    mended = {each.key: each.mended_at for each in known if each.mended_at}
    return tuple(
        each
        for each in found
        if each.mend
        and ((last := mended.get(each.key)) is None or now - last >= MENDED_AGAIN_AFTER)
    )
