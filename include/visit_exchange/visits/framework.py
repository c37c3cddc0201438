"""A kind of visit, as data: milestones, items, lists, selection, tracking, surveys and retention.

Everything that a kind of visit asks for is in ``frameworks/<id>.yaml``; no Python knows one
by name.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import model_validator

from visit_exchange.errors import UserError
from visit_exchange.visits.asked_for import (
    Item,
    OnSite,
    Retention,
    SelectionRules,
    Tracking,
    TrackingItem,
)
from visit_exchange.visits.milestone_rule import MilestoneRule, Strict, check_order
from visit_exchange.yaml_file import load_yaml_model

__all__ = ["Framework", "Item", "TrackingItem", "framework_ids", "load_framework"]

FRAMEWORKS = Path(__file__).parent / "frameworks"


class Framework(Strict):
    """A kind of visit.

    ``milestones`` are in the order in which they are worked out: the notification first, and each
    after those it depends on. ``examples`` are the notification dates worked through in its page
    of the documentation.
    """

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
    examples: tuple[date, ...] = ()

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

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Framework":
        for kind in (self.milestones, self.items, self.tracking.items):
            ids = [part.id for part in kind]
            if repeated := {part for part in ids if ids.count(part) > 1}:
                raise ValueError(f"more than one is called {', '.join(sorted(repeated))}")
        return self

    @model_validator(mode="after")
    def _milestones_can_be_worked_out_in_order(self) -> "Framework":
        if not self.milestones[0].is_plain_distance or self.milestones[0].working_days != 0:
            raise ValueError("the first milestone must be the notification: working_days: 0")
        # Planning backwards from the on-site day has one answer only for a plain distance.
        if not self.milestone(self.on_site.milestone).is_plain_distance:
            raise ValueError(f"{self.on_site.milestone} must have working_days and no other rule")
        check_order(self.milestones, self.on_site.milestone)
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
        return {item.id: item for item in self.items}[item_id]

    @property
    def on_site_distance(self) -> int:
        """How many working days after notification the first on-site day is."""
        return self.milestone(self.on_site.milestone).working_days or 0

    def due_of(self, item_id: str) -> str:
        """Return the milestone by which an item is due; the returns' for what is no item."""
        return next((i.due for i in self.items if i.id == item_id), self.returns_milestone)

    def milestone_of(self, role: str) -> str:
        """Return the id of the milestone that plays a role in every kind of visit.

        ``role`` is ``returns``, ``selection``, ``tracking``, ``on_site_end`` or ``survey``.
        """
        last_day = next(rule.id for rule in self.milestones if rule.last_on_site_day)
        return {
            "returns": self.returns_milestone,
            "selection": self.selection.milestone,
            "tracking": self.tracking.milestone,
            "on_site_end": last_day,
            "survey": self.survey_milestone,
        }[role]

    def milestone(self, milestone_id: str) -> MilestoneRule:
        """Return the rule of the milestone with this id; KeyError when there is none."""
        return {rule.id: rule for rule in self.milestones}[milestone_id]


def framework_ids() -> tuple[str, ...]:
    """Return the id of every kind of visit that has a file."""
    return tuple(sorted(path.stem for path in FRAMEWORKS.glob("*.yaml")))


@cache
def load_framework(framework_id: str) -> Framework:
    """Return the kind of visit.

    UserError when there is none of that id, or when its YAML is wrong (file and key are named).
    """
    if framework_id not in framework_ids():
        raise UserError(f"Framework must be one of: {', '.join(framework_ids())}")
    return load_yaml_model(FRAMEWORKS / f"{framework_id}.yaml", Framework)
