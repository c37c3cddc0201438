"""Whether the settings are enough to start with: complete, and encrypted where that is required."""

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


def check_complete(settings: Settings) -> None:
    """Raise UserError that names every connection which is not set, and how to set it."""
    needed = (*CONNECTIONS, "airflow_user", "airflow_password", "key_ring")
    missing = [name for name in needed if getattr(settings, name) is None]
    if missing:
        ways = "\n".join(f"  {_way(name)}" for name in missing)
        raise UserError(f"Some settings are missing. Set these:\n{ways}")


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
    return {
        "register_url": in_the_machine
        or register.query.get("sslmode") in ("require", "verify-ca", "verify-full"),
        "s3_endpoint": plain(settings.s3_endpoint).startswith("https://"),
        "upload_queue": not settings.upload_queue or settings.upload_queue.startswith("https://"),
        "smtp_starttls": settings.smtp_starttls,
        "airflow_url": plain(settings.airflow_url).startswith("https://"),
        "ping_url": not settings.ping_url or plain(settings.ping_url).startswith("https://"),
    }
