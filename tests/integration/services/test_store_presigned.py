"""A presigned upload is good for one file, once, and for fifteen minutes."""

import hashlib
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import time_machine

from visit_exchange.buckets import Bucket
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.store_access import upload_signer
from visit_exchange.services.store_access.upload_signer import PresignedUpload, UploadSigner

pytestmark = pytest.mark.services

VISIT = "999-ap-20261123"
CONTENT = b"Child reference,Year group\n1,9\n"


@pytest.fixture
def signer(store: ObjectStore) -> UploadSigner:
    """A signer for this test's own bucket."""
    return UploadSigner(store.client, store.name(Bucket.UPLOADS))


def permission(signer: UploadSigner, content: bytes = CONTENT) -> PresignedUpload:
    """Ask for permission to upload exactly these bytes."""
    digest = hashlib.sha256(content).hexdigest()
    return signer.presigned_upload(VISIT, "list.csv", len(content), digest)


def send(given: PresignedUpload, content: bytes = CONTENT, *, without: str = "") -> int:
    """Send bytes with a permission; return the store's answer."""
    headers = {name: value for name, value in given.headers.items() if name != without}
    told = httpx.put(given.url, content=content, headers=headers, trust_env=False, timeout=60)
    return told.status_code


def test_the_file_arrives_under_a_key_of_its_own(signer: UploadSigner, store: ObjectStore) -> None:
    first, second = permission(signer), permission(signer)

    assert [send(first), send(second)] == [200, 200]
    assert first.key != second.key
    assert [store.get(Bucket.UPLOADS, u.key) for u in store.uploads(f"{VISIT}/")] == [CONTENT] * 2


@pytest.mark.parametrize(
    ("what", "content", "without"),
    [
        ("other bytes of the same length", CONTENT.replace(b"9", b"8"), ""),
        ("more bytes", CONTENT + b"2,10\n", ""),
        ("fewer bytes", CONTENT[:-1], ""),
        ("no bytes", b"", ""),
        ("no checksum", CONTENT, "x-amz-checksum-sha256"),
        ("no promise to overwrite nothing", CONTENT, "If-None-Match"),
    ],
)
def test_anything_else_is_refused(
    signer: UploadSigner, store: ObjectStore, what: str, content: bytes, without: str
) -> None:
    assert send(permission(signer), content, without=without) in (400, 403), what
    assert list(store.uploads()) == []


def test_a_second_use_is_refused(signer: UploadSigner, store: ObjectStore) -> None:
    given = permission(signer)

    assert [send(given), send(given)] == [200, 412]
    assert len(list(store.uploads())) == 1


def test_after_its_time_it_is_refused(signer: UploadSigner, store: ObjectStore) -> None:
    with time_machine.travel(datetime.now(UTC) - upload_signer.GOOD_FOR - timedelta(minutes=1)):
        given = permission(signer)

    assert send(given) == 403
    assert list(store.uploads()) == []


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("another visit", (VISIT, "998-ap-20261123")),
        ("another file", ("list.csv", "list2.csv")),
        ("a longer life", ("X-Amz-Expires=900", "X-Amz-Expires=9000")),
        ("fewer signed headers", ("%3Bif-none-match", "")),
    ],
)
def test_a_changed_address_is_refused(
    signer: UploadSigner, store: ObjectStore, what: str, change: tuple[str, str]
) -> None:
    given = permission(signer)
    changed = PresignedUpload(given.url.replace(*change), given.headers, given.key)

    assert changed.url != given.url, what
    assert send(changed) == 403
    assert list(store.uploads()) == []


@pytest.mark.parametrize("method", ["GET", "DELETE", "HEAD"])
def test_it_is_good_for_sending_only(signer: UploadSigner, method: str) -> None:
    given = permission(signer)
    assert send(given) == 200

    assert httpx.request(method, given.url, trust_env=False, timeout=60).status_code == 403
