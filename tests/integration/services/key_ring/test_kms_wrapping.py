"""Keys sealed by AWS KMS, as moto's server plays it: it encrypts for real, and over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from moto_aws import running_aws
from visit_exchange.services.key_ring import KeyRing, NoKey, list_keys, rotate
from visit_exchange.services.key_ring.kms_wrapping import KmsWrapping
from visit_exchange.services.key_ring.local_wrapping import WrappingFile
from visit_exchange.services.key_ring.ring import SEALED

REGION = "eu-west-2"
VISIT, OTHER = "999-ap-20261123", "998-ap-20261123"


@pytest.fixture(scope="module")
def kms() -> Iterator[str]:
    """The address of a KMS."""
    with running_aws() as address:
        yield address


@pytest.fixture(autouse=True)
def _reached(kms: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_KMS", kms)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "worker")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")


def new_key() -> str:
    """Return the ARN of a new key of KMS."""
    return boto3.client("kms", region_name=REGION).create_key()["KeyMetadata"]["Arn"]


@pytest.fixture
def arn() -> str:
    return new_key()


@pytest.fixture
def keys(tmp_path: Path, arn: str) -> KeyRing:
    return KeyRing(tmp_path / "keys", [KmsWrapping(arn, REGION)])


def test_a_key_is_sealed_and_opened_by_kms(keys: KeyRing, arn: str, tmp_path: Path) -> None:
    key = keys.create(VISIT)

    assert keys.key(VISIT) == key
    assert key not in (tmp_path / "keys" / f"{VISIT}{SEALED}").read_bytes()
    assert [(found.wrapped_by, found.fault) for found in list_keys(keys)] == [(arn, "")]


def test_a_key_opens_for_its_own_visit_alone(keys: KeyRing, tmp_path: Path) -> None:
    keys.create(VISIT)
    sealed = (tmp_path / "keys" / f"{VISIT}{SEALED}").read_bytes()
    (tmp_path / "keys" / f"{OTHER}{SEALED}").write_bytes(sealed)

    with pytest.raises(NoKey, match=OTHER):
        keys.key(OTHER)


def test_a_kms_key_that_is_not_there_makes_no_key(tmp_path: Path) -> None:
    keys = KeyRing(tmp_path / "keys", [KmsWrapping("alias/nobody", REGION)])

    with pytest.raises(NoKey, match=r"AWS KMS did not serve the key alias/nobody \(NotFound"):
        keys.create(VISIT)
    assert not keys.has(VISIT)


def test_a_kms_that_does_not_answer_makes_no_key(
    keys: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_KMS", "http://127.0.0.1:1")

    with pytest.raises(NoKey, match="AWS KMS did not serve"):
        keys.create(VISIT)
    assert not keys.has(VISIT)


def test_rotation_moves_every_key_to_another_key_of_kms(keys: KeyRing, tmp_path: Path) -> None:
    key, another = keys.create(VISIT), new_key()
    moved = KeyRing(tmp_path / "keys", [KmsWrapping(another, REGION)])

    assert rotate(moved).sealed_anew == 1
    assert rotate(moved).sealed_anew == 0

    assert moved.key(VISIT) == key
    assert [found.wrapped_by for found in list_keys(moved)] == [another]


def test_rotation_moves_keys_from_a_file_to_kms(tmp_path: Path, arn: str) -> None:
    file = WrappingFile(tmp_path / "wrapping-key")
    file.create()
    key = KeyRing(tmp_path / "keys", [file]).create(VISIT)

    rotate(KeyRing(tmp_path / "keys", [KmsWrapping(arn, REGION), file]))

    file.path.unlink()
    assert KeyRing(tmp_path / "keys", [KmsWrapping(arn, REGION)]).key(VISIT) == key
