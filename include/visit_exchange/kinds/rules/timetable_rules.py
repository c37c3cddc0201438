"""Which meetings a kind of visit has by its guidance: what its timetable starts from."""

from datetime import time
from typing import Literal

from pydantic import Field

from visit_exchange.kinds.yaml_file import Strict

How = Literal["in person", "phone", "video"]


class SlotRule(Strict):
    """A meeting, or time to review and analyse, that the timetable of a visit starts with.

    It is on the day of ``milestone``; with ``each`` it is there every ``day`` until that of
    ``until``, or once for each child, or each provider ``visited``, spread over those days. ``at``
    is local, ``roles`` are who takes part. ``reading`` says what of it is ours.
    """

    id: str
    title: str
    milestone: str
    until: str = ""
    each: Literal["", "day", "child", "visited"] = ""
    kind: Literal["meeting", "analysis"] = "meeting"
    at: time
    minutes: int = Field(gt=0)
    how: How
    roles: tuple[str, ...]
    source: str
    reading: str = ""


class TimetableRules(Strict):
    """What a timetable starts from. ``travel_minutes`` is what is needed between two places.

    As it stands here it says that a kind of visit fixes no meetings.
    """

    travel_minutes: int = 30
    slots: tuple[SlotRule, ...] = ()
    source: str = ""
