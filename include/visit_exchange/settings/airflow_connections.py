"""Settings that are kept as Airflow Connections. The only module here that knows Airflow."""

from typing import TYPE_CHECKING, Any

from visit_exchange.settings.checks import CONNECTIONS
from visit_exchange.settings.settings import Settings

if TYPE_CHECKING:
    from airflow.sdk import Connection


def with_connections(settings: Settings) -> Settings:
    """Return the settings, completed from Airflow Connections where the environment has nothing."""
    found: dict[str, Any] = {}
    for needed, conn_id in CONNECTIONS.items():
        if getattr(settings, needed) is None and (connection := _connection(conn_id)):
            found |= _READERS[needed](connection)
    return Settings.model_validate(settings.model_dump(exclude_unset=True) | found)


def password_of(conn_id: str) -> str | None:
    """Return the password of a Connection; None when there is none."""
    connection = _connection(conn_id)
    return connection.password if connection else None


def _connection(conn_id: str) -> "Connection | None":
    try:
        from airflow.sdk import Connection
        from airflow.sdk.exceptions import AirflowNotFoundException
    except ImportError:
        return None
    try:
        found: Connection = Connection.get(conn_id)
    except AirflowNotFoundException:
        return None
    return found


def _register_settings(connection: "Connection") -> dict[str, Any]:
    return {"register_url": connection.get_uri()}


def _store_settings(connection: "Connection") -> dict[str, Any]:
    extra = connection.extra_dejson
    found = {
        "s3_endpoint": extra.get("endpoint_url"),
        "s3_region": extra.get("region_name"),
        "s3_access_key": connection.login,
        "s3_secret_key": connection.password,
    }
    return {name: value for name, value in found.items() if value}


def _mail_settings(connection: "Connection") -> dict[str, Any]:
    found = {
        "smtp_host": connection.host,
        "smtp_port": connection.port,
        "smtp_user": connection.login,
        "smtp_password": connection.password,
    }
    return {name: value for name, value in found.items() if value}


def _airflow_settings(connection: "Connection") -> dict[str, Any]:
    address = f"{connection.schema or 'http'}://{connection.host}:{connection.port or 8080}"
    return {
        "airflow_url": address,
        "airflow_user": connection.login,
        "airflow_password": connection.password,
    }


_READERS = {
    "register_url": _register_settings,
    "s3_endpoint": _store_settings,
    "smtp_host": _mail_settings,
    "airflow_url": _airflow_settings,
}
