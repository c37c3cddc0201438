"""What seals the outbox: a visit's own key where it has one, else the house's.

Whoever writes needs only a public key, which the register keeps: the pages and the callbacks write
mails too, and hold no key ring. What opens is derived from a key in the ring, so that destroying a
visit's key destroys what waits about it, in every copy of the register.
"""

from typing import TYPE_CHECKING

from visit_exchange.privacy.sealed_letters import open_with, public_key_of, seal_for

if TYPE_CHECKING:
    from visit_exchange.services.key_ring import KeyRing
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Register, SealedLetter

# Its name in the key ring: no visit has such an id.
HOUSE = "outbox"


def make_house_key(register: "Register", keys: "KeyRing") -> None:
    """Make the key for mails about no visit, or about one without a key; again changes nothing."""
    if register.outbox_key(HOUSE) is None:
        register.keep_outbox_key(HOUSE, public_key_of(keys.create(HOUSE)))


def sealed(outside: "Outside", visit_id: str | None, content: bytes) -> tuple[str, bytes]:
    """Return the name of the key that opens it, and ``content`` sealed."""
    name, public = _public_key(outside, visit_id)
    return name, seal_for(public, content)


def can_open(outside: "Outside", letter: "SealedLetter") -> bool:
    """Say whether this process has the key of a letter."""
    return outside.keys.has(letter.sealed_for)


def is_lost(outside: "Outside", letter: "SealedLetter") -> bool:
    """Say whether the key of a letter was destroyed, so that nobody can open it."""
    return outside.register.key_was_destroyed(letter.sealed_for)


def opened(outside: "Outside", letter: "SealedLetter") -> bytes:
    """Return what a letter says; CannotUnseal when it was changed."""
    return open_with(outside.keys.key(letter.sealed_for), letter.content)


def _public_key(outside: "Outside", visit_id: str | None) -> tuple[str, bytes]:
    if visit_id:
        if known := outside.register.outbox_key(visit_id):
            return visit_id, known
        if outside.keys.has(visit_id):
            public = public_key_of(outside.keys.key(visit_id))
            outside.register.keep_outbox_key(visit_id, public)
            return visit_id, public
    make_house_key(outside.register, outside.keys)
    return HOUSE, outside.register.outbox_key(HOUSE) or b""
