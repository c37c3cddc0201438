"""What only a backup and a restore may: everything of both databases and of every bucket."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.store_access.parts import StoreAccess, store_access
from visit_exchange.settings.settings import Settings, env_name, plain

if TYPE_CHECKING:
    from visit_exchange.services.store_access.sealed import VisitKeys

NEEDED = (
    "register_owner_url",
    "airflow_database_url",
    "store_admin_access_key",
    "store_admin_secret_key",
)


@dataclass(frozen=True)
class Powers:
    """Who owns the databases, the store as its administrator, and where the sealed keys lie.

    ``access`` lets people into the store; None where that is done by hand.
    """

    register_url: str = field(repr=False)
    airflow_url: str = field(repr=False)
    store: ObjectStore
    key_ring: Path
    access: StoreAccess | None = None


def powers(settings: Settings, keys: "VisitKeys") -> Powers:
    """Return what a backup or a restore needs; UserError that names what is not set.

    No running part is given it.
    """
    missing = [env_name(name) for name in NEEDED if not getattr(settings, name)]
    if missing:
        raise UserError(
            f"To back up or to restore, set {', '.join(missing)}. No running part has them: see "
            "docs/operating.md"
        )
    client = connect(
        plain(settings.s3_endpoint),
        settings.s3_region,
        plain(settings.store_admin_access_key),
        plain(settings.store_admin_secret_key),
    )
    return Powers(
        plain(settings.register_owner_url),
        plain(settings.airflow_database_url),
        ObjectStore(client, settings.buckets),
        Path(plain(settings.key_ring)),
        store_access(_as_administrator(settings), keys),
    )


def _as_administrator(settings: Settings) -> Settings:
    own = {
        "access_keeper_access_key": settings.store_admin_access_key,
        "access_keeper_secret_key": settings.store_admin_secret_key,
    }
    return settings.model_copy(update=own)
