"""Every setting of Visit Exchange, read from the environment."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError

from visit_exchange.errors import UserError
from visit_exchange.settings.store_settings import StoreSettings
from visit_exchange.settings.watching_settings import WatchingSettings

PREFIX = "VISIT_EXCHANGE_"
# The local stack's own variables; ``local_stack`` reads them.
STACK = tuple(PREFIX + name for name in ("HOME", "PORT_", "STACK_"))


class Settings(StoreSettings, WatchingSettings):
    """The settings, each from ``VISIT_EXCHANGE_<NAME>``. Secrets print themselves masked."""

    register_url: SecretStr | None = Field(
        default=None, description="PostgreSQL URL of the register"
    )
    register_owner_url: SecretStr | None = Field(
        default=None, description="The same as who owns its tables (backup and restore only)"
    )
    airflow_database_url: SecretStr | None = Field(
        default=None, description="PostgreSQL URL of Airflow’s database (backup and restore only)"
    )
    expectations: Path | None = Field(
        default=None, description="Folder of the lists' YAML; else the repository's expectations/"
    )
    key_ring: Path | None = Field(default=None, description="Folder of the visits' sealed keys")
    wrapping_key: Path | None = Field(
        default=None, description="File of the key that seals them, kept apart from that folder"
    )
    kms_key: str = Field(
        default="", description="Key of AWS KMS that seals them instead (ARN, id or alias)"
    )
    airflow_url: str | None = Field(default=None, description="Address of Airflow's api-server")
    public_url: str = Field(
        default="",
        description="Address of Airflow as people open it, for links; empty: the same, and mails "
        "to inspectors name the store",
    )
    airflow_user: str | None = Field(default=None, description="User that the pipeline logs in as")
    airflow_password: SecretStr | None = Field(default=None, description="Password of that user")
    clamd: str | None = Field(
        default=None,
        description="Unix socket or host:port of clamd; empty: uploads are not scanned for malware",
    )
    clamd_signature_days: int = Field(
        default=3, ge=1, description="Days that clamd’s signatures may be old; older, uploads wait"
    )
    small_numbers: int = Field(
        default=5,
        ge=3,
        le=100,
        description="Smallest number about children that is shown where it may be handed on, and "
        "what larger ones are rounded to there",
    )
    senior_contact: str = Field(
        default="",
        description="Senior Ofsted contact in the notification letters of visits that name none: "
        "name, e-mail and telephone number",
    )
    require_tls: bool = Field(
        default=False,
        description="Refuse to start when a connection to the outside is not encrypted",
    )
    require_sign_in: bool = Field(
        default=False,
        description="Commands ask for `visit-exchange sign-in`: where everybody has one account",
    )
    require_walls: bool = Field(
        default=True,
        description="Refuse to start where the kernel has neither Landlock nor seccomp to wall in "
        "what reads an upload",
    )
    require_encryption_at_rest: bool = Field(
        default=False,
        description="Refuse to start when a bucket does not encrypt what is put into it",
    )


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of an environment; UserError that names what is wrong or unknown."""
    given: dict[str, Any] = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and not name.startswith(STACK) and value
    }
    # A misspelt name is refused: a setting that is quietly ignored could be the one that protects.
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        mistakes = "\n".join(_mistake(each["loc"], each["msg"]) for each in error.errors())
        raise UserError(f"Some settings have mistakes. Correct these:\n{mistakes}") from None


def env_name(setting: str) -> str:
    """Return the environment variable of a setting."""
    return PREFIX + setting.upper()


def settings_table() -> str:
    """Return the table of every setting in Markdown."""
    rows = [
        f"| `{env_name(name)}` | {_shown(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| Variable | Default | What it is |", "| --- | --- | --- |", *rows]) + "\n"


def plain(value: SecretStr | Path | str | None) -> str:
    """Return a setting as text, a secret unmasked; empty when it is not set."""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return "" if value is None else str(value)


def _mistake(place: tuple[int | str, ...], message: str) -> str:
    name = str(place[0])
    told = message if name in Settings.model_fields else "there is no such setting"
    return f"  {env_name(name)}: {told}"


def _shown(default: object) -> str:
    if default in (None, ""):
        return ""
    text = str(default).lower() if isinstance(default, bool) else str(default)
    return f"`{text}`"
