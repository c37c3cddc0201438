"""Sealed for the holder of a secret key by anybody: who writes a letter cannot open another's.

An ephemeral X25519 key and the holder's public one make a key that seals this letter alone.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from visit_exchange.privacy.sealing import CannotUnseal

PUBLIC_BYTES = 32


def public_key_of(secret: bytes) -> bytes:
    """Return the public key (32 bytes) for what the holder of ``secret`` alone may open."""
    return _private(secret).public_key().public_bytes_raw()


def seal_for(public: bytes, content: bytes) -> bytes:
    """Return ``content`` sealed for the holder of the secret that ``public`` belongs to."""
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    used = once.public_key().public_bytes_raw()
    return used + _fernet(shared, used + public).encrypt(content)


def open_with(secret: bytes, sealed: bytes) -> bytes:
    """Return what was sealed; CannotUnseal when it does not open."""
    private, used = _private(secret), sealed[:PUBLIC_BYTES]
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(used))
        both = used + private.public_key().public_bytes_raw()
        return _fernet(shared, both).decrypt(sealed[PUBLIC_BYTES:])
    except (InvalidToken, ValueError):
        raise CannotUnseal("a letter in the outbox does not open") from None


def _private(secret: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(_derived(secret, b"visit-exchange outbox"))


def _fernet(shared: bytes, both: bytes) -> Fernet:
    return Fernet(urlsafe_b64encode(_derived(shared, b"visit-exchange letter" + both)))


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(secret)
