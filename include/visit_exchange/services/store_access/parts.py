"""The parts of the outside that reach the store as somebody else than the pipeline."""

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from visit_exchange.buckets import Bucket
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.store_access.keeper import AccessKeeper, connect_iam
from visit_exchange.services.store_access.sealed import SealedCredentials, VisitKeys
from visit_exchange.services.store_access.upload_signer import UploadSigner
from visit_exchange.settings.settings import Settings, plain

# Below the key ring, so that one backup and one mount keep what is sealed and what opens it.
FOLDER = "store-access"


@dataclass(frozen=True)
class StoreAccess:
    """Issues, seals and revokes the credentials of visits."""

    keeper: AccessKeeper
    sealed: SealedCredentials


@dataclass(frozen=True)
class _Keys:
    """A pair of keys from the settings; both empty where the machine's own role is used."""

    access_key: str
    secret_key: str = field(repr=False)


def store_access(settings: Settings, keys: VisitKeys) -> StoreAccess | None:
    """Return what issues credentials; None where this process has no keys for it."""
    pair = _pair(settings, settings.access_keeper_access_key, settings.access_keeper_secret_key)
    if pair is None or settings.store_access != "iam":
        return None
    client = connect_iam(
        plain(settings.s3_endpoint), settings.s3_region, pair.access_key, pair.secret_key
    )
    sealed = SealedCredentials(Path(plain(settings.key_ring)) / FOLDER, keys)
    return StoreAccess(AccessKeeper(client, settings.buckets), sealed)


def signer(settings: Settings) -> UploadSigner | None:
    """Return what signs uploads from browsers; None where this process has no keys for it.

    What it signs names the address by which browsers reach the store.
    """
    pair = _pair(settings, settings.upload_signer_access_key, settings.upload_signer_secret_key)
    if pair is None:
        return None
    address = settings.s3_public_endpoint or plain(settings.s3_endpoint)
    region, keys = settings.s3_region, (pair.access_key, pair.secret_key)
    inside = connect(plain(settings.s3_endpoint), region, *keys)
    return UploadSigner(connect(address, region, *keys), settings.buckets[Bucket.UPLOADS], inside)


def disposal(settings: Settings) -> ObjectStore | None:
    """Return the store as who may delete versions; None where this process has no keys for it."""
    pair = _pair(settings, settings.disposal_access_key, settings.disposal_secret_key)
    if pair is None:
        return None
    address = plain(settings.s3_endpoint)
    client = connect(address, settings.s3_region, pair.access_key, pair.secret_key)
    return ObjectStore(client, settings.buckets)


def _pair(
    settings: Settings, access_key: SecretStr | None, secret_key: SecretStr | None
) -> _Keys | None:
    """Return the keys that are set, none for a machine's own role, or None for neither."""
    if access_key or secret_key:
        return _Keys(plain(access_key), plain(secret_key))
    return None if settings.s3_access_key else _Keys("", "")
