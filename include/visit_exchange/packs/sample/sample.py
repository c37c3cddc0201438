"""A proposed sample: the few who together cover the most, chosen the same way every time.

Greedy, then exchanged one for one until no exchange covers more. Whoever is alike in everything
that counts is told apart by code alone (codes are as good as random), never by the lists' order.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from visit_exchange.packs.sample.needs import Need

_ALIKE = 3  # of those who are alike in everything, beyond the size of the sample
_ALTERNATES = 2
_Places = tuple[int, ...]  # of the needs that one fulfils


@dataclass(frozen=True)
class Alternate:
    """Who could be taken instead, and what would then be uncovered that was covered."""

    one: str
    loses: tuple[str, ...]


@dataclass(frozen=True)
class Proposed:
    """One of the sample: why (in ``only``, what nobody else fulfils), and who could be instead."""

    one: str
    only: tuple[str, ...]
    says: tuple[str, ...]
    alternates: tuple[Alternate, ...]


@dataclass(frozen=True)
class Gap:
    """A need that a sample leaves uncovered: how many it has, and who could fill it."""

    need: Need
    has: int
    could: tuple[str, ...]


def propose(needs: Sequence[Need], everyone: Iterable[str], about: int) -> tuple[Proposed, ...]:
    """Return a sample of ``about``, each explained, with alternates. It binds nobody."""
    ranked = _Ranking(needs, everyone, about)
    chosen = ranked.exchanged(ranked.greedy(about))
    return tuple(_explained(one, chosen, ranked) for one in chosen)


def gaps(needs: Iterable[Need], chosen: Iterable[str]) -> tuple[Gap, ...]:
    """Return what a choice, proposed or an inspector's own, leaves uncovered."""
    taken = frozenset(chosen)
    return tuple(
        Gap(need, len(need.who & taken), tuple(nsmallest(_ALTERNATES, need.who - taken)))
        for need in needs
        if len(need.who & taken) < need.least
    )


def covered(needs: Iterable[Need], chosen: Iterable[str]) -> int:
    """Return the weight of what a choice covers."""
    taken = frozenset(chosen)
    return sum(need.weight * min(need.least, len(need.who & taken)) for need in needs)


class _Ranking:
    """Everyone who comes into question, by what they fulfil."""

    def __init__(self, needs: Sequence[Need], everyone: Iterable[str], about: int) -> None:
        self.needs = needs
        self.fulfils = {one: _fulfilled(needs, one) for one in sorted(everyone)}
        alike: defaultdict[_Places, list[str]] = defaultdict(list)
        for one, places in self.fulfils.items():
            alike[places].append(one)
        # Of many who are alike more than these are never taken, nor named as alternates.
        self.alike = {places: group[: about + _ALIKE] for places, group in alike.items()}
        self.pool = [one for group in self.alike.values() for one in group]

    def greedy(self, about: int) -> list[str]:
        chosen: list[str] = []
        while len(chosen) < min(about, len(self.fulfils)):
            chosen.append(self.best(chosen))
        return chosen

    def exchanged(self, chosen: list[str]) -> list[str]:
        """Return a choice that no exchange of one for one makes better."""
        for place in range(len(chosen)):
            others = chosen[:place] + chosen[place + 1 :]
            better = self.best(others)
            if covered(self.needs, [*others, better]) > covered(self.needs, chosen):
                return self.exchanged([*others, better])
        return sorted(chosen)

    def best(self, chosen: Sequence[str], but: frozenset[str] = frozenset()) -> str:
        """Return who adds most to a choice; of equals who is least like it, then by code."""
        taken = but.union(chosen)
        counts = [len(need.who & frozenset(chosen)) for need in self.needs]
        first = {places: _first_free(group, taken) for places, group in self.alike.items()}
        free = {places: one for places, one in first.items() if one is not None}
        gains = {places: self._gain(places, counts) for places in free}
        most = max(gains.values())
        best = [places for places, gain in gains.items() if gain == most]
        return min((-self._variety(places, counts), free[places]) for places in best)[1]

    def _gain(self, places: _Places, counts: Sequence[int]) -> int:
        return sum(self.needs[n].weight for n in places if counts[n] < self.needs[n].least)

    def _variety(self, places: _Places, counts: Sequence[int]) -> float:
        """What one fulfils counts the less, the more of the choice fulfil it already."""
        return sum(self.needs[n].weight / (1 + counts[n]) ** 2 for n in places)


def _first_free(group: Sequence[str], taken: frozenset[str]) -> str | None:
    """Return who comes first by code and is not taken; None when all are."""
    return next((one for one in group if one not in taken), None)


def _fulfilled(needs: Sequence[Need], one: str) -> tuple[int, ...]:
    return tuple(place for place, need in enumerate(needs) if one in need.who)


def _explained(one: str, chosen: Sequence[str], ranked: _Ranking) -> Proposed:
    mine = sorted((ranked.needs[n] for n in ranked.fulfils[one]), key=lambda n: len(n.who))
    only = tuple(need.says for need in mine if len(need.who) == 1)
    says = tuple(need.says for need in mine if len(need.who) > 1)
    return Proposed(one, only, says, tuple(_alternates(one, chosen, ranked)))


def _alternates(one: str, chosen: Sequence[str], ranked: _Ranking) -> Iterable[Alternate]:
    others = [other for other in chosen if other != one]
    before = {gap.need.says for gap in gaps(ranked.needs, chosen)}
    passed = {one}
    while len(passed) <= _ALTERNATES and set(ranked.pool) - passed - set(others):
        instead = ranked.best(others, frozenset(passed))
        after = (gap.need.says for gap in gaps(ranked.needs, [*others, instead]))
        yield Alternate(instead, tuple(says for says in after if says not in before))
        passed.add(instead)
