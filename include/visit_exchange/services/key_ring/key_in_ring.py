"""What may be said of a visit's key. No key is ever shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KeyInRing:
    """What may be said of a visit's key.

    ``state`` is ``sealed``, ``destroyed`` or ``not sealed`` (from an older version), ``fault`` why
    a sealed key does not open. ``fingerprint`` tells two keys apart and gives neither away.
    """

    visit_id: str
    state: str
    wrapped_by: str = ""
    fingerprint: str = ""
    fault: str = ""
