"""What a sender calls the columns of its lists, sealed for the visit: a heading may be a name.

A page that holds no key seals it; only who holds the visit's key reads it, and it dies with that.
"""

import json
from collections.abc import Mapping

from visit_exchange.privacy.sealed_letters import open_with, seal_for

Words = Mapping[str, str]


def seal_headings(public: bytes, words: Words) -> bytes:
    """Return headings (normalised) with the field that each is, sealed for a visit's key."""
    return seal_for(public, json.dumps(dict(words)).encode())


def open_headings(
    key: bytes, sealed: Mapping[tuple[str, str], bytes], sender: str
) -> dict[str, dict[str, str]]:
    """Return a sender's headings by list; CannotUnseal when they were changed."""
    return {
        list_id: json.loads(open_with(key, content))
        for (who, list_id), content in sealed.items()
        if who == sender
    }
