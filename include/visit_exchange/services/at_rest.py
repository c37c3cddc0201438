"""Whether the object store encrypts what is put into it, asked of the store itself."""

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.services.bucket_rules import is_encrypted
from visit_exchange.services.object_store import ObjectStore


def check_encrypted_at_rest(store: ObjectStore) -> None:
    """Raise UserError that names every bucket which reports no default encryption.

    A store that cannot say is refused too: the error of its client is not caught.
    """
    names = [store.name(bucket) for bucket in Bucket]
    plain = [name for name in names if not is_encrypted(store.client, name)]
    if plain:
        raise UserError(
            "VISIT_EXCHANGE_REQUIRE_ENCRYPTION_AT_REST is set, but these buckets report no default "
            f"encryption: {', '.join(plain)}. Set it (SSE-KMS or SSE-S3), or make the buckets anew "
            "with our own set-up"
        )
