"""Permission to send one file from a browser, and what a sender has sent so far."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.now import wall_now
from visit_exchange.journey.pages.older_files import older_than_ours
from visit_exchange.journey.sender import Sender
from visit_exchange.returns.screening.screen import MOST_BYTES
from visit_exchange.services.store_access.upload_signer import PresignedUpload
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places.keys import inspectors_prefix, visit_prefix
from visit_exchange.visits.places.sent_for import (
    TRACKING_FOLDER,
    child_folder,
    item_folder,
    list_folder,
)
from visit_exchange.visits.uploads.submission import Upload

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

MOST_FILES = 2000
NOT_ASKED = "The item must be one that you are asked for. Load the page again."
NOT_SELECTED = "The child must be one of those selected. Load the page again."


class OlderFileError(UserError):
    """The file may be older than the one that it replaces: its sender is asked first."""


@dataclass(frozen=True)
class FileToSend:
    """A file that somebody wants to send. ``sha256`` is in hex, ``length`` in bytes.

    ``item`` is the number of the item that it is sent for, or with ``child`` (a code) the id of a
    kind of document; both are empty when we are to find out. ``tracking`` says that it is about
    the selected children. ``modified`` is when it was last changed where it is; with ``anyway`` a
    file goes that may be older than the one which it replaces.
    """

    length: int
    sha256: str
    tracking: bool = False
    item: str = ""
    child: str = ""
    modified: datetime | None = None
    anyway: bool = False
    name: str = field(default="file", repr=False)


def permit_upload(outside: "Outside", sender: Sender, file: FileToSend) -> PresignedUpload:
    """Return the permission to send one file, once; UserError says why there is none.

    OlderFileError asks whether a file that may be older than ours shall go all the same.
    """
    if outside.signer is None:
        raise UserError("This page cannot take files now. Tell the lead inspector.")
    if not 0 < file.length <= MOST_BYTES:
        raise UserError(_wrong_size(file.length))
    if len(sent_by(outside, sender)) >= MOST_FILES:
        raise UserError(f"{MOST_FILES} files have been sent. Ask the lead inspector how to go on.")
    visit_id, dossier = sender.visit.id, outside.register.dossier(sender.visit.id)
    own = sender.folder.removeprefix(visit_prefix(visit_id))
    folder = f"{own}{_folder_of(dossier, sender, file)}"
    try:
        permitted = outside.signer.presigned_upload(
            visit_id, file.name, file.length, file.sha256, folder=folder
        )
    except ValueError:
        raise UserError("The file could not be read. Choose it again.") from None
    if not file.anyway and (asks := _older(dossier, sender, file, permitted.key)):
        raise OlderFileError(asks)
    if file.modified:
        outside.register.keep_file_date(visit_id, upload_id(permitted), file.modified)
    return permitted


def _folder_of(dossier: Dossier, sender: Sender, file: FileToSend) -> str:
    if file.child:
        return _of_child(dossier, sender, file)
    if file.tracking and not sender.partner:
        return TRACKING_FOLDER
    if not file.item:
        return ""
    kinds = {each.number: each.kind for each in sender.framework.items}
    if file.item not in kinds:
        raise UserError(NOT_ASKED)
    return item_folder(file.item) if kinds[file.item] == "document" else list_folder(file.item)


def _of_child(dossier: Dossier, sender: Sender, file: FileToSend) -> str:
    selected = dossier.selection.codes if dossier.selection else ()
    if file.child not in selected or sender.partner:
        raise UserError(NOT_SELECTED)
    if file.item not in {each.id for each in sender.framework.tracking.items}:
        raise UserError(NOT_ASKED)
    return child_folder(file.child, file.item)


def _older(dossier: Dossier, sender: Sender, file: FileToSend, key: str) -> str:
    items = {} if file.child else {i.number: i.id for i in sender.framework.items}
    return older_than_ours(
        dossier,
        sender.id,
        sha256=file.sha256,
        name_hash=Upload(key, "", file.length, wall_now()).name_hash,
        item=items.get(file.item, ""),
        modified=file.modified,
    )


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
