"""Whether the parts of a framework agree: every slip is a ValueError in words."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from visit_exchange.kinds.milestone_rule import check_order
from visit_exchange.kinds.retention import CLOSED

if TYPE_CHECKING:
    from visit_exchange.kinds.framework import Framework


class Named(Protocol):
    """A part of a framework that has an id."""

    @property
    def id(self) -> str: ...


def check_framework(framework: "Framework") -> None:
    """Raise ValueError unless the parts of a framework agree."""
    own: tuple[Iterable[Named], ...] = (framework.items, framework.tracking.items)
    others = (framework.partners, framework.surveys.audiences)
    for parts in (_happenings(framework), *own, *others):
        _ids_are_unique(parts)
    _names_agree(framework)
    _milestones_can_be_worked_out_in_order(framework)
    _every_item_has_a_closing(framework)
    _visit_ends(framework)


def _happenings(framework: "Framework") -> list[Named]:
    return [*framework.milestones, *framework.follow_ups, *framework.events]


def _names_agree(framework: "Framework") -> None:
    known = {rule.id for rule in framework.milestones}
    named = {item.due for item in framework.items} | set(framework.roles.values())
    named |= {framework.on_site.milestone} if framework.on_site.milestone else set()
    named |= {framework.retention.after} - {CLOSED}
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


def _milestones_can_be_worked_out_in_order(framework: "Framework") -> None:
    first = framework.milestones[0]
    if not first.is_plain_distance or first.working_days != 0:
        raise ValueError("the first milestone must be the notification: working_days: 0")
    start = framework.on_site.milestone
    # Planning backwards from the on-site day has one answer only for a plain distance.
    if start and not framework.milestone(start).is_plain_distance:
        raise ValueError(f"{start} must have working_days and no other rule")
    check_order(framework.milestones, start)
    _events_are_known(framework)


def _events_are_known(framework: "Framework") -> None:
    known = {each.id for each in _happenings(framework)}
    rules = (*framework.milestones, *framework.follow_ups)
    named = {rule.only_after for rule in rules if rule.only_after}
    named |= {rule.after.milestone for rule in framework.follow_ups if rule.after}
    if missing := named - known:
        raise ValueError(f"no event is called {', '.join(sorted(missing))}")
    for rule in framework.follow_ups:
        if rule.after is None or rule.owner is None:
            raise ValueError(f"{rule.id} must have after and owner: it follows an event")


def _every_item_has_a_closing(framework: "Framework") -> None:
    closings = {framework.returns_milestone, framework.further_milestone}
    if other := {item.due for item in framework.items} - closings:
        raise ValueError(
            "items must be due at the returns_milestone or the further_milestone, not at "
            f"{', '.join(sorted(other))}"
        )


def _visit_ends(framework: "Framework") -> None:
    if "end" not in framework.roles:
        raise ValueError("enter the end_milestone, or a milestone with last_on_site_day: true")
