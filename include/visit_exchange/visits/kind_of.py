"""The kind of visit as one visit has it: whole, or only the items that were chosen for it."""

from functools import cache

from visit_exchange.kinds import Framework, load_framework
from visit_exchange.kinds.rules.choosing_rules import SelectionRules, Tracking
from visit_exchange.visits.extra_items import ExtraItem
from visit_exchange.visits.visit import Visit


def framework_of(visit: Visit) -> Framework:
    """Return the visit's framework with the items that this visit asks for."""
    return _with_extra(visit.framework, visit.items, visit.extra)


@cache
def _with_extra(
    framework_id: str, items: tuple[str, ...], extra: tuple[ExtraItem, ...]
) -> Framework:
    """Return it with what was asked for during the visit, each due at a milestone of its own."""
    kind = framework_with(framework_id, items)
    asked = (*kind.items, *(each.item for each in extra))
    rules = (*kind.follow_ups, *(each.milestone for each in extra))
    return kind.model_copy(update={"items": asked, "follow_ups": rules}) if extra else kind


@cache
def framework_with(framework_id: str, items: tuple[str, ...]) -> Framework:
    """Return a framework with only these items; with all of them when none is named.

    Without a list to choose from, nobody is selected and nobody is tracked.
    """
    whole = load_framework(framework_id)
    if not items:
        return whole
    asked = tuple(item for item in whole.items if item.id in items)
    lists = tuple(each for each in whole.selection.lists if each in items)
    selection = whole.selection.model_copy(update={"lists": lists})
    return whole.model_copy(
        update={
            "items": asked,
            "selection": selection if lists else SelectionRules(),
            "tracking": whole.tracking if lists else Tracking(),
        }
    )
