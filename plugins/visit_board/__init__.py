"""The board: every visit, its deadlines, items, uploads and packs, inside Airflow's navigation."""

from airflow.plugins_manager import AirflowPlugin

from lazy_page import LazyPage


class VisitBoardPlugin(AirflowPlugin):
    """Puts the board into the navigation, and a visit's page on each run and task about it."""

    name = "visit_board"
    fastapi_apps = [  # noqa: RUF012  (as Airflow declares it)
        {"app": LazyPage("visit_board.app"), "url_prefix": "/visits", "name": "Visits"}
    ]
    external_views = [  # noqa: RUF012  (as Airflow declares it)
        {
            "name": "Visits",
            "href": "/visits/",
            "destination": "nav",
            "url_route": "visits",
            "nav_top_level": True,
        },
        {
            "name": "Visit",
            "href": "/visits/run/{DAG_ID}/{RUN_ID}",
            "destination": "dag_run",
            "url_route": "visit",
        },
        {
            "name": "Visit",
            "href": "/visits/run/{DAG_ID}/{RUN_ID}/{TASK_ID}/{MAP_INDEX}",
            "destination": "task_instance",
            "url_route": "visit-of-task",
        },
    ]
