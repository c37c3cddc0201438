"""Whether the parts of a framework agree: every slip is a ValueError in words."""

from collections.abc import Iterable
from typing import Protocol

from visit_exchange.kinds.asked_for import Item
from visit_exchange.kinds.rules.choosing_rules import SelectionRules, Tracking
from visit_exchange.kinds.rules.milestone_rule import MilestoneRule, check_order
from visit_exchange.kinds.rules.people_rules import Notification, Role, check_people
from visit_exchange.kinds.rules.retention import CLOSED, Retention
from visit_exchange.kinds.rules.timetable_rules import TimetableRules
from visit_exchange.kinds.rules.visit_rules import (
    Event,
    OffSite,
    OnSite,
    PartnerKind,
    SummaryNote,
    Surveys,
)


class Named(Protocol):
    """A part of a framework that has an id."""

    @property
    def id(self) -> str: ...


class Parts(Protocol):
    """The parts of a framework that must agree."""

    @property
    def milestones(self) -> tuple[MilestoneRule, ...]: ...
    @property
    def follow_ups(self) -> tuple[MilestoneRule, ...]: ...
    @property
    def events(self) -> tuple[Event, ...]: ...
    @property
    def items(self) -> tuple[Item, ...]: ...
    @property
    def lists(self) -> tuple[Item, ...]: ...
    @property
    def selection(self) -> SelectionRules: ...
    @property
    def tracking(self) -> Tracking: ...
    @property
    def people(self) -> tuple[Role, ...]: ...
    @property
    def notification(self) -> Notification | None: ...
    @property
    def partners(self) -> tuple[PartnerKind, ...]: ...
    @property
    def surveys(self) -> Surveys: ...
    @property
    def on_site(self) -> OnSite: ...
    @property
    def off_site(self) -> OffSite | None: ...
    @property
    def summary_note(self) -> SummaryNote | None: ...
    @property
    def timetable(self) -> TimetableRules: ...
    @property
    def retention(self) -> Retention: ...
    @property
    def returns_milestone(self) -> str: ...
    @property
    def further_milestone(self) -> str | None: ...
    @property
    def survey_milestone(self) -> str | None: ...
    @property
    def roles(self) -> dict[str, str]: ...

    def milestone(self, milestone_id: str) -> MilestoneRule:
        """Return the rule of a milestone."""


def check_framework(framework: Parts) -> None:
    """Raise ValueError unless the parts of a framework agree."""
    own: tuple[Iterable[Named], ...] = (framework.items, framework.tracking.items)
    others = (framework.people, framework.partners, framework.surveys.audiences)
    for parts in (_happenings(framework), *own, *others):
        _ids_are_unique(parts)
    _names_agree(framework)
    _milestones_can_be_worked_out_in_order(framework)
    _every_item_has_a_closing(framework)
    _visit_ends(framework)
    check_people(framework.people, framework.notification)
    rules = (*framework.milestones, *framework.follow_ups)
    framework.retention.check_followers(rule.id for rule in rules if rule.owner)


def _happenings(framework: Parts) -> list[Named]:
    return [*framework.milestones, *framework.follow_ups, *framework.events]


def _names_agree(framework: Parts) -> None:
    known = {rule.id for rule in framework.milestones}
    named = {item.due for item in framework.items} | set(framework.roles.values())
    named |= {framework.on_site.milestone} if framework.on_site.milestone else set()
    named |= {framework.retention.after} - {CLOSED}
    named |= {each.milestone for each in (framework.off_site, framework.summary_note) if each}
    named |= {each.milestone for each in framework.timetable.slots}
    named |= {each.until for each in framework.timetable.slots if each.until}
    if missing := named - known:
        raise ValueError(f"no milestone is called {', '.join(sorted(missing))}")
    lists = {item.id for item in framework.lists}
    if unknown := set(framework.selection.lists) - lists:
        raise ValueError(f"no list is called {', '.join(sorted(unknown))}")
    asked = {item for kind in framework.partners for item in kind.items}
    if unknown := asked - {item.id for item in framework.items}:
        raise ValueError(f"partners are asked for what is no item: {', '.join(sorted(unknown))}")
    if framework.surveys.audiences and framework.survey_milestone is None:
        raise ValueError("enter the survey_milestone at which the surveys close")


def _ids_are_unique(parts: Iterable[Named]) -> None:
    ids = [part.id for part in parts]
    if repeated := {part for part in ids if ids.count(part) > 1}:
        raise ValueError(f"more than one is called {', '.join(sorted(repeated))}")


def _milestones_can_be_worked_out_in_order(framework: Parts) -> None:
    first = framework.milestones[0]
    if not first.is_plain_distance or first.working_days != 0:
        raise ValueError("the first milestone must be the notification: working_days: 0")
    start = framework.on_site.milestone
    # Planning backwards from the on-site day has one answer only for a plain distance.
    if start and not framework.milestone(start).is_plain_distance:
        raise ValueError(f"{start} must have working_days and no other rule")
    check_order(framework.milestones, start)
    _events_are_known(framework)


def _events_are_known(framework: Parts) -> None:
    known = {each.id for each in _happenings(framework)}
    rules = (*framework.milestones, *framework.follow_ups)
    named = {rule.only_after for rule in rules if rule.only_after}
    named |= {rule.after.milestone for rule in framework.follow_ups if rule.after}
    if missing := named - known:
        raise ValueError(f"no event is called {', '.join(sorted(missing))}")
    for rule in framework.follow_ups:
        if rule.after is None or rule.owner is None:
            raise ValueError(f"{rule.id} must have after and owner: it follows an event")


def _every_item_has_a_closing(framework: Parts) -> None:
    closings = {framework.returns_milestone, framework.further_milestone}
    if other := {item.due for item in framework.items} - closings:
        raise ValueError(
            "items must be due at the returns_milestone or the further_milestone, not at "
            f"{', '.join(sorted(other))}"
        )


def _visit_ends(framework: Parts) -> None:
    if "end" not in framework.roles:
        raise ValueError("enter the end_milestone, or a milestone with last_on_site_day: true")
