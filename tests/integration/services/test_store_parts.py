"""The settings of the local stack give each part of it the keys that it needs, and they work."""

import hashlib

import httpx
import pytest

from local_stack.environment import shared_environment
from local_stack.home import Home, Ports
from local_stack.secret_values import keep_secrets
from visit_exchange.buckets import Bucket
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.outside import Outside, build
from visit_exchange.services.store_access.identities import VISIT_IDENTITIES
from visit_exchange.settings.settings import Settings, read_settings

pytestmark = pytest.mark.services

VISIT = "995-ap-20261123"
CONTENT = b"Child reference\n1\n"


@pytest.fixture
def settings(services_home: Home, services_ports: Ports, shared_store: ObjectStore) -> Settings:
    """The settings of a stack whose S3 server runs."""
    kept = keep_secrets(services_home.secrets)
    return read_settings(shared_environment(services_home, services_ports, kept))


@pytest.fixture
def built(settings: Settings) -> Outside:
    """The outside of that stack."""
    return build(settings)


def test_the_keeper_lets_people_in(built: Outside) -> None:
    assert built.access is not None
    la = VISIT_IDENTITIES["la"]
    assert built.access.keeper.is_live(VISIT, la, built.access.keeper.issue(VISIT, la))


def test_what_the_signer_signs_is_taken_and_the_disposer_destroys_it(
    built: Outside, shared_store: ObjectStore
) -> None:
    assert built.signer is not None
    assert built.disposal is not None
    digest = hashlib.sha256(CONTENT).hexdigest()
    given = built.signer.presigned_upload(VISIT, "list.csv", len(CONTENT), digest)
    answer = httpx.put(
        given.url, content=CONTENT, headers=given.headers, trust_env=False, timeout=60
    )
    assert answer.status_code == httpx.codes.OK

    built.disposal.client.delete_object(
        Bucket=Bucket.UPLOADS.value,
        Key=given.key,
        VersionId=answer.headers["x-amz-version-id"],
        BypassGovernanceRetention=True,
    )

    with pytest.raises(FileNotFoundError):
        shared_store.get(Bucket.UPLOADS, given.key)


def test_a_process_without_their_keys_has_none_of_them(settings: Settings) -> None:
    names = ("access_keeper", "upload_signer", "disposal")
    keys = [f"{name}_{kind}_key" for name in names for kind in ("access", "secret")]
    bare = build(settings.model_copy(update=dict.fromkeys(keys)))
    assert (bare.access, bare.signer, bare.disposal) == (None, None, None)


def test_a_machine_with_a_role_needs_no_keys(settings: Settings) -> None:
    role = settings.model_copy(
        update={
            name: None
            for name in Settings.model_fields
            if name.endswith(("_access_key", "_secret_key"))
        }
    )
    made = build(role)
    assert made.access is not None
    assert made.signer is not None


def test_by_hand_nobody_issues_even_with_the_keepers_keys(settings: Settings) -> None:
    assert build(settings.model_copy(update={"store_access": "by-hand"})).access is None
