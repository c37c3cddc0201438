"""What tells the inputs of one pack from those of another."""

import hashlib
from collections.abc import Iterable


def fingerprint(parts: Iterable[str]) -> str:
    """Return the SHA-256 (hex) of the parts, in whatever order they come."""
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()
