"""The object store on a real S3 server: nothing sent is lost, nothing published changes."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.services.leaping import versions_under
from visit_exchange.services.object_store import ObjectStore, connect

pytestmark = pytest.mark.services

VISIT = "999-ap-20261123"
TWO = {"PageSize": 2}


def drop(store: ObjectStore, name: str, body: bytes) -> str:
    """Upload as an authority does; return the version id."""
    put = store.client.put_object(
        Bucket=store.name(Bucket.UPLOADS), Key=f"{VISIT}/{name}", Body=body
    )
    return put["VersionId"]


def test_what_is_put_is_got(store: ObjectStore) -> None:
    store.put(Bucket.REPLIES, f"{VISIT}/001/reply.xlsx", b"reply", content_type="text/plain")

    assert store.get(Bucket.REPLIES, f"{VISIT}/001/reply.xlsx") == b"reply"


def test_an_object_that_is_not_there_is_told_without_its_key(store: ObjectStore) -> None:
    with pytest.raises(FileNotFoundError) as told:
        store.get(Bucket.STAGING, "Wilhelmina Zebedee.xlsx")
    assert "Zebedee" not in str(told.value)


def test_keys_are_those_under_the_prefix_over_all_pages(
    store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        store.put(Bucket.STAGING, f"{VISIT}/{number}", b"x")
    store.put(Bucket.STAGING, "998-ap-20261123/0", b"x")
    _two_to_a_page(store, monkeypatch)

    assert store.keys(Bucket.STAGING, f"{VISIT}/") == tuple(f"{VISIT}/{n}" for n in range(5))


def test_create_only_keeps_what_is_there(store: ObjectStore) -> None:
    manifest = f"{VISIT}/v001/manifest.json"
    for _ in range(2):
        store.put(Bucket.PACKS, manifest, b"one", create_only=True)

    with pytest.raises(FileExistsError):
        store.put(Bucket.PACKS, manifest, b"two", create_only=True)
    assert store.get(Bucket.PACKS, manifest) == b"one"


def test_every_version_is_an_upload_oldest_first(store: ObjectStore) -> None:
    dropped = [
        ("list.xlsx", drop(store, "list.xlsx", b"first")),
        ("other.pdf", drop(store, "other.pdf", b"other")),
    ]
    time.sleep(1.1)  # the store's timestamps are whole seconds
    dropped.append(("list.xlsx", drop(store, "list.xlsx", b"corrected")))

    uploads = list(store.uploads(f"{VISIT}/"))

    assert [(u.key.partition("/")[2], u.version_id) for u in uploads] == dropped
    assert [store.get(Bucket.UPLOADS, u.key, u.version_id) for u in uploads] == [
        b"first",
        b"other",
        b"corrected",
    ]
    assert uploads[0].size == len(b"first")
    assert uploads[0].received_at.utcoffset() == datetime.now(UTC).utcoffset()


def test_versions_of_one_key_keep_their_order_over_pages(
    store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped = [drop(store, "list.xlsx", str(number).encode()) for number in range(7)]
    _two_to_a_page(store, monkeypatch)

    assert [upload.version_id for upload in store.uploads()] == dropped


def test_an_upload_that_was_deleted_still_counts(store: ObjectStore) -> None:
    version = drop(store, "list.xlsx", b"sent")
    store.client.delete_object(Bucket=store.name(Bucket.UPLOADS), Key=f"{VISIT}/list.xlsx")

    [upload] = store.uploads()

    assert upload.version_id == version
    assert store.get(Bucket.UPLOADS, upload.key, version) == b"sent"


def test_an_upload_is_found_again_by_its_identity(store: ObjectStore) -> None:
    drop(store, "Wilhelmina Zebedee EHCP.pdf", b"first")
    drop(store, "Wilhelmina Zebedee EHCP.pdf", b"second")
    newest = list(store.uploads())[-1]

    assert store.find_upload(VISIT, newest.identity) == newest
    with pytest.raises(FileNotFoundError):
        store.find_upload("998-ap-20261123", newest.identity)
    assert "Zebedee" not in repr(newest)


@pytest.mark.parametrize("bucket", [Bucket.UPLOADS, Bucket.PACKS])
def test_what_was_sent_or_published_cannot_be_destroyed(store: ObjectStore, bucket: Bucket) -> None:
    put = store.client.put_object(Bucket=store.name(bucket), Key=f"{VISIT}/a", Body=b"kept")

    with pytest.raises(ClientError, match="AccessDenied"):
        store.client.delete_object(
            Bucket=store.name(bucket), Key=f"{VISIT}/a", VersionId=put["VersionId"]
        )


def test_an_upload_that_brings_tags_is_refused(store: ObjectStore) -> None:
    with pytest.raises(ClientError, match="AccessDenied"):
        store.client.put_object(
            Bucket=store.name(Bucket.UPLOADS), Key=f"{VISIT}/a", Body=b"x", Tagging="scan=clean"
        )


def test_an_upload_that_brings_an_acl_is_refused(store: ObjectStore) -> None:
    with pytest.raises(ClientError, match="AccessDenied"):
        store.client.put_object(
            Bucket=store.name(Bucket.UPLOADS), Key=f"{VISIT}/a", Body=b"x", ACL="public-read"
        )


def test_creating_the_buckets_again_keeps_what_is_in_them(store: ObjectStore) -> None:
    store.put(Bucket.PACKS, f"{VISIT}/v001/manifest.json", b"one")

    store.create_buckets(lock_days=2)

    assert store.keys(Bucket.PACKS, "") == (f"{VISIT}/v001/manifest.json",)


def test_half_a_pair_of_keys_is_a_mistake() -> None:
    with pytest.raises(UserError, match="Set both"):
        connect("http://127.0.0.1:1", "eu-west-2", "key", None)


def _two_to_a_page(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    get_paginator: Any = store.client.get_paginator

    def small(name: str) -> object:
        paginator = get_paginator(name)
        paginate = paginator.paginate
        monkeypatch.setattr(
            paginator,
            "paginate",
            lambda **given: paginate(**given, PaginationConfig={"PageSize": 2}),
        )
        return paginator

    monkeypatch.setattr(store.client, "get_paginator", small)


def test_a_listing_that_leaps_finds_every_version_of_the_visits_asked_for(
    store: ObjectStore,
) -> None:
    """By pages of two, as S3 gives a thousand: markers and leaps are the server's own."""
    for visit in ("100-ap-20230327", "200-ap-20230327", "300-ap-20230327", "400-ap-20230327"):
        for name in ("a.xlsx", "a.xlsx", "b.xlsx"):
            store.put(Bucket.UPLOADS, f"{visit}/{name}", visit.encode())

    def by_two(key: str, version: str) -> Any:
        marker = {"VersionIdMarker": version} if version else {}
        where: dict[str, Any] = {"Bucket": store.name(Bucket.UPLOADS), "KeyMarker": key, **marker}
        return store.client.list_object_versions(MaxKeys=2, **where)

    asked = ("200-ap-20230327", "400-ap-20230327")
    found = [each["VersionId"] for each in versions_under([f"{v}/" for v in asked], by_two)]

    sent = [upload.version_id for visit in asked for upload in store.uploads(f"{visit}/")]
    assert sorted(found) == sorted(sent)
    assert sorted(upload.version_id for upload in store.uploads_of(asked)) == sorted(sent)
