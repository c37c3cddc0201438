"""The buckets as files: every version of every object, with its time and its lock.

Content lies under its SHA-256, so what is there many times is kept once.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visit_exchange.buckets import Bucket
from visit_exchange.services.purging import ASKED
from visit_exchange.services.refusals import store_refusals

if TYPE_CHECKING:
    from visit_exchange.services.object_store import ObjectStore

CONTENT = "content"
INDEX = "versions.jsonl"


@dataclass(frozen=True)
class KeptVersion:
    """A version of an object, or a delete marker (without content). Its key may name a child.

    ``written_at`` is the store's own time, ``locked_until`` that of its object lock in ``lock``
    (``GOVERNANCE`` or ``COMPLIANCE``); both empty where it has none.
    """

    bucket: str
    key: str = field(repr=False)
    version_id: str
    written_at: datetime
    is_marker: bool
    is_latest: bool
    size: int = 0
    sha256: str = ""
    content_type: str = ""
    lock: str = ""
    locked_until: datetime | None = None
    is_held: bool = False

    @property
    def key_hash(self) -> str:
        """The SHA-256 of its key (hex), by which everything else knows it."""
        return hashlib.sha256(self.key.encode()).hexdigest()

    def to_json(self) -> str:
        """Return it as a line of JSON."""
        until = self.locked_until.isoformat() if self.locked_until else ""
        told = asdict(self) | {"written_at": self.written_at.isoformat(), "locked_until": until}
        return json.dumps(told)

    @classmethod
    def from_json(cls, line: str) -> "KeptVersion":
        """Return what ``to_json`` wrote."""
        told: dict[str, Any] = json.loads(line)
        until = told.pop("locked_until")
        at = datetime.fromisoformat(told.pop("written_at"))
        return cls(
            **told, written_at=at, locked_until=datetime.fromisoformat(until) if until else None
        )


def keep_versions(store: "ObjectStore", folder: Path) -> Iterator[KeptVersion]:
    """Write every version of every bucket into ``folder``; yield each as it is there."""
    (folder / CONTENT).mkdir(mode=0o700, parents=True)
    with (folder / INDEX).open("w", encoding="utf-8") as index:
        for bucket in Bucket:
            for listed in versions_of(store, bucket):
                kept = listed if listed.is_marker else _fetched(store, listed, folder)
                index.write(f"{kept.to_json()}\n")
                yield kept


def kept_versions(folder: Path) -> Iterator[KeptVersion]:
    """Yield what was kept, as it was kept: bucket by bucket, the oldest first."""
    with (folder / INDEX).open(encoding="utf-8") as index:
        yield from map(KeptVersion.from_json, index)


def content_of(kept: KeptVersion, folder: Path) -> bytes:
    """Return the bytes of a version that was kept."""
    return _place(folder, kept.sha256).read_bytes()


@store_refusals()
def versions_of(store: "ObjectStore", bucket: Bucket) -> list[KeptVersion]:
    """Return every version and delete marker of a bucket, the oldest first, without content.

    Those of one key stand in the order in which they came, also within a second.
    """
    pages = store.client.get_paginator("list_object_versions").paginate(Bucket=store.name(bucket))
    found = [
        each
        for page in pages
        for each in (
            *_listed(bucket, page.get("Versions", ()), is_marker=False),
            *_listed(bucket, page.get("DeleteMarkers", ()), is_marker=True),
        )
    ]
    return sorted(reversed(found), key=lambda each: (each.written_at, each.is_latest))


def is_empty(store: "ObjectStore") -> bool:
    """Say whether no bucket has anything."""
    return not any(versions_of(store, bucket) for bucket in Bucket)


@store_refusals()
def lay_version(store: "ObjectStore", kept: KeptVersion, content: bytes, now: datetime) -> str:
    """Write a version that was kept; return the id that the store gives it.

    A lock that has not ended by ``now`` is set as it was; else the bucket's own rule decides.
    """
    name = store.name(Bucket(kept.bucket))
    if kept.is_marker:
        return store.client.delete_object(Bucket=name, Key=kept.key)["VersionId"]
    request: dict[str, Any] = {"Bucket": name, "Key": kept.key, "Body": content}
    request |= {"ContentType": kept.content_type} if kept.content_type else {}
    request |= {"ObjectLockLegalHoldStatus": "ON"} if kept.is_held else {}
    if kept.lock and kept.locked_until and kept.locked_until > now:
        until = kept.locked_until.astimezone(UTC)
        request |= {"ObjectLockMode": kept.lock, "ObjectLockRetainUntilDate": until}
    return store.client.put_object(**request)["VersionId"]


def _listed(bucket: Bucket, found: Iterable[Any], *, is_marker: bool) -> Iterator[KeptVersion]:
    for each in found:
        if not each["Key"].startswith(ASKED):
            yield KeptVersion(
                bucket=bucket.value,
                key=each["Key"],
                version_id=each["VersionId"],
                written_at=each["LastModified"],
                is_marker=is_marker,
                is_latest=each["IsLatest"],
                size=each.get("Size", 0),
            )


@store_refusals()
def _fetched(store: "ObjectStore", listed: KeptVersion, folder: Path) -> KeptVersion:
    name = store.name(Bucket(listed.bucket))
    found = store.client.get_object(Bucket=name, Key=listed.key, VersionId=listed.version_id)
    content = found["Body"].read()
    sha256 = hashlib.sha256(content).hexdigest()
    place = _place(folder, sha256)
    if not place.exists():
        place.parent.mkdir(mode=0o700, exist_ok=True)
        place.write_bytes(content)
    facts = vars(listed) | {
        "sha256": sha256,
        "content_type": found.get("ContentType", ""),
        "lock": found.get("ObjectLockMode", ""),
        "locked_until": found.get("ObjectLockRetainUntilDate"),
        "is_held": found.get("ObjectLockLegalHoldStatus") == "ON",
    }
    return KeptVersion(**facts)


def _place(folder: Path, sha256: str) -> Path:
    return folder / CONTENT / sha256[:2] / sha256
