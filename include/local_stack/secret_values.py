"""The stack's own secrets: made once, kept in a file that only its owner can read."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from cryptography.fernet import Fernet

from visit_exchange.services.store_access.identities import STANDING_IDENTITIES

STORE_USERS = ("admin", *STANDING_IDENTITIES)
# Name: Airflow's role, as `sign_in.simple` understands it. Nobody signs in as the pipeline.
AIRFLOW_USERS = {
    "admin": "admin",
    "data-team": "op",
    "inspector": "viewer",
    "other-inspector": "viewer",
    "pipeline": "op",
}


def _passwords() -> dict[str, str]:
    return {name: secrets.token_urlsafe(12) for name in AIRFLOW_USERS}


def _store_keys() -> dict[str, str]:
    return {name: secrets.token_urlsafe(30) for name in STORE_USERS}


def _token() -> str:
    return secrets.token_hex(32)


def _fernet() -> str:
    return Fernet.generate_key().decode()


@dataclass(frozen=True, repr=False)
class Secrets:
    """Every secret of one local stack. ``store_keys``: S3 user to secret key."""

    airflow_passwords: dict[str, str] = field(default_factory=_passwords)
    airflow_jwt: str = field(default_factory=_token)
    airflow_session: str = field(default_factory=_token)
    airflow_fernet: str = field(default_factory=_fernet)
    queue_password: str = field(default_factory=_token)
    store_keys: dict[str, str] = field(default_factory=_store_keys)


def keep_secrets(path: Path) -> Secrets:
    """Return the secrets in ``path``; those not there yet are made and added to it."""
    known = json.loads(path.read_text()) if path.exists() else {}
    names = {secret.name for secret in fields(Secrets)}
    kept = Secrets(**{name: value for name, value in known.items() if name in names})
    # A user of the store that an older stack did not have gets a key, one that is gone loses it.
    kept = replace(kept, store_keys=_with_every_user(kept.store_keys))
    # A user that came with a newer version gets a password, too.
    kept.airflow_passwords.update(
        {user: made for user, made in _passwords().items() if user not in kept.airflow_passwords}
    )
    write_private(path, json.dumps(asdict(kept), indent=1))
    return kept


def write_private(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, whole or not at all, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)


def access_key(user: str) -> str:
    """Return the S3 access key of a user: its name, which is no secret."""
    return f"VX{user.upper()}"


def _with_every_user(keys: Mapping[str, str]) -> dict[str, str]:
    made = _store_keys()
    return made | {user: key for user, key in keys.items() if user in made}
