"""Lay a pack in the inspectors' bucket: files first, the manifest last."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.visits.places.keys import within
from visit_exchange.visits.places.names import MANIFEST

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack


def write_pack(outside: "Outside", pack: "Pack", files: Mapping[str, bytes]) -> str:
    """Write the files of a version and return the SHA-256 (hex) of its manifest.

    A version without a manifest is not published: after a crash its files are written again. Once
    the manifest stands nothing is written any more.
    """
    manifest = within(pack.prefix, MANIFEST)
    if manifest not in outside.store.keys(Bucket.PACKS, manifest):
        for name, content in files.items():
            if name != MANIFEST:
                outside.store.put(Bucket.PACKS, within(pack.prefix, name), content)
        outside.store.put(Bucket.PACKS, manifest, files[MANIFEST], create_only=True)
    return hashlib.sha256(published_manifest(outside, pack)).hexdigest()


def published_manifest(outside: "Outside", pack: "Pack") -> bytes:
    """Return the manifest of a published version."""
    return outside.store.get(Bucket.PACKS, within(pack.prefix, MANIFEST))
