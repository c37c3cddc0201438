"""Asking the embedded S3 server to forget for good what was deleted, and waiting until it has.

The server is asked through itself: an object of an agreed name, which it removes when it is done.
So it needs no further port, and only who may write that name can ask.
"""

import time
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from visit_exchange.buckets import Bucket
from visit_exchange.services.destroying import NotDestroyed, StoredVersion, stored_versions

if TYPE_CHECKING:
    from visit_exchange.services.object_store import ObjectStore

ASKED = "purge-asked/"  # no visit's id: those begin with a number
PATIENCE = 300.0  # seconds
PAUSE = 1.0


def purge(store: "ObjectStore", wait: Callable[[float], None] = time.sleep) -> None:
    """Have the server forget what was deleted before this call; NotDestroyed if it does not."""
    key = f"{ASKED}{uuid.uuid4().hex}"
    store.put(Bucket.STAGING, key, b"")
    deadline = time.monotonic() + PATIENCE
    while _is_asked(store, key):
        if time.monotonic() > deadline:
            raise NotDestroyed(
                "The S3 server has not purged what was deleted. Its log says why: look for the "
                "part s3. Nothing is certified until it has; then run this again"
            )
        wait(PAUSE)


def purges_asked(store: "ObjectStore") -> tuple[StoredVersion, ...]:
    """Return what asks for a purge; the server removes these when it has purged."""
    return tuple(stored_versions(store, Bucket.STAGING, ASKED))


def _is_asked(store: "ObjectStore", key: str) -> bool:
    try:
        return any(True for _ in stored_versions(store, Bucket.STAGING, key))
    except (ClientError, BotoCoreError):
        return True  # it is not there while it purges
