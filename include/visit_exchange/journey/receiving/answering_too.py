"""A file that came already answers one more document: it is sent again for that, by us.

It is then one more upload, which is screened, checked and answered like every other.
"""

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.sender import Sender
from visit_exchange.kinds import Item
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places.keys import visit_prefix
from visit_exchange.visits.places.sent_for import item_folder
from visit_exchange.visits.uploads.submission import ACCEPTED, Submission, SubmissionStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

NO_FILE = "Choose a file that you sent."
TAKEN_BACK = "You have taken this file back. Send it again for the item."
NOT_A_DOCUMENT = (
    "A list is known by what it holds. Add a file for this item, in the layout of the template."
)
ANSWERS_IT = "This file is used for the item already."
NO_PAGE = "This page cannot take files now. Tell the lead inspector."


def answer_too(outside: "Outside", sender: Sender, number: int, item: str) -> None:
    """Let an upload of a sender answer one more document (its number); UserError says why not."""
    if outside.signer is None:
        raise UserError(NO_PAGE)
    dossier = outside.register.dossier(sender.visit.id)
    upload, asked = _chosen(dossier, sender, number, item)
    kept = outside.store.find_upload(sender.visit.id, upload.upload)
    content = outside.store.get(Bucket.UPLOADS, kept.key, kept.version_id)
    own = sender.folder.removeprefix(visit_prefix(sender.visit.id))
    folder = f"{own}{item_folder(asked.number)}"
    outside.signer.add(sender.visit.id, PurePosixPath(kept.key).name, content, folder=folder)


def may_answer_too(upload: Submission) -> bool:
    """Return whether an upload may be chosen for one more document."""
    is_gone = upload.status in (SubmissionStatus.TAKEN_BACK, SubmissionStatus.SEEN_BEFORE)
    return not is_gone and upload.answered_at is not None


def _chosen(dossier: Dossier, sender: Sender, number: int, item: str) -> tuple[Submission, Item]:
    sent = {each.number: each for each in dossier.submissions if each.sender == sender.id}
    asked = {each.number: each for each in sender.framework.documents}
    if number not in sent:
        raise UserError(NO_FILE)
    if item not in asked:
        raise UserError(NOT_A_DOCUMENT)
    upload = sent[number]
    if upload.status is SubmissionStatus.TAKEN_BACK:
        raise UserError(TAKEN_BACK)
    if any(i.item == asked[item].id and i.status in ACCEPTED for i in upload.items):
        raise UserError(ANSWERS_IT)
    return upload, asked[item]
