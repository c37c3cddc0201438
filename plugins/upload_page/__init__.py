"""The page on which an authority sends files in a browser: no login, a link of its own instead."""

from typing import ClassVar

from airflow.plugins_manager import AirflowPlugin

from lazy_page import LazyPage


class UploadPagePlugin(AirflowPlugin):
    """Serves the page beside Airflow's own; nothing of Airflow is needed for it."""

    name = "upload_page"
    fastapi_apps: ClassVar = [
        {"app": LazyPage("upload_page.app"), "url_prefix": "/upload", "name": "Upload page"}
    ]
