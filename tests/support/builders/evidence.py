"""A closed visit with evidence of every kind, laid as the pipeline lays it but without its work."""

import hashlib
from datetime import datetime

from builders.visits import an_open_visit
from visit_exchange.buckets import Bucket
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Answer
from visit_exchange.visits.places.keys import (
    document_key,
    pack_folder,
    reply_folder,
    request_folder,
    within,
)
from visit_exchange.visits.places.names import MANIFEST, REPLY_PAGE, REQUEST_TEXT
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem
from visit_exchange.visits.visit import Visit, VisitStatus

CODE = "K7QF"


def a_closed_visit(outside: Outside, admin: ObjectStore, closed: datetime) -> Visit:
    """Return a visit that was opened and closed at ``closed``: uploads, replies, packs, tracking.

    ``admin`` drops the uploads, which the pipeline may not write.
    """
    visit = an_open_visit(outside, closed)
    _lay_upload(outside, admin, visit, "list.xlsx", "currently_attending", closed)
    name = f"tracking/{CODE} chronology.docx"
    _lay_upload(outside, admin, visit, name, f"chronology:{CODE}", closed)
    request = within(request_folder(visit.id), REQUEST_TEXT)
    outside.store.put(Bucket.REPLIES, request, b"what is asked")
    for series in ("", "tracking"):
        manifest = within(pack_folder(visit.id, series, 1), MANIFEST)
        outside.store.put(Bucket.PACKS, manifest, b"{}")
    for status in ("RETURNS_CLOSED", "TRACKING_CLOSED", "CLOSED"):
        outside.register.move_visit(visit.id, VisitStatus[status], by="pipeline", at=closed)
    return outside.register.visit(visit.id)


def _lay_upload(
    outside: Outside, admin: ObjectStore, visit: Visit, name: str, item: str, at: datetime
) -> None:
    """Lay an accepted upload with what is staged of it and its reply."""
    content, key = name.encode(), f"{visit.id}/{name}"
    admin.put(Bucket.UPLOADS, key, content)
    [upload] = [each for each in outside.store.uploads(f"{visit.id}/") if each.key == key]
    received, _ = outside.register.receive(visit.id, upload, at)
    staged, reply = document_key(received, "staged", item), reply_folder(received)
    outside.store.put(Bucket.STAGING, staged, content)
    outside.store.put(Bucket.REPLIES, within(reply, REPLY_PAGE), b"it is accepted")
    accepted = SubmissionStatus.ACCEPTED
    answer = Answer(
        sha256=hashlib.sha256(content).hexdigest(),
        reply_prefix=reply,
        items=(SubmittedItem(item, accepted, rows=1, staged_key=staged),),
    )
    outside.register.move_submission(received.id, SubmissionStatus.SCREENED, at=at)
    outside.register.move_submission(received.id, accepted, at=at, answer=answer)
    outside.register.record_reply(received.id, at=at)
