"""Credentials on the real server: they work until they are revoked, and then none of them does."""

import pytest

from issued_access import ConnectAs
from visit_exchange.buckets import Bucket
from visit_exchange.errors import ServiceError
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.store_access.identities import VISIT_IDENTITIES
from visit_exchange.services.store_access.keeper import AccessKeeper, Credential, connect_iam

pytestmark = pytest.mark.services

LA = VISIT_IDENTITIES["la"]
REFUSED = "The object store refused (InvalidAccessKeyId)"


def adds(connect_as: ConnectAs, keys: Credential, visit: str) -> str:
    """Try to add a file to the visit's uploads; return what the store says."""
    store = connect_as(keys)
    try:
        store.put(Bucket.UPLOADS, f"{visit}/list.csv", b"x")
    except ServiceError as error:
        return str(error)
    return "added"


def test_issued_keys_work_and_revoked_ones_are_refused(
    real_keeper: AccessKeeper, connect_as: ConnectAs
) -> None:
    keys = real_keeper.issue("999-ap-20260105", LA)
    assert real_keeper.is_live("999-ap-20260105", LA, keys)
    assert adds(connect_as, keys, "999-ap-20260105") == "added"

    assert real_keeper.revoke("999-ap-20260105", LA)

    assert adds(connect_as, keys, "999-ap-20260105") == REFUSED
    assert not real_keeper.is_live("999-ap-20260105", LA, keys)


def test_revoking_again_changes_nothing(real_keeper: AccessKeeper) -> None:
    real_keeper.issue("999-ap-20260106", LA)
    revoked = [real_keeper.revoke("999-ap-20260106", LA) for _ in range(2)]
    assert revoked == [True, False]


def test_issuing_again_refuses_the_first_keys(
    real_keeper: AccessKeeper, connect_as: ConnectAs
) -> None:
    first, second = (real_keeper.issue("999-ap-20260107", LA) for _ in range(2))
    told = [adds(connect_as, keys, "999-ap-20260107") for keys in (first, second)]
    assert told == [REFUSED, "added"]


def test_a_key_that_somebody_made_for_himself_is_revoked_too(
    real_keeper: AccessKeeper, connect_as: ConnectAs, shared_store: ObjectStore
) -> None:
    keys = real_keeper.issue("999-ap-20260108", LA)
    endpoint = shared_store.client.meta.endpoint_url
    own = connect_iam(endpoint, "eu-west-2", keys.access_key, keys.secret_key)
    made = own.create_access_key()["AccessKey"]
    second = Credential(made["AccessKeyId"], made["SecretAccessKey"])
    assert adds(connect_as, second, "999-ap-20260108") == "added"

    real_keeper.revoke("999-ap-20260108", LA)

    assert adds(connect_as, second, "999-ap-20260108") == REFUSED


@pytest.mark.parametrize("done", ["user", "policy", "attached"])
def test_what_a_crash_left_half_made_is_made_whole(
    real_keeper: AccessKeeper, connect_as: ConnectAs, done: str
) -> None:
    visit = f"999-ap-2026020{len(done)}"
    iam, name = real_keeper._client, f"visit-{visit}-la"
    iam.create_user(UserName=name)
    if done != "user":
        arn = iam.create_policy(PolicyName=name, PolicyDocument='{"Statement": []}')
        if done == "attached":
            iam.attach_user_policy(UserName=name, PolicyArn=arn["Policy"]["Arn"])

    assert adds(connect_as, real_keeper.issue(visit, LA), visit) == "added"


@pytest.mark.parametrize(
    ("endpoint", "address"),
    [
        ("http://127.0.0.1:18333", "http://127.0.0.1:18333"),
        ("https://s3.eu-west-2.amazonaws.com", "https://iam.amazonaws.com"),
        ("https://amazonaws.com.example", "https://amazonaws.com.example"),
    ],
)
def test_iam_is_where_s3_is_but_on_aws(endpoint: str, address: str) -> None:
    client = connect_iam(endpoint, "eu-west-2", "key", "secret")
    assert client.meta.endpoint_url == address
