"""Where somebody lands who signs in: inspectors at their visits, everybody else in Airflow.

Airflow's own start page has nothing for an inspector: they have no right to any DAG.
"""

from typing import Any

from sign_in_guard.guard import token_of

START = b"/inspectors/"


class Landing:
    """Sends a signed-in inspector from Airflow's start page on to their own."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        is_start = scope["type"] == "http" and scope["path"] == "/" and scope["method"] == "GET"
        if is_start and await _is_inspector(token_of(scope)):
            headers = [(b"location", START), (b"cache-control", b"no-store")]
            await send({"type": "http.response.start", "status": 303, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._app(scope, receive, send)


async def _is_inspector(token: str) -> bool:
    """Say whether a token is of somebody whom Airflow knows and shows no run."""
    from airflow.api_fastapi.app import get_auth_manager
    from airflow.api_fastapi.auth.managers.models.resource_details import DagDetails

    manager = get_auth_manager()
    try:
        user = await manager.get_user_from_token(token) if token else None
    except Exception:  # noqa: BLE001  (whatever is wrong with it, Airflow's own page says so)
        return False
    visit = DagDetails(id="visit")
    return user is not None and not manager.is_authorized_dag(
        method="GET", details=visit, user=user
    )
