"""The middleware: every request passes it before Airflow sees it."""

import math
import re
from typing import Any

from sign_in_guard.failures import Failures
from sign_in_guard.who import is_strange, names_in

SIGNING_IN = re.compile(r"/auth/(?:token(?:/cli|/login)?|login(?:/\w+)?)/?")
DESCRIPTION = re.compile(r"(?:/\w+)*/(?:openapi\.json|docs(?:/.*)?|redoc)/?")
LONGEST_BODY = 64 << 10
TOO_MANY = b"Too many attempts to sign in have failed. Wait, then try again."
STRANGE = b"Sign in on the page, or send the name and password as JSON."
SIGN_IN_FIRST = b"Sign in to read the description of the API."


class SignInGuard:
    """Refuses who failed too often, and hides the API's description from who is not signed in."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._failures = Failures()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif DESCRIPTION.fullmatch(scope["path"]) and not await is_signed_in(scope):
            await _answer(send, 401, SIGN_IN_FIRST)
        elif SIGNING_IN.fullmatch(scope["path"]) and scope["method"] == "POST":
            await self._sign_in(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _sign_in(self, scope: Any, receive: Any, send: Any) -> None:
        body = await _body(receive)
        if body is None:
            await _answer(send, 413, b"The request is too large.")
            return
        if is_strange(scope):
            await _answer(send, 415, STRANGE)
            return
        tried = _who(scope, body)
        if wait := max(map(self._failures.wait, tried)):
            headers = [(b"retry-after", str(math.ceil(wait)).encode())]
            await _answer(send, 429, TOO_MANY, headers)
            return

        async def listen(message: Any) -> None:
            if message["type"] == "http.response.start":
                self._note(tried, has_failed=_has_failed(message))
            await send(message)

        await self._app(scope, _again(body, receive), listen)

    def _note(self, tried: tuple[str, ...], *, has_failed: bool) -> None:
        """Count a failure for all names; of several, none is known to be the one that succeeded."""
        if has_failed:
            for who in tried:
                self._failures.failed(who)
        elif len(tried) == 1:
            self._failures.succeeded(tried[0])


async def is_signed_in(scope: Any) -> bool:
    """Return whether a request carries a token of somebody whom Airflow knows."""
    from airflow.api_fastapi.app import get_auth_manager

    token = token_of(scope)
    if not token:
        return False
    try:
        return await get_auth_manager().get_user_from_token(token) is not None
    except Exception:  # noqa: BLE001  (whatever is wrong with it, it lets nobody in)
        return False


def token_of(scope: Any) -> str:
    """Return the token that a request carries; empty when it has none."""
    headers: dict[str, str] = {
        name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
    }
    kind, _, token = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return token.strip()
    cookies = (each.strip().partition("=") for each in headers.get("cookie", "").split(";"))
    return next((value for name, _, value in cookies if name == "_token"), "")


def _who(scope: Any, body: bytes) -> tuple[str, ...]:
    """Return address and names of who tries: nobody can lock out another from elsewhere."""
    address = (scope.get("client") or ("",))[0]
    return tuple(f"{address} {name}" for name in sorted(names_in(body)))


def _has_failed(start: Any) -> bool:
    """Return whether signing in failed: FAB's form answers with its page or leads back to it."""
    status = start["status"]
    places = [value for name, value in start.get("headers", ()) if name.lower() == b"location"]
    return status >= 400 or status == 200 or any(b"/login" in place for place in places)


async def _body(receive: Any) -> bytes | None:
    body = b""
    while True:
        message: dict[str, Any] = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > LONGEST_BODY:
            return None
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return body


def _again(body: bytes, receive: Any) -> Any:
    """Return a ``receive`` that gives the body once more, then what comes after it."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def give() -> Any:
        return left.pop() if left else await receive()

    return give


async def _answer(
    send: Any, status: int, text: bytes, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    told = [(b"content-type", b"text/plain; charset=utf-8"), *(headers or [])]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": text})
