"""The page on which an authority sends files in a browser: no login, a link of its own instead."""

from airflow.plugins_manager import AirflowPlugin

from lazy_page import LazyPage


class UploadPagePlugin(AirflowPlugin):
    """Serves the page beside Airflow's own; nothing of Airflow is needed for it."""

    name = "upload_page"
    fastapi_apps = [  # noqa: RUF012  (as Airflow declares it)
        {"app": LazyPage("upload_page.app"), "url_prefix": "/upload", "name": "Upload page"}
    ]
