"""What is known of a visit's children when a document is searched: references, prints of names."""

from collections.abc import Iterable, Mapping

from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.privacy.name_prints import KnownNames, name_prints
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit


def known_children(outside: Outside, visit: Visit) -> KnownChildren:
    """Return what is known of a visit's children now; a list that comes later tells more."""
    return children_known(outside, visit, crosswalk_of(outside, visit))


def children_known(
    outside: Outside, visit: Visit, crosswalk: Mapping[str, str], key: bytes | None = None
) -> KnownChildren:
    """Return the same where the visit's ``crosswalk``, and perhaps its ``key``, is at hand."""
    opens = key or outside.keys.key(visit.id)
    names = KnownNames(opens, outside.register.name_prints(visit.id))
    return KnownChildren(frozenset(crosswalk), names)


def remember_names(outside: Outside, visit: Visit, names: Iterable[str]) -> None:
    """Keep the prints of names that came where none was asked for; the names are not kept."""
    outside.register.remember_names(visit.id, name_prints(outside.keys.key(visit.id), names))
