"""The board: every visit, its deadlines, items, uploads and packs, inside Airflow's navigation.

Airflow imports plugins in each of its processes; the page itself is loaded only in the api-server,
on the first request.
"""

from typing import Any, ClassVar

from airflow.plugins_manager import AirflowPlugin


class LazyBoard:
    """The board's ASGI app, imported when somebody first asks for it."""

    _app: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if type(self)._app is None:
            from visit_board.app import app

            type(self)._app = app
        await type(self)._app(scope, receive, send)


class VisitBoardPlugin(AirflowPlugin):
    """Puts the board into the navigation and a visit's page on its run."""

    name = "visit_board"
    fastapi_apps: ClassVar = [{"app": LazyBoard(), "url_prefix": "/visits", "name": "Visits"}]
    external_views: ClassVar = [
        {
            "name": "Visits",
            "href": "/visits/",
            "destination": "nav",
            "url_route": "visits",
            "nav_top_level": True,
        },
        {
            "name": "Visit",
            "href": "/visits/visit/{RUN_ID}",
            "destination": "dag_run",
            "url_route": "visit",
        },
    ]
