"""Fixtures with users of the real S3 server: those it starts with, and those of a visit."""

from collections.abc import Callable

import pytest

from local_stack.home import Home
from local_stack.secret_values import access_key, keep_secrets
from local_stack.store.object_store import REGION
from visit_exchange.buckets import Bucket
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.store_access.keeper import AccessKeeper, Credential, connect_iam

ConnectAs = Callable[[Credential], ObjectStore]


@pytest.fixture(scope="session")
def shared_store(s3_admin: ObjectStore) -> ObjectStore:
    """The four buckets under their usual names, which the server's own users have rights in."""
    store = ObjectStore(s3_admin.client, {each: each.value for each in Bucket})
    store.create_buckets(lock_days=1)
    return store


@pytest.fixture(scope="session")
def standing(services_home: Home) -> Callable[[str], Credential]:
    """Returns the keys of a user that the server starts with."""
    keys = keep_secrets(services_home.secrets).store_keys
    return lambda user: Credential(access_key(user), keys[user])


@pytest.fixture(scope="session")
def connect_as(shared_store: ObjectStore) -> ConnectAs:
    """Returns the store as somebody with these keys reaches it."""
    endpoint = shared_store.client.meta.endpoint_url
    names = {bucket: shared_store.name(bucket) for bucket in Bucket}
    return lambda keys: ObjectStore(
        connect(endpoint, REGION, keys.access_key, keys.secret_key), names
    )


@pytest.fixture(scope="session")
def real_keeper(shared_store: ObjectStore, standing: Callable[[str], Credential]) -> AccessKeeper:
    """Issues and revokes on the real server, with no more rights than that."""
    own = standing("access_keeper")
    client = connect_iam(
        shared_store.client.meta.endpoint_url, REGION, own.access_key, own.secret_key
    )
    return AccessKeeper(client, {bucket: shared_store.name(bucket) for bucket in Bucket})
