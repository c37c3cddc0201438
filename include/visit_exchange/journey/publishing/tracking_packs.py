"""The tracking pack: a folder for each selected child, named by code, and what is missing."""

from dataclasses import replace
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.lineage import tell_of_pack
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.publishing.pack_writing import (
    published_manifest,
    write_pack,
)
from visit_exchange.journey.staging.fingerprints import fingerprint
from visit_exchange.journey.staging.in_use import standing_in
from visit_exchange.journey.telling_packs import announce
from visit_exchange.services.addresses import pack_place
from visit_exchange.tracking.announcement import tracking_pack_mail
from visit_exchange.tracking.checklist import TrackingAnswers
from visit_exchange.tracking.items import is_tracking_item, kind_and_code, tracking_item_ids
from visit_exchange.tracking.pack import TrackingFile, read_tracking_manifest, tracking_pack
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.names import MANIFEST
from visit_exchange.visits.uploads.taken_back import taken_back
from visit_exchange.visits.visit import UNPUBLISHED, Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack, Selection

KIND = "tracking"


def publish_tracking_pack(outside: "Outside", visit_id: str) -> int:
    """Publish what is accepted about the selected children, if it is new; return the version.

    0 when no children are selected or nothing about them is accepted.
    """
    with outside.register.alone(f"packs of {visit_id}"):
        # Read when our turn has come: a child may have withdrawn while we waited for it.
        dossier = outside.register.dossier(visit_id)
        selection = dossier.selection
        if selection is None or not _can_publish(dossier, selection):
            return 0
        wanted = fingerprint(_parts(dossier, selection))
        pack = outside.register.next_pack(visit_id, wanted, kind=KIND)
        if pack.published_at is None:
            _write(outside, dossier, selection, pack)
    _announce(outside, dossier.visit, pack)
    return pack.version


def is_tracking_behind(dossier: Dossier) -> bool:
    """Return whether something about a selected child is accepted that no pack holds yet."""
    selection = dossier.selection
    if selection is None or not _can_publish(dossier, selection):
        return False
    published = dossier.packs(KIND)
    return not published or published[-1].fingerprint != fingerprint(_parts(dossier, selection))


def _can_publish(dossier: Dossier, selection: "Selection") -> bool:
    """Whether there is something to publish, or to say of what was published and taken back."""
    is_any = bool(_accepted(dossier, selection) or dossier.packs(KIND))
    return is_any and dossier.visit.status not in UNPUBLISHED


def _accepted(dossier: Dossier, selection: "Selection") -> dict[str, TrackingFile]:
    """Return, without their content, what stands about the selected children."""
    standing = standing_in(dossier)
    found = {}
    for name in tracking_item_ids(dossier.framework, selection.codes):
        kind, code = kind_and_code(name)
        for submission, item in standing.get(name, ()):
            key = item.staged_key or ""
            found[key] = TrackingFile(code, kind, key.rpartition(".")[2], b"", submission.id)
    return found


def _parts(dossier: Dossier, selection: "Selection") -> list[str]:
    said = answers_in(dossier)
    told = (*sorted(said.not_held), "", *sorted(said.does_not_apply)) if said.all else ()
    gone = (f"{each.upload} taken back" for each in taken_back(dossier, KIND))
    return [*_accepted(dossier, selection), *selection.codes, *told, *gone]


def answers_in(dossier: Dossier) -> TrackingAnswers:
    """Return what the authority does not hold about selected children, and what applies to none."""
    said = frozenset(item for item in dossier.not_held() if is_tracking_item(item))
    return TrackingAnswers(said - dossier.does_not_apply, said & dossier.does_not_apply)


def _write(outside: "Outside", dossier: Dossier, selection: "Selection", pack: "Pack") -> None:
    visit = dossier.visit
    published = visit_now(visit)
    documents = [
        replace(document, content=outside.store.get(Bucket.STAGING, key))
        for key, document in _accepted(dossier, selection).items()
    ]
    files = tracking_pack(
        visit,
        framework_of(visit),
        selection.codes,
        documents,
        version=pack.version,
        published=published,
        answers=answers_in(dossier),
        taken_back=tuple(item for each in taken_back(dossier, KIND) for item in each.items),
    )
    outside.register.record_pack(pack, write_pack(outside, pack, files), at=published)
    tell_of_pack(outside, pack, read_tracking_manifest(files[MANIFEST]).files)


def _announce(outside: "Outside", visit: Visit, pack: "Pack") -> None:
    manifest = read_tracking_manifest(published_manifest(outside, pack))
    subject, text = tracking_pack_mail(visit, manifest, pack_place(outside, pack.prefix))
    announce(outside, visit, pack, subject, text)
