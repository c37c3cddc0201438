"""Sealed with the visit's key: what may be kept only as long as the visit's key lives.

A key is derived for each purpose, so that what is sealed for one cannot be opened as another.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from visit_exchange.errors import TellableError


class CannotUnseal(TellableError):
    """What was kept does not open: it was changed, or the visit's key is another."""


def seal(key: bytes, purpose: str, content: bytes) -> bytes:
    """Return ``content`` sealed with a visit's key for one purpose."""
    return _fernet(key, purpose).encrypt(content)


def unseal(key: bytes, purpose: str, sealed: bytes) -> bytes:
    """Return what was sealed; CannotUnseal when it does not open."""
    try:
        return _fernet(key, purpose).decrypt(sealed)
    except InvalidToken:
        raise CannotUnseal(f"what was sealed as {purpose} does not open") from None


def _fernet(key: bytes, purpose: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=f"visit-exchange {purpose}".encode())
    return Fernet(urlsafe_b64encode(derived.derive(key)))
