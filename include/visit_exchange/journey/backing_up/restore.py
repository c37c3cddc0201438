"""Go on from a backup: lay everything back where nothing lives, and make it fit together."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access_in_course import issue_anew
from visit_exchange.journey.backing_up.empty_places import refuse_what_lives
from visit_exchange.journey.backing_up.fitting import bury, know_by_new_ids, receive_late
from visit_exchange.journey.backing_up.laying import lay_store
from visit_exchange.journey.backing_up.manifest import (
    AIRFLOW,
    KEY_RING,
    REGISTER,
    STORE,
    Manifest,
    read_manifest,
    this_release,
)
from visit_exchange.journey.now import wall_now
from visit_exchange.services.backing_up.tables import lay_tables
from visit_exchange.services.key_ring.copying import lay_ring, refuse_keys_that_do_not_open
from visit_exchange.visits.visit import ENDED

if TYPE_CHECKING:
    from visit_exchange.journey.backing_up.tombstones import Tombstones
    from visit_exchange.services.backing_up.powers import Powers
    from visit_exchange.services.outside import Outside


@dataclass(frozen=True)
class Restored:
    """What came of a restore, in counts, and who has new credentials.

    ``left_out`` are versions of the store that were destroyed since, or that the register does not
    know of yet; ``received`` uploads that came after the register was copied. ``issued`` names
    visits and who reaches them. ``faults`` are what is wrong with the audit.
    """

    manifest: Manifest
    laid: int
    left_out: int
    received: int
    buried: tuple[str, ...]
    issued: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]


def restore(outside: "Outside", powers: "Powers", folder: Path, gone: "Tombstones") -> Restored:
    """Lay a backup back and make its parts fit; return what came of it.

    ``gone`` is what was destroyed since: none of it comes back. UserError, with nothing changed,
    when the backup is not whole, is another release's, or something lives where it would go.
    """
    outside, manifest = replace(outside, access=powers.access), read_manifest(folder)
    _refuse_other_release(manifest)
    refuse_what_lives(outside, powers)
    refuse_keys_that_do_not_open(outside.keys.elsewhere(folder / KEY_RING))
    lay_ring(folder / KEY_RING, powers.key_ring, gone.keys)
    laid, left_out = lay_store(powers.store, folder / STORE, manifest.at, gone, wall_now())
    lay_tables(powers.register_url, folder / REGISTER, manifest.register)
    lay_tables(powers.airflow_url, folder / AIRFLOW, manifest.airflow)
    faults = outside.register.verify_audit(manifest.audit_head).faults
    know_by_new_ids(outside, laid)
    buried = bury(outside, gone)
    received = receive_late(outside, laid)
    outside.register.record_restore(manifest.at, at=wall_now())
    return Restored(
        manifest,
        manifest.objects - left_out,
        left_out,
        received,
        buried,
        _let_in_again(outside),
        faults,
    )


def _refuse_other_release(manifest: Manifest) -> None:
    if manifest.release != this_release():
        raise UserError(
            f"The backup was made by release {manifest.release}, and this is {this_release()}. "
            "Restore with that release, and upgrade afterwards"
        )


def _let_in_again(outside: "Outside") -> tuple[tuple[str, str], ...]:
    going_on = (each.id for each in outside.register.visits() if each.status not in ENDED)
    return tuple((visit, who) for visit in going_on for who in issue_anew(outside, visit))
