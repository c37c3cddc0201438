"""What stands of all that was accepted: the newest version of a list, and every document."""

from typing import TYPE_CHECKING

from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.submission import Submission, SubmittedItem
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

Versions = tuple[tuple[Submission, SubmittedItem], ...]


def standing_files(outside: "Outside", visit: Visit, sender: str = "") -> dict[str, Versions]:
    """Return what stands of each item that a sender has answered, the newest first.

    A list replaces the one before whatever it is called. Documents stand beside each other, until
    one is sent again under its name.
    """
    documents = {item.id for item in framework_of(visit).documents}
    return {
        item: versions if item in documents else versions[:1]
        for item, versions in outside.register.accepted_files(visit.id, sender).items()
    }


def standing_of_all(outside: "Outside", visit: Visit) -> dict[str, Versions]:
    """Return what stands of each item from every sender, the authority's first."""
    found: dict[str, Versions] = {}
    for sender in ("", *(partner.id for partner in outside.register.partners(visit.id))):
        for item, versions in standing_files(outside, visit, sender).items():
            found[item] = (*found.get(item, ()), *versions)
    return found
