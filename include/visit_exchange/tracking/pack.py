"""The tracking pack: a folder for each selected child, named by code, and what is missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter

from visit_exchange.kinds import Framework
from visit_exchange.packs.manifest import ManifestFile, manifest_file
from visit_exchange.packs.naming import short_title
from visit_exchange.tracking.items import tracking_item_id, tracking_item_ids
from visit_exchange.visits.places import MANIFEST
from visit_exchange.visits.visit import Visit

MISSING = "What is missing.txt"


@dataclass(frozen=True)
class TrackingFile:
    """An accepted document about a selected child; ``kind`` is the id of a tracking item,
    ``file_type`` what it is saved as, ``upload`` the submission it came in."""

    code: str
    kind: str
    file_type: str
    content: bytes = field(repr=False)
    upload: str


@dataclass(frozen=True)
class TrackingManifest:
    """One version of a tracking pack; ``missing`` are item ids, ``published`` is visit time."""

    visit: str
    framework: str
    version: int
    published: datetime
    selected: tuple[str, ...]
    files: tuple[ManifestFile, ...]
    missing: tuple[str, ...]


_MANIFEST = TypeAdapter(TrackingManifest)


def tracking_pack(
    visit: Visit,
    framework: Framework,
    selected: Sequence[str],
    documents: Sequence[TrackingFile],
    *,
    version: int,
    published: datetime,
) -> dict[str, bytes]:
    """Return the files of the pack by name (``K7QM-2XWD/1 Chronology – 1.pdf``), manifest last.

    Raises ValueError for a document about a child who was not selected: it should never have
    come so far.
    """
    if {document.code for document in documents} - set(selected):
        raise ValueError("a document about a child who was not selected")
    named = _names(framework, selected, documents)
    missing = missing_documents(framework, selected, documents)
    files = {name: document.content for name, document in named.items()}
    files[MISSING] = _missing_text(framework, selected, missing).encode()
    manifest = TrackingManifest(
        visit=visit.id,
        framework=framework.id,
        version=version,
        published=published,
        selected=tuple(selected),
        files=tuple(_file(name, document) for name, document in named.items()),
        missing=missing,
    )
    return {**files, MANIFEST: _MANIFEST.dump_json(manifest, indent=1)}


def missing_documents(
    framework: Framework, selected: Sequence[str], documents: Sequence[TrackingFile]
) -> tuple[str, ...]:
    """Return the item ids of what was asked about the selected children and has not come."""
    have = {tracking_item_id(document.kind, document.code) for document in documents}
    return tuple(item for item in tracking_item_ids(framework, selected) if item not in have)


def read_tracking_manifest(content: bytes) -> TrackingManifest:
    """Return the manifest that an earlier version was published with."""
    return _MANIFEST.validate_json(content)


def _names(
    framework: Framework, selected: Sequence[str], documents: Sequence[TrackingFile]
) -> dict[str, TrackingFile]:
    kinds = [item.id for item in framework.tracking.items]
    titles = {item.id: short_title(item.title) for item in framework.tracking.items}
    ranked = sorted(
        documents, key=lambda d: (selected.index(d.code), kinds.index(d.kind), d.upload)
    )
    counted: Counter[tuple[str, str]] = Counter()
    names = {}
    for document in ranked:
        counted[document.code, document.kind] += 1
        title = f"{kinds.index(document.kind) + 1} {titles[document.kind]}"
        number = counted[document.code, document.kind]
        names[f"{document.code}/{title} – {number}.{document.file_type}"] = document
    return names


def _file(name: str, document: TrackingFile) -> ManifestFile:
    item = tracking_item_id(document.kind, document.code)
    return manifest_file(name, document.content, (document.upload,), (item,))


def _missing_text(framework: Framework, selected: Sequence[str], missing: Sequence[str]) -> str:
    lines = []
    for code in selected:
        titles = [
            item.title
            for item in framework.tracking.items
            if tracking_item_id(item.id, code) in missing
        ]
        lines.append(f"{code}: {'; '.join(titles) or 'nothing is missing'}")
    return "\n".join(lines) + "\n"
