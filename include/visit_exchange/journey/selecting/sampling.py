"""What the visit's lists propose, and what a choice of inspectors leaves uncovered."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from visit_exchange.assessing.list_notes import SUFFIX, read_notes
from visit_exchange.buckets import Bucket
from visit_exchange.journey.staging.shelf import list_keys, whole_frame
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.packs.contents import PackList
from visit_exchange.packs.sample.proposal import Sample, sampled_children, sampled_providers
from visit_exchange.packs.sample.sample_words import gap_in_words
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


def held_lists(outside: "Outside", visit: Visit) -> tuple[PackList, ...]:
    """Return every list of a visit, as treated, with the newest rows of all its senders."""
    framework = framework_of(visit)
    keys = list_keys(outside.register.dossier(visit.id))
    return tuple(_held(outside, framework.id, name, keys[name]) for name in keys)


def sample_of_children(outside: "Outside", visit: Visit) -> Sample:
    """Return what a sample of children should cover, and the one proposed."""
    return sampled_children(framework_of(visit), held_lists(outside, visit))


def sample_of_providers(outside: "Outside", visit: Visit) -> Sample:
    """Return what a sample of providers should cover, and the one proposed."""
    return sampled_providers(framework_of(visit), held_lists(outside, visit))


def left_uncovered(sample: Sample, chosen: Iterable[str]) -> tuple[str, ...]:
    """Return a sentence for each thing that a choice leaves uncovered. None of them refuses it."""
    return tuple(gap_in_words(gap, sample) for gap in sample.gaps(chosen))


def _held(outside: "Outside", framework: str, name: str, keys: Sequence[str]) -> PackList:
    notes = read_notes(outside.store.get(Bucket.STAGING, keys[0] + SUFFIX), name)
    frame = whole_frame(outside, framework, name, keys)
    return PackList(load_list(framework, name), frame, notes.as_at)
