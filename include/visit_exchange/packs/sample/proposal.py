"""The sample of children to track and of providers to visit that a visit's lists propose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from visit_exchange.kinds import Framework
from visit_exchange.kinds.rules.choosing_rules import Criterion
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.numbers.conditions_met import Lists
from visit_exchange.packs.numbers.glance import lists_of
from visit_exchange.packs.numbers.indicators import same_name
from visit_exchange.packs.sample.needs import Need, everyone, needs_of
from visit_exchange.packs.sample.sample import Gap, Proposed, gaps, propose
from visit_exchange.packs.values import child_column, is_blank


@dataclass(frozen=True)
class Sample:
    """What to cover, who there is, and who is proposed. ``noun`` is what one of them is called.

    ``named`` are the names as the list writes them; codes are their own. ``waits_for`` are the ids
    of the lists that the visit asks for, that the rules look at and that are not there.
    """

    noun: str
    about: int
    needs: tuple[Need, ...]
    everyone: frozenset[str] = field(repr=False)
    named: dict[str, str] = field(repr=False)
    waits_for: tuple[str, ...] = ()

    @cached_property
    def proposed(self) -> tuple[Proposed, ...]:
        return propose(self.needs, self.everyone, self.about)

    def gaps(self, chosen: Iterable[str] | None = None) -> tuple[Gap, ...]:
        """Return what a choice (else the proposed one) leaves uncovered."""
        return gaps(self.needs, self._proposed_ones if chosen is None else chosen)

    @property
    def _proposed_ones(self) -> list[str]:
        return [each.one for each in self.proposed]


def sampled_children(framework: Framework, lists: Sequence[PackList]) -> Sample:
    """Return the sample of children, from the lists that inspectors select from."""
    rules = framework.selection

    def ones(each: PackList) -> list[Any] | None:
        code = child_column(each.spec, each.frame)
        return list(each.frame[code.id]) if code and each.spec.id in rules.lists else None

    held = lists_of(lists)
    needs = needs_of(rules.sample, held, ones)
    waits = _waits_for(framework, rules.lists, rules.sample, held)
    return Sample("child", rules.about, needs, everyone(held, ones), {}, waits)


def sampled_providers(framework: Framework, lists: Sequence[PackList]) -> Sample:
    """Return the sample of providers, from the provider list and the children at each."""
    rules = framework.providers
    held = lists_of(lists)
    waits = (
        _waits_for(framework, (rules.list, *rules.attended), rules.criteria, held) if rules else ()
    )
    if rules is None or rules.list not in held or rules.name not in held[rules.list].frame:
        return Sample("provider", 0, (), frozenset(), {}, waits)
    columns = {rules.list: rules.name, **rules.attended}
    names = {same_name(n): str(n) for n in held[rules.list].frame[rules.name] if not is_blank(n)}

    def ones(each: PackList) -> list[Any] | None:
        column = columns.get(each.spec.id)
        if column is None or column not in each.frame:
            return None
        return [_known(name, names) for name in each.frame[column]]

    needs = needs_of(rules.criteria, held, ones)
    return Sample("provider", rules.about, needs, frozenset(names), names, waits)


def _waits_for(
    framework: Framework, lists: Iterable[str], criteria: Iterable[Criterion], held: Lists
) -> tuple[str, ...]:
    """Return the lists that a sample is made from, or its rules look at, and that are to come."""
    named = [name for criterion in criteria for name in criterion.lists]
    asked = {item.id for item in framework.items}
    return tuple(n for n in dict.fromkeys((*lists, *named)) if n in asked and n not in held)


def _known(name: Any, names: dict[str, str]) -> str | None:
    """Return a setting as the provider it is; None for one that the provider list lacks."""
    if is_blank(name):
        return None
    return same_name(name) if same_name(name) in names else None


def children_at(framework: Framework, lists: Lists) -> dict[str, set[str]]:
    """Return the children listed at each provider, by the provider's name as it is compared."""
    found: dict[str, set[str]] = {}
    attended = framework.providers.attended if framework.providers else {}
    for list_id, column in attended.items():
        each = lists.get(list_id)
        code = child_column(each.spec, each.frame) if each else None
        if each is None or code is None or column not in each.frame:
            continue
        for child, name in zip(each.frame[code.id], each.frame[column], strict=True):
            if not is_blank(name) and not is_blank(child):
                found.setdefault(same_name(name), set()).add(str(child))
    return found
