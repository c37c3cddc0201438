"""The uploads themselves, as they were sent: found by their sealed keys, never by their names."""

from collections.abc import Sequence

from visit_exchange.buckets import Bucket
from visit_exchange.privacy.sealing import seal, unseal
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Sealed
from visit_exchange.visits.submission import Submission, Upload

PURPOSE = Sealed.UPLOAD_KEY.value


def remember_key(outside: Outside, submission: Submission, upload: Upload) -> None:
    """Keep where an upload lies, sealed: its name may say who a child is.

    Before the visit's key is made there is nothing to seal with; the upload is then looked for.
    """
    if outside.keys.has(submission.visit_id):
        sealed = seal(outside.keys.key(submission.visit_id), PURPOSE, upload.key.encode())
        outside.register.keep_sealed(submission.id, Sealed.UPLOAD_KEY, sealed)


def key_of(outside: Outside, submission: Submission, visits_key: bytes | None = None) -> str:
    """Return the key of an upload in the store; FileNotFoundError when it is not there.

    ``visits_key`` is the key of its visit, where it is at hand.
    """
    sealed = outside.register.sealed_of(submission.id, Sealed.UPLOAD_KEY)
    if sealed is None:
        return outside.store.find_upload(submission.visit_id, submission.upload).key
    opens = visits_key or outside.keys.key(submission.visit_id)
    return unseal(opens, PURPOSE, sealed).decode()


def keys_of(outside: Outside, submissions: Sequence[Submission]) -> dict[str, str]:
    """Return the keys of uploads of one visit by the uploads' ids, with one question to ask."""
    if not submissions:
        return {}
    visit_id = submissions[0].visit_id
    kept = outside.register.sealed(visit_id, Sealed.UPLOAD_KEY)
    opens = outside.keys.key(visit_id) if kept else b""
    return {
        each.id: unseal(opens, PURPOSE, kept[each.id]).decode()
        if each.id in kept
        else outside.store.find_upload(visit_id, each.upload).key
        for each in submissions
    }


def content_of(outside: Outside, submission: Submission, key: str | None = None) -> bytes:
    """Return the bytes of the version that was received; ``key`` where it is known."""
    place = key or key_of(outside, submission)
    return outside.store.get(Bucket.UPLOADS, place, submission.upload.version_id)
