"""The tracking pack: a folder for each selected child, named by code, and what is missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter

from visit_exchange.kinds import Framework
from visit_exchange.packs.manifest import ManifestFile, manifest_file
from visit_exchange.packs.naming import short_title
from visit_exchange.tracking.checklist import TrackingAnswers
from visit_exchange.tracking.items import tracking_item_id, tracking_item_ids
from visit_exchange.visits.places.names import MANIFEST
from visit_exchange.visits.visit import Visit

MISSING = "What is missing.txt"
NOTHING = "nothing is missing"
AWAITED = "awaited"
GONE = "taken back since an earlier version, not to be used"
NOTHING_SAID = TrackingAnswers()


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
    """One version of a tracking pack; ``published`` is visit time. ``missing``, ``not_held`` and
    ``does_not_apply`` are item ids; ``taken_back`` those of documents that an earlier version held.
    """

    visit: str
    framework: str
    version: int
    published: datetime
    selected: tuple[str, ...]
    files: tuple[ManifestFile, ...]
    missing: tuple[str, ...]
    not_held: tuple[str, ...] = ()
    does_not_apply: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()


_MANIFEST = TypeAdapter(TrackingManifest)


def tracking_pack(
    visit: Visit,
    framework: Framework,
    selected: Sequence[str],
    documents: Sequence[TrackingFile],
    *,
    version: int,
    published: datetime,
    answers: TrackingAnswers = NOTHING_SAID,
    taken_back: Sequence[str] = (),
) -> dict[str, bytes]:
    """Return the files of the pack by name (``K7QM-2XWD/1 Chronology – 1.pdf``), manifest last.

    ``answers`` is what the authority says that it does not hold, or that does not apply to a child;
    ``taken_back`` the items of documents that an earlier version held.

    Raises ValueError for a document about a child who was not selected: it should never have
    come so far.
    """
    if {document.code for document in documents} - set(selected):
        raise ValueError("a document about a child who was not selected")
    named = _names(framework, selected, documents)
    lacking = missing_documents(framework, selected, documents)
    missing = tuple(item for item in lacking if item not in answers.all)
    not_held = tuple(item for item in lacking if item in answers.not_held)
    no_such = tuple(item for item in lacking if item in answers.does_not_apply)
    told = {
        AWAITED: missing,
        "not held": not_held,
        "does not apply": no_such,
        GONE: tuple(taken_back),
    }
    files = {name: document.content for name, document in named.items()}
    files[MISSING] = _missing_text(framework, selected, told).encode()
    manifest = TrackingManifest(
        visit=visit.id,
        framework=framework.id,
        version=version,
        published=published,
        selected=tuple(selected),
        files=tuple(_file(name, document) for name, document in named.items()),
        missing=missing,
        not_held=not_held,
        does_not_apply=no_such,
        taken_back=tuple(taken_back),
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


def _missing_text(
    framework: Framework, selected: Sequence[str], told: Mapping[str, Sequence[str]]
) -> str:
    lines = []
    for code in selected:
        lines.append(f"{code}: {'; '.join(_titles(framework, code, told[AWAITED])) or NOTHING}")
        for why in ("not held", "does not apply", GONE):
            if titles := _titles(framework, code, told[why]):
                lines.append(f"{code}, {why}: {'; '.join(titles)}")
    return "\n".join(lines) + "\n"


def _titles(framework: Framework, code: str, items: Sequence[str]) -> list[str]:
    asked = framework.tracking.items
    return [item.title for item in asked if tracking_item_id(item.id, code) in items]
