"""A plugin's page: loaded when somebody first asks for it, and its errors quote nothing.

Airflow imports plugins in each of its processes; the page is loaded only in the api-server.
"""

from importlib import import_module
from typing import Any

from contained import Contained


class LazyPage:
    """The ASGI app ``app`` of a module. The server logs what it raises, so StepFailed alone."""

    def __init__(self, module: str):
        self._module = module
        self._app: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if self._app is None:
            self._app = import_module(self._module).app
        with Contained():
            await self._app(scope, receive, send)
