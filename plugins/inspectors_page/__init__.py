"""The inspectors' page: their visits, the packs to read, the choice of children."""

from airflow.plugins_manager import AirflowPlugin

from inspectors_page.landing import Landing
from lazy_page import LazyPage


class InspectorsPagePlugin(AirflowPlugin):
    """Serves the page, puts it into the navigation, and leads inspectors to it after sign-in."""

    name = "inspectors_page"
    fastapi_apps = [  # noqa: RUF012  (as Airflow declares it)
        {"app": LazyPage("inspectors_page.app"), "url_prefix": "/inspectors", "name": "Inspectors"}
    ]
    fastapi_root_middlewares = [  # noqa: RUF012  (as Airflow declares it)
        {"middleware": Landing, "args": [], "kwargs": {}, "name": "Where inspectors land"}
    ]
    external_views = [  # noqa: RUF012  (as Airflow declares it)
        {
            "name": "Packs",
            "href": "/inspectors/",
            "destination": "nav",
            "url_route": "inspectors",
            "nav_top_level": True,
        }
    ]
