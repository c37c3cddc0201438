"""A kind of visit: milestones, items, lists, selection, tracking, surveys and retention.

Everything that a kind of visit asks for is in ``expectations/<id>/kind.yaml``; no Python knows one
by name.
"""

from datetime import date
from typing import Literal

from pydantic import model_validator

from visit_exchange.kinds.asked_for import Item
from visit_exchange.kinds.framework_checks import check_framework
from visit_exchange.kinds.rules.choosing_rules import ProviderRules, SelectionRules, Tracking
from visit_exchange.kinds.rules.concern_rules import ConcernRules
from visit_exchange.kinds.rules.milestone_rule import MilestoneRule
from visit_exchange.kinds.rules.people_rules import BARE_ROLES, Notification, Role
from visit_exchange.kinds.rules.request_words import RequestWords
from visit_exchange.kinds.rules.retention import Retention
from visit_exchange.kinds.rules.timetable_rules import TimetableRules
from visit_exchange.kinds.rules.visit_rules import (
    Event,
    OffSite,
    OnSite,
    PartnerKind,
    SummaryNote,
    Surveys,
)
from visit_exchange.kinds.yaml_file import Strict


class Framework(Strict):
    """A kind of visit. ``extends`` names the older edition of which its file is a difference.

    ``milestones`` are in the order in which they are worked out: the notification first, and each
    after those it depends on. What is asked for is due at ``returns_milestone``, and the rest of
    it at ``further_milestone`` where a kind of visit has one. The visit ends at ``end_milestone``;
    without one, on its last on-site day. ``follow_ups`` are milestones that have no date before
    the event that they follow; ``events`` are what may happen besides milestones. With
    ``chosen_items`` each visit asks for some of the items, chosen at registration. ``examples``
    are the notification dates worked through in its page of the documentation.
    """

    id: str
    extends: str | None = None
    short: str
    title: str
    source: str
    regime: Literal["pseudonymised", "identified"]
    timezone: str
    milestones: tuple[MilestoneRule, ...]
    returns_milestone: str
    further_milestone: str | None = None
    survey_milestone: str | None = None
    end_milestone: str | None = None
    on_site: OnSite = OnSite()
    off_site: OffSite | None = None
    items: tuple[Item, ...]
    people: tuple[Role, ...] = BARE_ROLES
    notification: Notification | None = None
    request: RequestWords | None = None
    chosen_items: bool = False
    selection: SelectionRules = SelectionRules()
    tracking: Tracking = Tracking()
    providers: ProviderRules | None = None
    partners: tuple[PartnerKind, ...] = ()
    timetable: TimetableRules = TimetableRules()
    surveys: Surveys = Surveys()
    events: tuple[Event, ...] = ()
    follow_ups: tuple[MilestoneRule, ...] = ()
    summary_note: SummaryNote | None = None
    concerns: ConcernRules | None = None
    retention: Retention
    examples: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _parts_agree(self) -> "Framework":
        check_framework(self)
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

    def role(self, role_id: str) -> Role | None:
        """Return the role with this id that people of a visit may have, None when there is none."""
        return next((each for each in self.people if each.id == role_id), None)

    def items_due_at(self, milestone_id: str) -> tuple[Item, ...]:
        """Return the items that are due at a milestone, in the order of the request."""
        return tuple(item for item in self.items if item.due == milestone_id)

    def due_of(self, item_id: str) -> str:
        """Return the milestone by which an item is due; the returns' for what is no item."""
        return next((i.due for i in self.items if i.id == item_id), self.returns_milestone)

    def milestone(self, milestone_id: str) -> MilestoneRule:
        """Return the rule of the milestone with this id; KeyError when there is none."""
        return {rule.id: rule for rule in (*self.milestones, *self.follow_ups)}[milestone_id]

    @property
    def on_site_distance(self) -> int | None:
        """How many working days after notification the first on-site day is, if there is one."""
        start = self.on_site.milestone
        return self.milestone(start).working_days if start else None

    @property
    def roles(self) -> dict[str, str]:
        """The milestone that plays each role that this kind of visit has.

        The roles are ``returns``, ``further``, ``selection``, ``tracking``, ``end`` and ``survey``.
        """
        last_day = next((rule.id for rule in self.milestones if rule.last_on_site_day), None)
        played = {
            "returns": self.returns_milestone,
            "further": self.further_milestone,
            "selection": self.selection.milestone,
            "tracking": self.tracking.milestone,
            "end": self.end_milestone or last_day,
            "survey": self.survey_milestone,
        }
        return {role: milestone for role, milestone in played.items() if milestone}

    def milestone_of(self, role: str) -> str:
        """Return the id of the milestone that plays a role; KeyError when none does."""
        return self.roles[role]
