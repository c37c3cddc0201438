"""Where the stack keeps what it owns, and which ports it takes."""

import os
from dataclasses import dataclass, fields
from pathlib import Path

from visit_exchange.errors import UserError

REPOSITORY = Path(__file__).resolve().parents[2]
PREFIX = "VISIT_EXCHANGE_PORT_"
SELF = "127.0.0.1"  # no server of the stack listens anywhere else


@dataclass(frozen=True)
class Ports:
    """The TCP ports on 127.0.0.1; each is set by VISIT_EXCHANGE_PORT_<NAME>."""

    airflow: int = 18080
    s3: int = 18333
    mail: int = 18025
    queue: int = 18379  # with Celery alone
    s3_internal: int = 18340  # the first of nine in a row

    def taken(self) -> dict[int, str]:
        """Return every port the stack listens on, with the setting that moves it."""
        named = {getattr(self, field.name): setting(field.name) for field in fields(self)}
        inside = range(self.s3_internal, self.s3_internal + 9)
        return named | dict.fromkeys(inside, setting("s3_internal"))


@dataclass(frozen=True)
class Home:
    """The folder of one local stack: its data, secrets and logs."""

    folder: Path

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def mail(self) -> Path:
        return self.folder / "mail"

    @property
    def airflow(self) -> Path:
        return self.folder / "airflow"

    @property
    def queue(self) -> Path:
        return self.folder / "queue"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets.json"

    @property
    def state(self) -> Path:
        return self.folder / "run" / "state.json"

    @property
    def lock(self) -> Path:
        return self.folder / "run" / "lock"


def setting(port: str) -> str:
    """Return the name of the environment variable that sets a port."""
    return f"{PREFIX}{port.upper()}"


def home_from_environment() -> Home:
    """Return the home that VISIT_EXCHANGE_HOME names, or .local in the repository."""
    return Home(Path(os.environ.get("VISIT_EXCHANGE_HOME") or REPOSITORY / ".local").resolve())


def ports_from_environment() -> Ports:
    """Return the ports that the environment sets; the others keep their defaults.

    Raises UserError for a name that is no port of ours, or what is no port number.
    """
    given = {name: value for name, value in os.environ.items() if name.startswith(PREFIX)}
    known = {setting(field.name): field.name for field in fields(Ports)}
    unknown = sorted(given.keys() - known.keys())
    if unknown:
        raise UserError(f"There is no {unknown[0]}. The ports are set by: {', '.join(known)}")
    return Ports(**{known[name]: _port(name, value) for name, value in given.items() if value})


def _port(name: str, value: str) -> int:
    if not value.isdecimal() or not 1024 <= int(value) <= 65_500:
        raise UserError(f"{name} must be a number from 1024 to 65500")
    return int(value)
