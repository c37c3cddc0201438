"""The page that lists every setting, from the model that reads them."""

from visit_exchange.settings.settings import settings_table

INTRODUCTION = """# Settings

Every setting is an environment variable. An unknown `VISIT_EXCHANGE_…` name is refused, so that a
misspelt setting cannot be quietly ignored. The four connections may instead be Airflow Connections
named `visit_exchange_register` (postgres), `visit_exchange_store` (aws), `visit_exchange_mail`
(smtp) and `visit_exchange_airflow` (http); a variable wins over a Connection. The local stack has
variables of its own: see [operating](operating.md#the-local-stack).
Written by `visit-exchange docs write`.
"""


def settings_page() -> str:
    """Return ``docs/settings.md``."""
    return f"{INTRODUCTION}\n{settings_table()}"
