"""The page on which an authority sends files in a browser: no login, a link of its own instead.

Airflow imports plugins in each of its processes; the page itself is loaded only in the api-server,
on the first request.
"""

from typing import Any, ClassVar

from airflow.plugins_manager import AirflowPlugin


class LazyPage:
    """The page's ASGI app, imported when somebody first asks for it."""

    _app: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if type(self)._app is None:
            from upload_page.app import app

            type(self)._app = app
        await type(self)._app(scope, receive, send)


class UploadPagePlugin(AirflowPlugin):
    """Serves the page beside Airflow's own; nothing of Airflow is needed for it."""

    name = "upload_page"
    fastapi_apps: ClassVar = [{"app": LazyPage(), "url_prefix": "/upload", "name": "Upload page"}]
