"""The key ring: one secret key per visit, sealed at rest by a wrapping key that lies elsewhere.

Without its key a visit's pseudonyms cannot be made; once it is destroyed they cannot be made again.
"""

from visit_exchange.services.key_ring.errors import NoKey
from visit_exchange.services.key_ring.key_in_ring import KeyInRing
from visit_exchange.services.key_ring.ring import KeyRing
from visit_exchange.services.key_ring.rotation import (
    Rotated,
    ensure_wrapping_key,
    initialise,
    list_keys,
    rotate,
)
from visit_exchange.services.key_ring.wrapping import Wrapping

__all__ = [
    "KeyInRing",
    "KeyRing",
    "NoKey",
    "Rotated",
    "Wrapping",
    "ensure_wrapping_key",
    "initialise",
    "list_keys",
    "rotate",
]
