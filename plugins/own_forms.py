"""Forms of pages on which somebody has signed in: taken from the page itself and nowhere else."""

from urllib.parse import urlsplit

from fastapi import HTTPException, Request


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
