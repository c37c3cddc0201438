"""What our pages say to the browser: load nothing from elsewhere, keep nothing, tell nobody."""

from fastapi import Response


def close(answer: Response, policy: str, *, referrer: str) -> None:
    """Shut a page in: ``policy`` is what it may load, ``referrer`` whom it tells where one was."""
    answer.headers["Content-Security-Policy"] = f"default-src 'none'; base-uri 'none'; {policy}"
    answer.headers["Referrer-Policy"] = referrer
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
