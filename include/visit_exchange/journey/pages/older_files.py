"""Before an older file replaces a newer one: what is known of both, as a question to its sender.

Two things can be known for sure: that the very same bytes were sent and replaced before, and that
a file was last changed before the one that it would replace, as its sender's computer has it. A
file that is smaller than the one before may well be the better one, so that is not asked about.
"""

from datetime import datetime

from visit_exchange.journey.staging.in_use import replacements, standing_in
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.writing.dates_in_words import say_moment

REPLACED_BEFORE = (
    "You sent this very file before, as upload {old}, and upload {new} has replaced it since. If "
    "you send it again, it replaces upload {new}."
)
CHANGED_LATER = (
    "This file was last changed at {own}. Upload {number}, which it replaces, was changed later, "
    "at {other}. It may be an older version."
)


def older_than_ours(
    dossier: Dossier,
    sender: str,
    *,
    sha256: str,
    name_hash: str,
    item: str = "",
    modified: datetime | None = None,
) -> str:
    """Return what to ask before a file is sent; empty when nothing tells that it is older.

    ``sha256`` (hex) is of its bytes, ``name_hash`` as an upload's; ``item`` is the list that it is
    sent for, if it is for one, ``modified`` when it was last changed where it is.
    """
    replaced = replacements(dossier)
    for upload in reversed(dossier.submissions):
        is_own = upload.sender == sender and upload.sha256 == sha256
        if is_own and upload.id in replaced:
            return REPLACED_BEFORE.format(old=upload.number, new=replaced[upload.id])
    if modified is None:
        return ""
    for upload in _replaces(dossier, sender, name_hash, item):
        theirs = dossier.modified.get(upload.upload.key_hash)
        if theirs and theirs > modified and upload.sha256 != sha256:
            zone = dossier.framework.timezone
            own, other = say_moment(modified, zone), say_moment(theirs, zone)
            return CHANGED_LATER.format(own=own, number=upload.number, other=other)
    return ""


def _replaces(dossier: Dossier, sender: str, name_hash: str, item: str) -> list[Submission]:
    """Return the uploads in use that a file of this name, or for this list, takes the place of."""
    lists = {each.id for each in dossier.framework.lists}
    found = [
        upload
        for name, versions in standing_in(dossier, sender).items()
        for upload, _ in versions
        if upload.name_hash == name_hash or (name == item and item in lists)
    ]
    return sorted(found, key=lambda upload: upload.number, reverse=True)
