"""What somebody searches for or has ticked, from one page to the next.

It may be about a child, so it stands in no address: the browser keeps it in a cookie of that page
alone, sealed, until it is closed.
"""

import json
from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256
from typing import Any

from airflow.configuration import conf
from cryptography.fernet import Fernet, InvalidToken
from fastapi import Request, Response

COOKIE = "kept"
LONGEST = 3800  # characters that browsers take


def keep(answer: Response, request: Request, what: dict[str, Any]) -> None:
    """Have the browser keep something for this page; too much is not kept."""
    sealed = _seal().encrypt(json.dumps(what).encode()).decode()
    if len(sealed) <= LONGEST:
        answer.set_cookie(
            COOKIE,
            sealed,
            path=request.url.path,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )


def forget(answer: Response, request: Request) -> None:
    """Have the browser forget it."""
    answer.delete_cookie(COOKIE, path=request.url.path)


def kept(request: Request) -> dict[str, Any]:
    """Return what was kept for this page; empty when there is nothing, or it is not ours."""
    try:
        opened = json.loads(_seal().decrypt(request.cookies.get(COOKIE, "").encode()))
    except (InvalidToken, ValueError):
        return {}
    return opened if isinstance(opened, dict) else {}


@cache
def _seal() -> Fernet:
    secret = conf.get_mandatory_value("api", "secret_key")
    return Fernet(urlsafe_b64encode(sha256(f"inspectors' page {secret}".encode()).digest()))
