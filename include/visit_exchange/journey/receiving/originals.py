"""The uploads themselves, as they were sent: found by their sealed keys, never by their names."""

from visit_exchange.buckets import Bucket
from visit_exchange.journey.upload import AtHand
from visit_exchange.privacy.sealing import seal, unseal
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Sealed
from visit_exchange.visits.uploads.submission import Submission, Upload

PURPOSE = Sealed.UPLOAD_KEY.value


def sealed_key(visits_key: bytes, upload: Upload) -> bytes:
    """Return where an upload lies, sealed: its name may say who a child is."""
    return seal(visits_key, PURPOSE, upload.key.encode())


def key_of(outside: Outside, at_hand: AtHand, submission: Submission) -> str:
    """Return the key in the store of an upload of the visit that is at hand.

    FileNotFoundError when it is not there. What came before the visit had its key is looked for.
    """
    sealed = at_hand.sealed.upload_keys.get(submission.id)
    if sealed is None:
        return outside.store.find_upload(submission.visit_id, submission.upload).key
    return unseal(visits_key(outside, at_hand), PURPOSE, sealed).decode()


def content_of(
    outside: Outside, at_hand: AtHand, submission: Submission, place: str | None = None
) -> bytes:
    """Return the bytes of the version that was received; ``place`` is its key where it is known."""
    place = place or key_of(outside, at_hand, submission)
    return outside.store.get(Bucket.UPLOADS, place, submission.upload.version_id)


def visits_key(outside: Outside, at_hand: AtHand) -> bytes:
    """Return the key of the visit that is at hand; NoKey when it has none."""
    return at_hand.key or outside.keys.key(at_hand.dossier.visit.id)
