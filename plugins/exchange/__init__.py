"""The exchange itself, for programs: whether it is well, and the cleaning of Airflow's own rows."""

from airflow.plugins_manager import AirflowPlugin

from lazy_page import LazyPage


class ExchangePlugin(AirflowPlugin):
    """Answers under ``/exchange``, beside Airflow's own pages."""

    name = "exchange"
    fastapi_apps = [  # noqa: RUF012  (as Airflow declares it)
        {"app": LazyPage("exchange.app"), "url_prefix": "/exchange", "name": "Exchange"}
    ]
