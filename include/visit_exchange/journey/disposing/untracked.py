"""What is about a child who is tracked no longer, and is destroyed before its retention ends.

Uploads and packs are under object lock in governance mode, which the disposer alone may pass over;
so early destruction reaches the same things as that at the end, and is certified in the same way.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.selecting.changing import may_change
from visit_exchange.services.destroying import StoredVersion, stored_versions
from visit_exchange.tracking.items import is_tracking_item, kind_and_code
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places.keys import tracking_packs_prefix, visit_prefix
from visit_exchange.visits.uploads.submission import ACCEPTED, Submission

if TYPE_CHECKING:
    from visit_exchange.services.object_store import ObjectStore


def untracked(dossier: Dossier, now: datetime) -> frozenset[str]:
    """Return the codes of children who were tracked, are not, and cannot be again.

    Who declined or withdrew is chosen no more; who was exchanged may come back until the deadline
    of the choice. ``now`` is visit time.
    """
    selection = dossier.selection
    if selection is None:
        return frozenset()
    gone = frozenset(_codes_of(dossier.submissions)) - frozenset(selection.codes)
    return gone & frozenset(selection.declined) if may_change(dossier, now) else gone


def untracked_evidence(
    store: "ObjectStore", dossier: Dossier, now: datetime
) -> Iterator[StoredVersion]:
    """Yield every version of what is about children who are tracked no longer.

    Of the tracking packs these are the versions that hold such a child, whole: but the newest only
    when no other can follow it, since inspectors work with it until then.
    """
    gone = untracked(dossier, now)
    if not gone:
        return
    about = [each for each in dossier.submissions if is_only_about(each, gone)]
    for submission in about:
        for item in submission.items:
            if item.staged_key:
                yield from stored_versions(store, Bucket.STAGING, item.staged_key)
    sent = {submission.upload for submission in about}
    uploads = stored_versions(store, Bucket.UPLOADS, visit_prefix(dossier.visit.id))
    yield from (each for each in uploads if each.identity in sent)
    yield from _packs(store, dossier, gone)


def is_only_about(submission: Submission, codes: frozenset[str]) -> bool:
    """Say whether an upload was taken as about these children, and about nothing else."""
    about = [item.item for item in submission.items if item.status in ACCEPTED]
    return bool(about) and all(
        is_tracking_item(item) and kind_and_code(item)[1] in codes for item in about
    )


def versions_with(keys: Iterable[str], codes: frozenset[str]) -> frozenset[str]:
    """Return the folders of tracking packs that have a folder of one of these children.

    ``keys`` are those below the prefix of the tracking packs, without it: ``v001/CODE/…``.
    """
    parts = [key.split("/") for key in keys]
    return frozenset(each[0] for each in parts if len(each) > 2 and each[1] in codes)


def _packs(store: "ObjectStore", dossier: Dossier, gone: frozenset[str]) -> Iterator[StoredVersion]:
    prefix = tracking_packs_prefix(dossier.visit.id)
    found = list(stored_versions(store, Bucket.PACKS, prefix))
    holding = versions_with((each.key.removeprefix(prefix) for each in found), gone)
    kept = _in_use(dossier)
    for each in found:
        folder = each.key.removeprefix(prefix).split("/")[0]
        if folder in holding and folder != kept:
            yield each


def _in_use(dossier: Dossier) -> str:
    """Return the folder of the newest tracking pack while another can follow it; else nothing."""
    selection, packs = dossier.selection, dossier.packs("tracking")
    remain = frozenset(selection.codes) if selection else frozenset()
    can_follow = remain & frozenset(_codes_of(dossier.submissions))
    return packs[-1].prefix.rpartition("/")[2] if packs and can_follow else ""


def _codes_of(submissions: Iterable[Submission]) -> Iterator[str]:
    for submission in submissions:
        for item in submission.items:
            if is_tracking_item(item.item) and item.status in ACCEPTED:
                yield kind_and_code(item.item)[1]
