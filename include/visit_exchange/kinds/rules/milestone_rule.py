"""How a framework says when a milestone falls: distances, named weekdays and times of day."""

from collections.abc import Iterable
from datetime import time
from typing import Literal, get_args

from pydantic import Field, field_validator, model_validator

from visit_exchange.kinds.yaml_file import Strict
from visit_exchange.writing.dates_in_words import END_OF_DAY, START_OF_DAY

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday"]
WEEKDAYS: tuple[str, ...] = get_args(Weekday)


class After(Strict):
    """How far a milestone lies after another: in working days, or in months of the calendar."""

    milestone: str
    working_days: int | None = Field(default=None, ge=0)
    months: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _has_one_distance(self) -> "After":
        if (self.working_days is None) == (self.months is None):
            raise ValueError("after must have either working_days or months")
        return self


Owner = Literal["inspectors", "authority"]
NO_RULE = (None, None, None, False, False)


class MilestoneRule(Strict):
    """One milestone: the later of every rule given here, at ``at`` local time.

    ``working_days`` counts from notification; ``weekday`` is the one the guidance names, in the
    week ``week`` of the visit (1 is the week of notification, or the week after it when the call
    comes early, on a Thursday or Friday), rolled forward past bank holidays; ``after`` keeps a
    distance from an earlier milestone. ``last_on_site_day`` stands for the last of the visit's
    on-site days. The day of an ``agreed`` one is settled with the authority when the visit is
    registered. ``day_end`` means the end of that local day (23:59:59). The authority is reminded
    of what it still owes ``remind_hours`` before.

    What follows a visit has an ``owner``, who is reminded until the data team records that it has
    happened; those after it then count from that day. A ``window`` is a chance that passes (to
    comment, to complain), never late; of an ``aim`` ("in most circumstances", "should aim to") the
    day may pass, and it is still owed but not late. ``only_after`` is an event without which it is
    not needed. ``reading`` says what of the rule is ours and not in the guidance's words.
    """

    id: str
    title: str
    working_days: int | None = Field(default=None, ge=0)
    weekday: Weekday | None = None
    week: int | None = Field(default=None, ge=1)
    after: After | None = None
    last_on_site_day: bool = False
    agreed: bool = False
    owner: Owner | None = None
    window: bool = False
    aim: bool = False
    remind_hours: int = Field(default=24, ge=1)
    only_after: str | None = None
    at: time | Literal["day_start", "day_end"] = "day_start"
    source: str
    reading: str = ""

    @field_validator("at", mode="before")
    @classmethod
    def _time_is_quoted(cls, at: object) -> object:
        # YAML reads a bare 17:00 as the number 1020, which would become 17 minutes past midnight.
        if isinstance(at, int):
            raise ValueError('at must be in quotation marks, like "17:00"')
        return at

    @model_validator(mode="after")
    def _has_a_whole_rule(self) -> "MilestoneRule":
        if (self.weekday is None) != (self.week is None):
            raise ValueError("weekday and week go together")
        rules = (self.working_days, self.weekday, self.after, self.last_on_site_day, self.agreed)
        if rules == NO_RULE:
            raise ValueError(f"{self.id} has no rule that says on which day it falls")
        if self.aim and (self.window or not self.owner):
            raise ValueError(f"{self.id} is an aim: it must have an owner and be no window")
        return self

    @property
    def local_time(self) -> time:
        """The local time of day at which the milestone falls."""
        if isinstance(self.at, time):
            return self.at
        return START_OF_DAY if self.at == "day_start" else END_OF_DAY

    @property
    def is_plain_distance(self) -> bool:
        """Say whether the day is a number of working days after notification and nothing else."""
        others = (self.weekday, self.after, self.last_on_site_day or self.agreed)
        return self.working_days is not None and others == (None, None, False)


def check_order(rules: Iterable[MilestoneRule], on_site: str | None) -> None:
    """Raise ValueError unless each rule comes after the milestones it is worked out from."""
    worked_out: set[str] = set()
    for rule in rules:
        needs = {rule.after.milestone} if rule.after else set()
        needs |= {on_site or "the on-site days"} if rule.last_on_site_day else set()
        if later := needs - worked_out:
            raise ValueError(f"{rule.id} must come after {', '.join(sorted(later))}")
        worked_out.add(rule.id)
