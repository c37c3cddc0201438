"""A kind of visit, as data: milestones, items, lists, selection, tracking, surveys and retention.

Everything that a kind of visit asks for is in ``frameworks/<id>.yaml``; no Python knows one
by name.
"""

from datetime import time
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from visit_exchange.yaml_file import load_yaml_model

FRAMEWORKS = Path(__file__).parent / "frameworks"
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday"]


class Strict(BaseModel):
    """Frozen, and a key that nobody knows is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class After(Strict):
    """How far a milestone lies after another, in working days."""

    milestone: str
    working_days: int = Field(ge=0)


class MilestoneRule(Strict):
    """One milestone: the later of every rule given here, at ``at`` local time.

    ``working_days`` counts from notification; ``weekday`` is the one the guidance names, in the
    week ``week`` of the visit (1 is the week of notification), rolled forward past bank holidays;
    ``after`` keeps a distance from an earlier milestone. ``last_on_site_day`` stands for the last
    of the visit's on-site days. ``day_end`` means the end of that local day (23:59:59).
    """

    id: str
    title: str
    working_days: int | None = Field(default=None, ge=0)
    weekday: Weekday | None = None
    week: int | None = Field(default=None, ge=1)
    after: After | None = None
    last_on_site_day: bool = False
    at: time | Literal["day_start", "day_end"] = "day_start"
    source: str

    @model_validator(mode="after")
    def _weekday_needs_week(self) -> "MilestoneRule":
        if (self.weekday is None) != (self.week is None):
            raise ValueError("weekday and week go together")
        return self


class Item(Strict):
    """One thing that the authority is asked for: a list or a document.

    ``words`` are what recognises a document: phrases of its title and text, most telling first.
    """

    id: str
    number: str
    title: str
    kind: Literal["list", "document"]
    due: str
    about: str
    source: str
    words: tuple[str, ...] = ()


class SelectionRules(Strict):
    """How many children inspectors track, and which lists they choose from."""

    milestone: str
    about: int
    fewest: int
    most: int
    lists: tuple[str, ...]
    source: str


class TrackingItem(Strict):
    """One kind of document asked for about each selected child."""

    id: str
    title: str
    about: str
    words: tuple[str, ...] = ()


class Tracking(Strict):
    """What is asked for about each selected child, and by when."""

    milestone: str
    items: tuple[TrackingItem, ...]
    source: str


class OnSite(Strict):
    """The on-site days: where they start, how many at most and by default."""

    milestone: str
    most_days: int
    default_days: int


class Retention(Strict):
    """How many days after closing each kind of evidence is kept."""

    tracking_days: int
    upload_days: int
    pack_days: int


class Framework(Strict):
    """A kind of visit."""

    id: str
    short: str
    title: str
    source: str
    regime: Literal["pseudonymised", "identified"]
    timezone: str
    milestones: tuple[MilestoneRule, ...]
    returns_milestone: str
    survey_milestone: str
    on_site: OnSite
    items: tuple[Item, ...]
    selection: SelectionRules
    tracking: Tracking
    retention: Retention

    @model_validator(mode="after")
    def _names_agree(self) -> "Framework":
        known = {rule.id for rule in self.milestones}
        named = {item.due for item in self.items} | {
            self.returns_milestone,
            self.survey_milestone,
            self.on_site.milestone,
            self.selection.milestone,
            self.tracking.milestone,
        }
        if missing := named - known:
            raise ValueError(f"no milestone is called {', '.join(sorted(missing))}")
        return self

    @property
    def lists(self) -> tuple[Item, ...]:
        """The person-level and provider lists, in the order of the request."""
        return tuple(item for item in self.items if item.kind == "list")

    @property
    def documents(self) -> tuple[Item, ...]:
        """The documents, in the order of the request."""
        return tuple(item for item in self.items if item.kind == "document")

    def item(self, item_id: str) -> Item:
        """Return the item with this id; KeyError when there is none."""
        return next(item for item in self.items if item.id == item_id)


def framework_ids() -> tuple[str, ...]:
    """Return the id of every kind of visit that has a file."""
    return tuple(sorted(path.stem for path in FRAMEWORKS.glob("*.yaml")))


@cache
def load_framework(framework_id: str) -> Framework:
    """Return the kind of visit; UserError that names file and key when the YAML is wrong."""
    return load_yaml_model(FRAMEWORKS / f"{framework_id}.yaml", Framework)
