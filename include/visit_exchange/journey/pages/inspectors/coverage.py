"""What the guidance asks a choice to cover, worked out once for the lists as they stand."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visit_exchange.errors import ServiceError
from visit_exchange.journey.selecting.sampling import sample_of_children, sample_of_providers
from visit_exchange.journey.staging.fingerprints import fingerprint
from visit_exchange.journey.staging.shelf import list_keys
from visit_exchange.packs.numbers.indicators import same_name
from visit_exchange.packs.sample.proposal import Sample
from visit_exchange.packs.sample.sample_words import gap_in_words, need_in_words
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

CHILDREN, PROVIDERS = "children", "providers"
MOST_KEPT = 4  # samples that one process keeps: each knows who fulfils what
_MADE: "dict[str, Callable[[Outside, Visit], Sample]]" = {
    CHILDREN: sample_of_children,
    PROVIDERS: sample_of_providers,
}
_kept: OrderedDict[str, Sample] = OrderedDict()


@dataclass(frozen=True)
class Rule:
    """Something that a choice should cover, how many of it there are, and what is wanting."""

    says: str
    why: str
    has: int
    gap: str


def rules(sample: Sample, chosen: Iterable[str]) -> tuple[Rule, ...]:
    """Return every rule with how a choice stands to it, those that it leaves uncovered first.

    A provider is known to a sample by its name as it is compared, a child by its code.
    """
    taken = frozenset(same_name(one) if sample.named else one for one in chosen)
    gaps = {gap.need.says: gap_in_words(gap, sample) for gap in sample.gaps(taken)}
    found = (
        Rule(need_in_words(need), need.why, len(need.who & taken), gaps.get(need.says, ""))
        for need in sample.needs
    )
    return tuple(sorted(found, key=lambda rule: not rule.gap))


def sample_for(outside: "Outside", visit: Visit, noun: str) -> Sample | None:
    """Return what a choice of children or providers should cover; None when it cannot be known."""
    dossier = outside.register.dossier(visit.id)
    keys = (key for of_list in list_keys(dossier).values() for key in of_list)
    known_as = fingerprint([noun, visit.id, *keys])
    try:
        sample = _kept.pop(known_as, None) or _MADE[noun](outside, visit)
    except (FileNotFoundError, ServiceError):
        return None
    _kept[known_as] = sample
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return sample
