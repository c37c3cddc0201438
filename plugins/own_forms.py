"""Forms of pages on which somebody has signed in: from the page itself, and back into it."""

import re
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

_STEPS_OUT = re.compile(r"\.\.|%2e|\\", re.IGNORECASE)


def from_our_own_page(request: Request) -> None:
    """Refuse a form that another site's page sends with the cookie of one who has signed in.

    Browsers say where a form comes from; over http some name the Origin alone.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    is_own = site in ("same-origin", "none")
    if site is None:
        is_own = origin is None or urlsplit(origin).netloc == request.headers.get("Host")
    if not is_own:
        raise HTTPException(403, "Send the form from the visit’s own page.")


def leads_into(own: str, asked: str) -> bool:
    """Say whether a path that a form asks to go back to lies within one's ``own``, as browsers read
    it: they walk up at ``..``, however it is written.
    """
    return asked.startswith(own) and not _STEPS_OUT.search(asked)
