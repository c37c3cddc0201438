"""The page that lists every setting, from the model that reads them."""

from visit_exchange.settings.settings import settings_table

INTRODUCTION = """# Settings

Every setting is an environment variable. An unknown `VISIT_EXCHANGE_…` name is refused, so that a
misspelt setting cannot be quietly ignored. What may come from an Airflow Connection instead, and
the variables of the local stack, are in the [README](../README.md#configuration).
Written by `visit-exchange docs write`.
"""


def settings_page() -> str:
    """Return ``docs/settings.md``."""
    return f"{INTRODUCTION}\n{settings_table()}"
