"""Where a link in a document may lead: to a plain address that can be read as it stands."""

import re
from urllib.parse import unquote, urlsplit

_SCHEMES = frozenset({"http", "https", "mailto"})
LONGEST = 300
# A key, not words: it may be anything in another writing (base64, a number of a record).
_UNREADABLE = re.compile(r"(?<![A-Za-z0-9+=])(?=[A-Za-z+=]*\d)[A-Za-z0-9+=]{20,}")


def readable_link(address: str) -> str | None:
    """Return the address if a person can read where it leads; None when the link is left out.

    What follows ``?`` or ``#`` is mostly a key of somebody's session or record: no link goes on
    with it, and none without it, for that would lead elsewhere. Its words stay on the page.
    """
    try:
        parts = urlsplit(address.strip())
        readable = unquote(address, errors="strict")
    except (ValueError, UnicodeDecodeError):
        return None
    has_key = parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme.lower() not in _SCHEMES or has_key or len(address) > LONGEST:
        return None
    if not readable.isprintable() or _UNREADABLE.search(readable):
        return None
    return address.strip()
