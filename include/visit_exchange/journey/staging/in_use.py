"""What stands of all that was accepted: the newest version of a list, and every document."""

from typing import TYPE_CHECKING

from visit_exchange.tracking.items import is_tracking_item
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.submission import ACCEPTED, Submission, SubmittedItem
from visit_exchange.visits.visit import Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

Versions = tuple[tuple[Submission, SubmittedItem], ...]


def standing_in(dossier: Dossier, sender: str = "") -> dict[str, Versions]:
    """Return what stands of each item that a sender has answered, the newest first.

    A list replaces the one before whatever it is called. Documents, about the area or about a
    selected child, stand beside each other, until one is sent again under its name.
    """
    documents = {item.id for item in dossier.framework.documents}
    return {
        item: versions if item in documents or is_tracking_item(item) else versions[:1]
        for item, versions in dossier.accepted_files(sender).items()
    }


def replacements(dossier: Dossier) -> dict[str, int]:
    """Return, for each upload that was used and of which nothing stands, what replaced it.

    The number is of the newest upload that answers the same now.
    """
    found = {}
    for sender in {each.sender for each in dossier.submissions}:
        standing = standing_in(dossier, sender)
        used = {upload.id for versions in standing.values() for upload, _ in versions}
        for upload in dossier.submissions:
            answered = [i.item for i in upload.items if i.status in ACCEPTED]
            if upload.sender == sender and answered and upload.id not in used:
                found[upload.id] = max(standing[i][0][0].number for i in answered)
    return found


def standing_of_all(outside: "Outside", visit: Visit) -> dict[str, Versions]:
    """Return what stands of each item from every sender, the authority's first."""
    dossier = outside.register.dossier(visit.id)
    found: dict[str, Versions] = {}
    for sender in ("", *(partner.id for partner in dossier.partners)):
        for item, versions in standing_in(dossier, sender).items():
            found[item] = (*found.get(item, ()), *versions)
    return found
