"""The authority's references by code, sealed with the visit's key: the pipeline's own copy.

What lies in the replies is a copy for the authority, which nobody else can read.
"""

import json
from collections.abc import Iterable, Mapping

from visit_exchange.buckets import Bucket
from visit_exchange.privacy.crosswalk import check_codes, read_crosswalk
from visit_exchange.privacy.sealing import seal, unseal
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Sealed
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.keys import reply_folder, within
from visit_exchange.visits.places.names import CHILD_CODES
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.visit import Visit

PURPOSE = Sealed.CROSSWALK.value


def sealed_crosswalk(key: bytes, crosswalk: Mapping[str, str]) -> bytes:
    """Return code by reference of the accepted lists of an upload, as the register keeps it."""
    return seal(key, PURPOSE, json.dumps(dict(crosswalk)).encode())


def crosswalk_of(outside: Outside, visit: Visit, sender: str | None = None) -> dict[str, str]:
    """Return code by reference for every child in the visit's accepted lists.

    With ``sender`` only for those whom that sender listed: nobody is told another's references.
    UserError when two children share a code.
    """
    uploads = outside.register.submissions(visit.id)
    told = [each for each in uploads if sender in (None, each.sender)]
    kept = outside.register.sealed(visit.id, Sealed.CROSSWALK)
    key = outside.keys.key(visit.id) if any(map(_has_children, told)) else b""
    return crosswalk_among(outside, visit, told, kept, key)


def crosswalk_among(
    outside: Outside,
    visit: Visit,
    submissions: Iterable[Submission],
    kept: Mapping[str, bytes],
    key: bytes,
) -> dict[str, str]:
    """Return the same of these uploads, where what is kept of them is at hand with the key."""
    known: dict[str, str] = {}
    for submission in submissions:
        if _has_children(submission):
            known |= _crosswalk(outside, submission, kept, key)
    check_codes(framework_of(visit), known)
    return known


def _has_children(submission: Submission) -> bool:
    return any(item.rows and item.staged_key for item in submission.items)


def _crosswalk(
    outside: Outside, submission: Submission, kept: Mapping[str, bytes], key: bytes
) -> dict[str, str]:
    """Return one upload's crosswalk; a list without children (settings) has none."""
    if submission.id not in kept:
        return _from_reply(outside, submission)
    found: dict[str, str] = json.loads(unseal(key, PURPOSE, kept[submission.id]))
    return found


def _from_reply(outside: Outside, submission: Submission) -> dict[str, str]:
    """Return the copy in the reply: uploads of version 0.1 have no other."""
    try:
        copy = outside.store.get(Bucket.REPLIES, within(reply_folder(submission), CHILD_CODES))
    except FileNotFoundError:
        return {}
    return read_crosswalk(copy)
