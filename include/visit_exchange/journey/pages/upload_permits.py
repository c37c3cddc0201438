"""Permission to send one file from a browser, and what a sender has sent so far."""

import hashlib
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.sender import Sender
from visit_exchange.returns.screening.screen import MOST_BYTES
from visit_exchange.services.store_access.upload_signer import PresignedUpload
from visit_exchange.visits.places import (
    TRACKING_FOLDER,
    inspectors_prefix,
    item_folder,
    visit_prefix,
)
from visit_exchange.visits.submission import Upload

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

MOST_FILES = 2000


def permit_upload(
    outside: "Outside",
    sender: Sender,
    name: str,
    length: int,
    sha256: str,
    *,
    tracking: bool,
    item: str = "",
) -> PresignedUpload:
    """Return the permission to send one file, once; UserError says why there is none.

    ``sha256`` is in hex. ``tracking`` says that the file is about the selected children, ``item``
    (a number) that it is the document of that item, whatever it looks like.
    """
    if outside.signer is None:
        raise UserError("This page cannot take files now. Tell the lead inspector.")
    if not 0 < length <= MOST_BYTES:
        raise UserError(_wrong_size(length))
    if len(sent_by(outside, sender)) >= MOST_FILES:
        raise UserError(f"{MOST_FILES} files have been sent. Ask the lead inspector how to go on.")
    own = sender.folder.removeprefix(visit_prefix(sender.visit.id))
    folder = own + (TRACKING_FOLDER if tracking and not own else _folder_of(sender, item))
    try:
        return outside.signer.presigned_upload(sender.visit.id, name, length, sha256, folder=folder)
    except ValueError:
        raise UserError("The file could not be read. Choose it again.") from None


def _folder_of(sender: Sender, item: str) -> str:
    if not item:
        return ""
    if item not in {each.number for each in sender.framework.documents}:
        raise UserError("The item must be a document of the request. Choose it again.")
    return item_folder(item)


def upload_id(permitted: PresignedUpload) -> str:
    """Return the id by which ``Sent`` will speak of the file: the key itself holds its name."""
    return hashlib.sha256(permitted.key.encode()).hexdigest()


def _wrong_size(length: int) -> str:
    if length < 1:
        return "The file is empty. Choose a file with something in it."
    return f"The file is larger than {MOST_BYTES >> 20} megabytes. Send it in parts."


def sent_by(outside: "Outside", sender: Sender) -> list[Upload]:
    """Return what this sender sent; what inspectors or other senders sent is not its to see."""
    theirs = inspectors_prefix(sender.visit.id)
    every = outside.store.uploads(sender.folder)
    return [each for each in every if each.sender == sender.id and not each.key.startswith(theirs)]
