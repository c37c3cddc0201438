"""Whether the settings are enough to start with: complete, and encrypted where that is required."""

import re

from sqlalchemy import make_url

from visit_exchange.child_process.walls import is_walled
from visit_exchange.errors import UserError
from visit_exchange.settings.settings import Settings, env_name, plain

# The setting that says whether the environment has a connection, and the Connection if it has not.
CONNECTIONS = {
    "register_url": "visit_exchange_register",
    "s3_endpoint": "visit_exchange_store",
    "smtp_host": "visit_exchange_mail",
    "airflow_url": "visit_exchange_airflow",
}

_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# Its client takes the service and the secret from the end, and checks neither.
NOTIFY_KEY = re.compile(rf"{_ID}-{_ID}$", re.IGNORECASE)


def check_complete(settings: Settings) -> None:
    """Raise UserError that names every connection which is not set, and how to set it."""
    missing = [name for name in _needed(settings) if not getattr(settings, name)]
    if missing:
        ways = "\n".join(f"  {_way(name)}" for name in missing)
        raise UserError(f"Some settings are missing. Set these:\n{ways}")
    _check_notify_key(settings)


def _needed(settings: Settings) -> tuple[str, ...]:
    needed = [*CONNECTIONS, "airflow_user", "airflow_password", "key_ring"]
    if settings.mail_sender == "notify":
        needed.remove("smtp_host")
        needed += ["notify_api_key", "notify_template"]
    if settings.alert_webhook is not None and settings.alert_webhook_shape == "pagerduty":
        needed.append("alert_webhook_key")
    return tuple(needed)


def _check_notify_key(settings: Settings) -> None:
    key = settings.notify_api_key
    if key is not None and not NOTIFY_KEY.search(key.get_secret_value()):
        raise UserError(
            f"{env_name('notify_api_key')} must be the whole key as GOV.UK Notify shows it: a "
            "name, the service’s id and a secret"
        )


def _way(name: str) -> str:
    if name in CONNECTIONS:
        return f"{env_name(name)}, or the Airflow Connection {CONNECTIONS[name]}"
    return env_name(name)


def check_tls(settings: Settings) -> None:
    """Raise UserError that names every connection which is not encrypted."""
    open_ones = [name for name, encrypted in _encrypted(settings).items() if not encrypted]
    if open_ones:
        names = ", ".join(env_name(name) for name in open_ones)
        raise UserError(
            f"{env_name('require_tls')} is set, but these connections are not encrypted: {names}"
        )


def check_walls() -> None:
    """Raise UserError where the kernel offers no wall for the children that read uploads."""
    if not is_walled():
        raise UserError(
            "This kernel offers neither Landlock nor seccomp, so nothing would hold a file that "
            "takes its reader over. Use a kernel that does, or set "
            f"{env_name('require_walls')}=false to do without"
        )


def _encrypted(settings: Settings) -> dict[str, bool]:
    register = make_url(plain(settings.register_url))
    in_the_machine = not register.host and str(register.query.get("host", "")).startswith("/")
    return _encrypted_mail(settings) | {
        "register_url": in_the_machine
        or register.query.get("sslmode") in ("require", "verify-ca", "verify-full"),
        "s3_endpoint": plain(settings.s3_endpoint).startswith("https://"),
        "upload_queue": not settings.upload_queue or settings.upload_queue.startswith("https://"),
        "airflow_url": plain(settings.airflow_url).startswith("https://"),
        "lineage_url": not settings.lineage_url or settings.lineage_url.startswith("https://"),
        "ping_url": not settings.ping_url or plain(settings.ping_url).startswith("https://"),
    }


def _encrypted_mail(settings: Settings) -> dict[str, bool]:
    webhook = plain(settings.alert_webhook)
    alerts = {"alert_webhook": webhook.startswith("https://")} if webhook else {}
    if settings.mail_sender == "notify":
        return alerts | {"notify_url": settings.notify_url.startswith("https://")}
    return alerts | {"smtp_starttls": settings.smtp_starttls}
