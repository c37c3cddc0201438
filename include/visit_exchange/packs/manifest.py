"""manifest.json: what a version of a pack holds, where each file came from, what was found."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from pydantic import TypeAdapter

from visit_exchange.packs.contents import Late, PackContents, PackDocument, PartnerSent
from visit_exchange.packs.manifest_lists import ManifestList, lists_in
from visit_exchange.packs.numbers.uniqueness import Uniqueness, as_may_be_told, unique_in
from visit_exchange.packs.suppressing import SMALLEST_COUNT
from visit_exchange.privacy.documents.page_count import page_count


@dataclass(frozen=True)
class ManifestFile:
    """A file with its size in bytes, the uploads it was made from and the items it serves.

    ``pages`` are those of a PDF; None where nobody counted them.
    """

    name: str
    size: int
    sha256: str
    uploads: tuple[str, ...]
    items: tuple[str, ...]
    pages: int | None = None


@dataclass(frozen=True)
class ManifestPartner:
    """What a partner sent (upload by item), still owes and does not hold."""

    id: str
    name: str
    kind: str
    sent: dict[str, str]
    missing: tuple[str, ...]
    not_held: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """One version of a pack. ``published`` is visit time, ``late`` is by how much (ISO 8601),
    ``not_due`` what has not come and until when it need not (local time). ``taken_back`` are
    uploads that an earlier version held and their senders took back, with the items that they were
    used for.

    ``small_numbers``: numbers of children from 1 to under this one are not told, and the others
    are rounded to the nearest multiple of it.
    """

    visit: str
    framework: str
    version: int
    is_final: bool
    published: datetime
    files: tuple[ManifestFile, ...]
    lists: tuple[ManifestList, ...]
    missing: tuple[str, ...]
    late: dict[str, timedelta]
    not_held: tuple[str, ...]
    uniqueness: tuple[Uniqueness, ...] = ()
    small_numbers: int = SMALLEST_COUNT
    partners: tuple[ManifestPartner, ...] = ()
    not_due: dict[str, str] = field(default_factory=dict)
    does_not_apply: tuple[str, ...] = ()
    taken_back: dict[str, tuple[str, ...]] = field(default_factory=dict)


_MANIFEST = TypeAdapter(Manifest)


def manifest_of(contents: PackContents, files: tuple[ManifestFile, ...]) -> Manifest:
    """Return the manifest of ``contents`` written as ``files``."""
    return Manifest(
        visit=contents.visit.id,
        framework=contents.framework.id,
        version=contents.version,
        is_final=contents.is_final,
        published=contents.published,
        files=files,
        lists=lists_in(contents),
        missing=tuple(i.id for i in contents.missing if i.id not in contents.due_later),
        not_due={i.id: due for i in contents.missing if (due := contents.due_later.get(i.id))},
        late=_late(contents.late),
        not_held=tuple(item.id for item in contents.not_held),
        does_not_apply=tuple(item.id for item in contents.does_not_apply),
        taken_back={each.upload: each.items for each in contents.taken_back},
        partners=tuple(_partner(each) for each in contents.partners),
        uniqueness=_uniqueness(contents),
        small_numbers=contents.small_numbers,
    )


def manifest_file(
    name: str, content: bytes, uploads: tuple[str, ...], items: tuple[str, ...]
) -> ManifestFile:
    """Return how a file stands in a manifest."""
    return ManifestFile(name, len(content), sha256(content).hexdigest(), uploads, items)


def document_file(name: str, document: PackDocument, content: bytes) -> ManifestFile:
    """Return how a document stands in a manifest; ``content`` is what is published of it."""
    made = manifest_file(name, content, (document.upload,), document.items)
    return replace(made, pages=page_count(document.kind, content))


def manifest_json(manifest: Manifest) -> bytes:
    """Return the manifest as JSON."""
    return _MANIFEST.dump_json(manifest, indent=1)


def read_manifest(content: bytes) -> Manifest:
    """Return the manifest that an earlier version was published with."""
    return _MANIFEST.validate_json(content)


def _uniqueness(contents: PackContents) -> tuple[Uniqueness, ...]:
    found = unique_in(contents)
    return tuple(as_may_be_told(each, contents.small_numbers) for each in found)


def _partner(each: PartnerSent) -> ManifestPartner:
    return ManifestPartner(
        id=each.id,
        name=each.name,
        kind=each.kind,
        sent=dict(each.sent),
        missing=tuple(item.id for item in each.missing),
        not_held=tuple(item.id for item in each.not_held),
    )


def _late(late: tuple[Late, ...]) -> dict[str, timedelta]:
    return {each.item: each.by for each in late}
