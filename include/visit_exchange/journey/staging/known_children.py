"""What is known of a visit's children when a document is searched: references, prints of names."""

from collections.abc import Iterable, Mapping

from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit


def known_children(outside: Outside, visit: Visit) -> KnownChildren:
    """Return what is known of a visit's children now; a list that comes later tells more."""
    crosswalk, prints = crosswalk_of(outside, visit), outside.register.name_prints(visit.id)
    return children_among(crosswalk, prints, outside.keys.key(visit.id))


def children_among(
    crosswalk: Mapping[str, str], name_prints: Iterable[str], key: bytes
) -> KnownChildren:
    """Return the same from what is known of a visit, with its key."""
    return KnownChildren(frozenset(crosswalk), KnownNames(key, frozenset(name_prints)))
