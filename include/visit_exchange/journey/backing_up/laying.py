"""Lays the store back: what was sent whole, of all else what the register knows of."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.backing_up.tombstones import Tombstones, is_gone
from visit_exchange.services.backing_up.versions import (
    KeptVersion,
    content_of,
    kept_versions,
    lay_version,
)
from visit_exchange.visits.uploads.submission import Upload, UploadIdentity

if TYPE_CHECKING:
    from visit_exchange.services.object_store import ObjectStore


@dataclass(frozen=True)
class Laid:
    """An upload as it lies in the restored store, and how it was known before.

    ``upload.received_at`` is when it came first, which the restored store does not say.
    """

    upload: Upload = field(repr=False)
    was: UploadIdentity


def lay_store(
    store: "ObjectStore", folder: Path, at: datetime, gone: Tombstones, now: datetime
) -> tuple[tuple[Laid, ...], int]:
    """Lay back what was kept; return the uploads, and how many versions were left out.

    Left out is what was destroyed since, and what we wrote after the register's copy (``at``): it
    is made again, and might be another then.
    """
    destroyed, laid, left_out = gone.destroyed(), [], 0
    for kept in kept_versions(folder):
        if is_gone(kept, destroyed) or _is_unknown(kept, at):
            left_out += 1
            continue
        content = b"" if kept.is_marker else content_of(kept, folder)
        version = lay_version(store, kept, content, now)
        if _is_sent(kept) and not kept.is_marker:
            laid.append(_laid(kept, version))
    return tuple(laid), left_out


def _is_sent(kept: KeptVersion) -> bool:
    return kept.bucket == Bucket.UPLOADS.value


def _is_unknown(kept: KeptVersion, at: datetime) -> bool:
    return not _is_sent(kept) and kept.written_at > at


def _laid(kept: KeptVersion, version: str) -> Laid:
    upload = Upload(kept.key, version, kept.size, kept.written_at)
    return Laid(upload, UploadIdentity(kept.key_hash, kept.version_id))
