"""What stands of all that was accepted: the newest version of a list, and every document."""

from collections.abc import Iterable, Mapping

from visit_exchange.tracking.items import is_tracking_item
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    Submission,
    SubmissionStatus,
    SubmittedItem,
)

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
    """Return, for each upload of which nothing stands, the number of the one that replaced it.

    One that must be corrected is replaced when its correction is used: a file of its name, or one
    that answers all that it was meant for.
    """
    found = {}
    for sender in {each.sender for each in dossier.submissions}:
        standing = standing_in(dossier, sender)
        sent = [each for each in dossier.submissions if each.sender == sender]
        used = {upload.id: upload for versions in standing.values() for upload, _ in versions}
        for upload in sent:
            if upload.id not in used and (by := _replaced_by(upload, standing, used.values())):
                found[upload.id] = by
    return found


def _replaced_by(
    upload: Submission, standing: Mapping[str, Versions], used: Iterable[Submission]
) -> int | None:
    answered = [item.item for item in upload.items if item.status in ACCEPTED]
    if answered:
        return max(standing[item][0][0].number for item in answered)
    if upload.status is not SubmissionStatus.MUST_FIX:
        return None
    named = [e.number for e in used if e.name_hash == upload.name_hash and e.number > upload.number]
    meant = [standing[i.item][0][0].number for i in upload.items if i.item in standing]
    later = [number for number in meant if number > upload.number]
    is_answered = bool(later) and len(later) == len(upload.items)
    return max(named or (later if is_answered else []), default=None)


def standing_of_all(dossier: Dossier) -> dict[str, Versions]:
    """Return what stands of each item from every sender, the authority's first."""
    found: dict[str, Versions] = {}
    for sender in ("", *(partner.id for partner in dossier.partners)):
        for item, versions in standing_in(dossier, sender).items():
            found[item] = (*found.get(item, ()), *versions)
    return found
