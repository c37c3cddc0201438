"""Buckets that do not encrypt are named, and nothing starts on them where that is required."""

import pytest
from botocore.exceptions import ClientError

from issued_access import ConnectAs
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.services.at_rest import check_encrypted_at_rest
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.store_access.keeper import Credential

pytestmark = pytest.mark.services


def test_buckets_of_our_own_set_up_are_encrypted(store: ObjectStore) -> None:
    check_encrypted_at_rest(store)


@pytest.mark.parametrize("bucket", Bucket)
def test_one_that_is_not_is_named(store: ObjectStore, bucket: Bucket) -> None:
    store.client.delete_bucket_encryption(Bucket=store.name(bucket))

    with pytest.raises(UserError, match=f"no default encryption: {store.name(bucket)}\\."):
        check_encrypted_at_rest(store)


def test_set_up_mends_it(store: ObjectStore) -> None:
    store.client.delete_bucket_encryption(Bucket=store.name(Bucket.PACKS))

    store.create_buckets(lock_days=1)

    check_encrypted_at_rest(store)


def test_a_store_that_does_not_say_is_refused(
    shared_store: ObjectStore, connect_as: ConnectAs
) -> None:
    with pytest.raises(ClientError, match="InvalidAccessKeyId"):
        check_encrypted_at_rest(connect_as(Credential("VXNOBODY", "unknown")))
