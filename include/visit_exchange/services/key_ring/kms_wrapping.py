"""Seals with a key of AWS KMS, which never leaves it; the visit's id is the encryption context."""

from functools import cached_property
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from visit_exchange.services.key_ring.errors import NoKey
from visit_exchange.services.key_ring.wrapping import Sealed, not_opened

if TYPE_CHECKING:
    from types_boto3_kms.client import KMSClient

KIND = "arn:"


class KmsWrapping:
    """A key of AWS KMS, reached with boto3's own chain (the machine's role)."""

    def __init__(self, key: str, region: str) -> None:
        """``key`` is an id, an alias or an ARN; nothing is connected until the first use."""
        self._key = key
        self._region = region

    def __repr__(self) -> str:
        return f"KmsWrapping({self._key!r})"

    def current(self) -> str:
        """Return the ARN of the key that seals now."""
        try:
            return self._client.describe_key(KeyId=self._key)["KeyMetadata"]["Arn"]
        except (ClientError, BotoCoreError) as error:
            raise self._refused(error) from None

    def knows(self, wrapped_by: str) -> bool:
        """Say whether it was sealed by a key of this kind."""
        return wrapped_by.startswith(KIND)

    def seal(self, visit_id: str, key: bytes) -> Sealed:
        """Return the key, encrypted by KMS for its visit."""
        try:
            done = self._client.encrypt(
                KeyId=self._key, Plaintext=key, EncryptionContext=_context(visit_id)
            )
        except (ClientError, BotoCoreError) as error:
            raise self._refused(error) from None
        return Sealed(done["KeyId"], done["CiphertextBlob"])

    def open(self, visit_id: str, sealed: Sealed) -> bytes:
        """Return the key; NoKey when KMS does not open it for this visit."""
        try:
            done = self._client.decrypt(
                KeyId=sealed.wrapped_by,
                CiphertextBlob=sealed.data,
                EncryptionContext=_context(visit_id),
            )
        except self._client.exceptions.InvalidCiphertextException:
            raise not_opened(visit_id, sealed.wrapped_by) from None
        except (ClientError, BotoCoreError) as error:
            raise self._refused(error) from None
        return done["Plaintext"]

    @cached_property
    def _client(self) -> "KMSClient":
        return boto3.client("kms", region_name=self._region)

    def _refused(self, error: Exception) -> NoKey:
        code = error.response["Error"]["Code"] if isinstance(error, ClientError) else error
        return NoKey(
            f"AWS KMS did not serve the key {self._key} ({code}). Check the key, its policy and "
            "the role of this machine"
        )


def _context(visit_id: str) -> dict[str, str]:
    return {"visit": visit_id}
