"""The tracking pack: a folder for each selected child, named by code, and what is missing."""

from dataclasses import replace
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.publishing.pack_writing import (
    published_manifest,
    write_pack,
)
from visit_exchange.journey.staging.fingerprints import fingerprint
from visit_exchange.journey.staging.in_use import standing_in
from visit_exchange.services.addresses import pack_place
from visit_exchange.tracking.announcement import tracking_pack_mail
from visit_exchange.tracking.checklist import TrackingAnswers
from visit_exchange.tracking.items import is_tracking_item, kind_and_code, tracking_item_ids
from visit_exchange.tracking.pack import TrackingFile, read_tracking_manifest, tracking_pack
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.visit import UNPUBLISHED, Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack, Selection

KIND = "tracking"


def publish_tracking_pack(outside: "Outside", visit_id: str) -> int:
    """Publish what is accepted about the selected children, if it is new; return the version.

    0 when no children are selected or nothing about them is accepted.
    """
    visit = outside.register.visit(visit_id)
    selection = outside.register.selection(visit_id)
    if selection is None or not _can_publish(outside, visit, selection):
        return 0
    with outside.register.alone(f"packs of {visit_id}"):
        wanted = fingerprint(_parts(outside, visit, selection))
        pack = outside.register.next_pack(visit_id, wanted, kind=KIND)
        if pack.published_at is None:
            _write(outside, visit, selection, pack)
    _announce(outside, visit, pack)
    return pack.version


def is_tracking_behind(outside: "Outside", visit: Visit) -> bool:
    """Return whether something about a selected child is accepted that no pack holds yet."""
    selection = outside.register.selection(visit.id)
    if selection is None or not _can_publish(outside, visit, selection):
        return False
    published = outside.register.packs(visit.id, KIND)
    wanted = fingerprint(_parts(outside, visit, selection))
    return not published or published[-1].fingerprint != wanted


def _can_publish(outside: "Outside", visit: Visit, selection: "Selection") -> bool:
    accepted = _accepted(outside, visit, selection)
    return bool(accepted) and visit.status not in UNPUBLISHED


def _accepted(outside: "Outside", visit: Visit, selection: "Selection") -> dict[str, TrackingFile]:
    """Return, without their content, what stands about the selected children."""
    standing = standing_in(outside.register.dossier(visit.id))
    found = {}
    for name in tracking_item_ids(framework_of(visit), selection.codes):
        kind, code = kind_and_code(name)
        for submission, item in standing.get(name, ()):
            key = item.staged_key or ""
            found[key] = TrackingFile(code, kind, key.rpartition(".")[2], b"", submission.id)
    return found


def _parts(outside: "Outside", visit: Visit, selection: "Selection") -> list[str]:
    said = answers_in(outside.register.dossier(visit.id))
    told = (*sorted(said.not_held), "", *sorted(said.does_not_apply)) if said.all else ()
    return [*_accepted(outside, visit, selection), *selection.codes, *told]


def answers_in(dossier: Dossier) -> TrackingAnswers:
    """Return what the authority does not hold about selected children, and what applies to none."""
    said = frozenset(item for item in dossier.not_held() if is_tracking_item(item))
    return TrackingAnswers(said - dossier.does_not_apply, said & dossier.does_not_apply)


def _write(outside: "Outside", visit: Visit, selection: "Selection", pack: "Pack") -> None:
    published = visit_now(visit)
    documents = [
        replace(document, content=outside.store.get(Bucket.STAGING, key))
        for key, document in _accepted(outside, visit, selection).items()
    ]
    files = tracking_pack(
        visit,
        framework_of(visit),
        selection.codes,
        documents,
        version=pack.version,
        published=published,
        answers=answers_in(outside.register.dossier(visit.id)),
    )
    outside.register.record_pack(pack, write_pack(outside, pack, files), at=published)


def _announce(outside: "Outside", visit: Visit, pack: "Pack") -> None:
    manifest = read_tracking_manifest(published_manifest(outside, pack))
    subject, text = tracking_pack_mail(visit, manifest, pack_place(outside, pack.prefix))
    to = visit.lead_inspector_email
    mail_once(outside, f"{pack.prefix}/published", to, subject, text, visit_id=visit.id)
