"""Publish packs: gather, build, search, write, announce. Whole or not at all."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from visit_exchange.journey.lineage import tell_of_pack
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.publishing.gathering import accepted_returns, gather_pack
from visit_exchange.journey.publishing.leaving_out import hold_telling
from visit_exchange.journey.publishing.pack_numbers import is_behind, next_pack
from visit_exchange.journey.publishing.pack_writing import (
    published_manifest,
    write_pack,
)
from visit_exchange.journey.publishing.telling_uniqueness import tell_uniqueness
from visit_exchange.journey.staging.known_children import known_children
from visit_exchange.journey.telling_packs import announce
from visit_exchange.packs.announcement import announcement_mail
from visit_exchange.packs.manifest import read_manifest
from visit_exchange.packs.pack import build_pack, check_pack
from visit_exchange.services.addresses import pack_place
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.names import MANIFEST
from visit_exchange.visits.visit import UNPUBLISHED, Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack


def publish_pack(outside: "Outside", visit_id: str) -> int:
    """Publish a new version if there is something new; return its number, 0 for nothing new."""
    return _publish(outside, visit_id, is_behind, is_final=False)


def publish_further_pack(outside: "Outside", visit_id: str) -> int:
    """Publish the pack of the last deadline, also when nothing is new or nothing came."""
    return _publish(outside, visit_id, _goes_on, is_final=True)


def publish_returns_pack(outside: "Outside", visit_id: str) -> int:
    """Publish the pack of the first deadline: the final one, unless more items are due later."""
    visit = outside.register.visit(visit_id)
    return _publish(
        outside, visit_id, _goes_on, is_final="further" not in framework_of(visit).roles
    )


def _goes_on(dossier: Dossier) -> bool:
    return dossier.visit.status not in UNPUBLISHED


def _publish(
    outside: "Outside", visit_id: str, is_wanted: Callable[[Dossier], bool], *, is_final: bool
) -> int:
    with outside.register.alone(f"packs of {visit_id}"):
        # Read when our turn has come: another pack, or a deferral, may have come before.
        dossier = outside.register.dossier(visit_id)
        if not is_wanted(dossier):
            return 0
        pack = _written(outside, dossier.visit, is_final=is_final)
    return _announced(outside, dossier.visit, pack)


def _written(outside: "Outside", visit: Visit, *, is_final: bool) -> "Pack":
    hold_telling(outside, visit)
    pack = next_pack(outside, visit, is_final=is_final)
    if pack.published_at is None:
        _write(outside, visit, pack)
    return pack


def _write(outside: "Outside", visit: Visit, pack: "Pack") -> None:
    published = visit_now(visit)
    children = known_children(outside, visit)
    accepted = accepted_returns(outside.register.dossier(visit.id))
    contents = gather_pack(outside, visit, accepted, pack, published)
    files = build_pack(contents)
    check_pack(files, contents, children.references, names=children.names)
    digest = write_pack(outside, pack, files)
    outside.register.record_pack(pack, digest, at=published)
    tell_of_pack(outside, pack, read_manifest(files[MANIFEST]).files)


def _announced(outside: "Outside", visit: Visit, pack: "Pack") -> int:
    earlier = [p for p in outside.register.packs(visit.id) if p.version < pack.version]
    previous = read_manifest(published_manifest(outside, earlier[-1])) if earlier else None
    manifest = read_manifest(published_manifest(outside, pack))
    place = pack_place(outside, pack.prefix)
    subject, text = announcement_mail(visit, framework_of(visit), manifest, previous, place)
    announce(outside, visit, pack, subject, text)
    tell_uniqueness(outside, visit, pack, manifest, previous)
    return pack.version
