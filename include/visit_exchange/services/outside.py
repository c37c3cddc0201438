"""The outside: register, object store, mail, keys and Airflow's API, built from the settings.

Settings come from the environment; a connection that it lacks comes from an Airflow Connection.
Everything else is handed an ``Outside``.
"""

import os
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from visit_exchange.services.airflow_api import AirflowApi
from visit_exchange.services.at_rest import check_encrypted_at_rest
from visit_exchange.services.key_ring import KeyRing
from visit_exchange.services.key_ring.wrappings import wrappings
from visit_exchange.services.lineage import Lineage
from visit_exchange.services.mail import MailSender, Sender, SmtpSender, Webhook
from visit_exchange.services.malware import MalwareScanner
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.ping import Ping
from visit_exchange.services.register import Register
from visit_exchange.services.store_access import parts
from visit_exchange.services.store_access.upload_signer import UploadSigner
from visit_exchange.services.upload_queue import UploadQueue, connect_queue
from visit_exchange.settings.airflow_connections import password_of, with_connections
from visit_exchange.settings.checks import check_complete, check_tls, check_walls
from visit_exchange.settings.settings import Settings, plain, read_settings


@dataclass(frozen=True)
class Outside:
    """Everything that lies outside the process, each behind a small interface."""

    settings: Settings
    register: Register
    store: ObjectStore
    mail: MailSender
    keys: KeyRing
    airflow: AirflowApi
    scanner: MalwareScanner | None = None
    queue: UploadQueue | None = None
    # Where alerts go besides the data team's inbox.
    alerts: Sender | None = None
    # Only a process that is given the keys of these has them.
    access: parts.StoreAccess | None = None
    signer: UploadSigner | None = None
    disposal: ObjectStore | None = None
    ping: Ping | None = None
    lineage: Lineage | None = None


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
    if settings.require_walls:
        check_walls()
    register = Register(plain(settings.register_url))
    folder = Path(plain(settings.key_ring))
    keys = KeyRing(folder, wrappings(settings, password_of), is_buried=register.key_was_destroyed)
    return Outside(
        settings=settings,
        register=register,
        store=_store(settings),
        mail=_mail(settings),
        keys=keys,
        airflow=_airflow(settings),
        scanner=_scanner(settings),
        queue=_queue(settings),
        alerts=_alerts(settings),
        access=parts.store_access(settings, keys),
        signer=parts.signer(settings),
        disposal=parts.disposal(settings),
        ping=Ping(plain(settings.ping_url)) if settings.ping_url else None,
        lineage=_lineage(settings),
    )


def _lineage(settings: Settings) -> Lineage | None:
    if not settings.lineage_url:
        return None
    return Lineage(settings.lineage_url, plain(settings.lineage_key))


def _store(settings: Settings) -> ObjectStore:
    client = connect(
        plain(settings.s3_endpoint),
        settings.s3_region,
        plain(settings.s3_access_key) or None,
        plain(settings.s3_secret_key) or None,
        patience=settings.s3_patience,
    )
    return ObjectStore(client, settings.buckets)


def _queue(settings: Settings) -> UploadQueue | None:
    if not settings.upload_queue:
        return None
    client = connect_queue(
        settings.s3_region,
        plain(settings.s3_access_key) or None,
        plain(settings.s3_secret_key) or None,
    )
    return UploadQueue(client, settings.upload_queue, settings.uploads_bucket)


def _airflow(settings: Settings) -> AirflowApi:
    return AirflowApi(
        plain(settings.airflow_url),
        plain(settings.airflow_user),
        plain(settings.airflow_password),
    )


def _scanner(settings: Settings) -> MalwareScanner | None:
    if settings.clamd is None:
        return None
    return MalwareScanner(settings.clamd, timedelta(days=settings.clamd_signature_days))


def _alerts(settings: Settings) -> Sender | None:
    if settings.alert_webhook is None:
        return None
    key = plain(settings.alert_webhook_key)
    return Webhook(plain(settings.alert_webhook), settings.alert_webhook_shape, key)


def _mail(settings: Settings) -> MailSender:
    if settings.mail_sender == "notify":
        # Its client is slow to load, and most need none.
        from visit_exchange.services.mail.notify import NotifySender

        key, template = plain(settings.notify_api_key), plain(settings.notify_template)
        return NotifySender(settings.notify_url, key, template, settings.notify_reply_to)
    return SmtpSender(
        host=plain(settings.smtp_host),
        port=settings.smtp_port,
        sender=settings.mail_from,
        starttls=settings.smtp_starttls,
        user=settings.smtp_user,
        password=plain(settings.smtp_password) or None,
    )
