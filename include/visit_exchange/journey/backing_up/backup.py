"""Back up everything while it runs, so that the copies fit together.

Airflow's database comes first and the register second, so what Airflow believes to be done is in
the register; the key ring and the store come after it, so they hold whatever it speaks of. What is
newer than the register is sorted out when it is restored.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.backing_up.manifest import (
    AIRFLOW,
    KEY_RING,
    REGISTER,
    STORE,
    Manifest,
    hashes_of,
    this_release,
    write_manifest,
)
from visit_exchange.journey.now import wall_now
from visit_exchange.services.backing_up.tables import keep_tables
from visit_exchange.services.backing_up.versions import keep_versions
from visit_exchange.services.key_ring.copying import keep_ring
from visit_exchange.visits.watch.measures import BACKUP

if TYPE_CHECKING:
    from visit_exchange.services.backing_up.powers import Powers
    from visit_exchange.services.outside import Outside

UNFINISHED = ".unfinished"


def back_up(outside: "Outside", powers: "Powers", folder: Path) -> Manifest:
    """Write a backup into a new folder, whole or not at all; return what it holds.

    The wrapping key is never in it.
    """
    draft = folder.with_name(f"{folder.name}{UNFINISHED}")
    for place in (folder, draft):
        if place.exists():
            raise UserError(f"{place} is there already. Name a new folder, or remove it first")
    draft.mkdir(mode=0o700, parents=True)
    head = outside.register.verify_audit().head
    airflow = keep_tables(powers.airflow_url, draft / AIRFLOW)
    register = keep_tables(powers.register_url, draft / REGISTER)
    keys = keep_ring(outside.keys, powers.key_ring, draft / KEY_RING)
    sizes = [each.size for each in keep_versions(powers.store, draft / STORE)]
    manifest = Manifest(
        release=this_release(),
        airflow=airflow,
        register=register,
        keys=keys,
        objects=len(sizes),
        size=sum(sizes),
        audit_head=head,
        files=hashes_of(draft),
    )
    write_manifest(draft, manifest)
    draft.rename(folder)
    outside.register.sign_of_life(BACKUP, at=wall_now())
    return manifest
