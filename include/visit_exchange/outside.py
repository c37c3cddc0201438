"""The outside: register, object store, mail, keys and Airflow's API, built from the settings.

The only module that knows both sides. Settings come from the environment; a connection that it
lacks comes from an Airflow Connection. Everything else is handed an ``Outside``.
"""

import os
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from visit_exchange.services.airflow_api import AirflowApi
from visit_exchange.services.at_rest import check_encrypted_at_rest
from visit_exchange.services.key_ring import KeyRing
from visit_exchange.services.key_ring.wrappings import wrappings
from visit_exchange.services.mail import Mail
from visit_exchange.services.malware import MalwareScanner
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.register import Register
from visit_exchange.services.store_access import parts
from visit_exchange.services.store_access.upload_signer import UploadSigner
from visit_exchange.settings import Settings, plain, read_settings
from visit_exchange.settings_checks import CONNECTIONS, check_complete, check_tls

if TYPE_CHECKING:
    from airflow.sdk import Connection


@dataclass(frozen=True)
class Outside:
    """Everything that lies outside the process, each behind a small interface."""

    settings: Settings
    register: Register
    store: ObjectStore
    mail: Mail
    keys: KeyRing
    airflow: AirflowApi
    scanner: MalwareScanner | None = None
    # Only a process that is given the keys of these has them.
    access: parts.StoreAccess | None = None
    signer: UploadSigner | None = None
    disposal: ObjectStore | None = None


@cache
def outside() -> Outside:
    """Return the outside of this process; UserError that names what is not set."""
    made = build(with_connections(read_settings()))
    if made.settings.require_encryption_at_rest:
        check_encrypted_at_rest(made.store)
    return made


# Sockets and tokens belong to one process.
os.register_at_fork(after_in_child=outside.cache_clear)


def build(settings: Settings) -> Outside:
    """Return the outside that complete settings describe; nothing is connected yet."""
    check_complete(settings)
    if settings.require_tls:
        check_tls(settings)
    client = connect(
        plain(settings.s3_endpoint),
        settings.s3_region,
        plain(settings.s3_access_key) or None,
        plain(settings.s3_secret_key) or None,
    )
    register = Register(plain(settings.register_url))
    store, folder = ObjectStore(client, settings.buckets), Path(plain(settings.key_ring))
    keys = KeyRing(folder, wrappings(settings, _password), is_buried=register.key_was_destroyed)
    return Outside(
        settings=settings,
        register=register,
        store=store,
        mail=_mail(settings),
        keys=keys,
        airflow=AirflowApi(
            plain(settings.airflow_url),
            plain(settings.airflow_user),
            plain(settings.airflow_password),
        ),
        scanner=_scanner(settings),
        access=parts.store_access(settings, keys),
        signer=parts.signer(settings),
        disposal=parts.disposal(settings),
    )


def _password(conn_id: str) -> str | None:
    connection = _connection(conn_id)
    return connection.password if connection else None


def with_connections(settings: Settings) -> Settings:
    """Return the settings, completed from Airflow Connections where the environment has nothing."""
    found: dict[str, Any] = {}
    for needed, conn_id in CONNECTIONS.items():
        if getattr(settings, needed) is None and (connection := _connection(conn_id)):
            found |= _READERS[needed](connection)
    return Settings.model_validate(settings.model_dump(exclude_unset=True) | found)


def _connection(conn_id: str) -> "Connection | None":
    try:
        from airflow.sdk import Connection
        from airflow.sdk.exceptions import AirflowNotFoundException
    except ImportError:
        return None
    try:
        return Connection.get(conn_id)  # type: ignore[no-any-return]
    except AirflowNotFoundException:
        return None


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


def _scanner(settings: Settings) -> MalwareScanner | None:
    if settings.clamd is None:
        return None
    return MalwareScanner(settings.clamd, timedelta(days=settings.clamd_signature_days))


def _mail(settings: Settings) -> Mail:
    return Mail(
        host=plain(settings.smtp_host),
        port=settings.smtp_port,
        sender=settings.mail_from,
        starttls=settings.smtp_starttls,
        user=settings.smtp_user,
        password=plain(settings.smtp_password) or None,
    )
