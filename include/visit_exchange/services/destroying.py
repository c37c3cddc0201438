"""Destroys objects in S3 for good: every version, every delete marker, every unfinished upload.

Only for a store that is reached with the disposer's own identity: it may pass over governance
retention and can read nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.visits.uploads.submission import UploadIdentity

if TYPE_CHECKING:
    from visit_exchange.services.object_store import ObjectStore

AT_ONCE = 1000  # what S3 deletes with one request at most


class NotDestroyed(UserError):
    """The store kept something that was to be destroyed."""


@dataclass(frozen=True)
class StoredVersion:
    """A version of an object, or a delete marker. Its key may name a child and is never shown."""

    bucket: Bucket
    key: str = field(repr=False)
    version_id: str
    size: int
    is_marker: bool

    @property
    def identity(self) -> UploadIdentity:
        """What tells it from every other, and names nobody."""
        return UploadIdentity(sha256(self.key.encode()).hexdigest(), self.version_id)


def stored_versions(store: "ObjectStore", bucket: Bucket, prefix: str) -> Iterator[StoredVersion]:
    """Yield every version and every delete marker under a prefix."""
    pages = store.client.get_paginator("list_object_versions").paginate(
        Bucket=store.name(bucket), Prefix=prefix
    )
    for page in pages:
        for found in page.get("Versions", ()):
            yield StoredVersion(bucket, found["Key"], found["VersionId"], found["Size"], False)
        for marker in page.get("DeleteMarkers", ()):
            yield StoredVersion(bucket, marker["Key"], marker["VersionId"], 0, True)


def destroy_versions(store: "ObjectStore", versions: Sequence[StoredVersion]) -> None:
    """Delete these versions of one bucket; NotDestroyed when the store keeps one."""
    for start in range(0, len(versions), AT_ONCE):
        batch = versions[start : start + AT_ONCE]
        answer = store.client.delete_objects(
            Bucket=store.name(batch[0].bucket),
            Delete={
                "Objects": [{"Key": each.key, "VersionId": each.version_id} for each in batch],
                "Quiet": True,
            },
            BypassGovernanceRetention=True,
        )
        _refuse_kept(batch[0].bucket, [error.get("Code", "") for error in answer.get("Errors", ())])


def give_up_unfinished(store: "ObjectStore", bucket: Bucket, prefix: str) -> None:
    """Remove the parts of uploads under a prefix that were begun and never ended."""
    pages = store.client.get_paginator("list_multipart_uploads").paginate(
        Bucket=store.name(bucket), Prefix=prefix
    )
    for page in pages:
        for begun in page.get("Uploads", ()):
            store.client.abort_multipart_upload(
                Bucket=store.name(bucket), Key=begun["Key"], UploadId=begun["UploadId"]
            )


def _refuse_kept(bucket: Bucket, codes: Sequence[str]) -> None:
    if codes:
        told = ", ".join(sorted(set(codes)))
        raise NotDestroyed(
            f"The store did not delete {len(codes)} objects in {bucket.value} ({told}). Check that "
            "VISIT_EXCHANGE_DISPOSAL_ACCESS_KEY is the disposer's, with the right to bypass "
            "governance retention"
        )
