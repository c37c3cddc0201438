"""A published version as an inspector opens it: who may, what it holds, and that it was opened."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.publishing.pack_writing import published_manifest
from visit_exchange.kinds import Framework
from visit_exchange.kinds.asked_for import Item
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.packs.manifest import Manifest, ManifestFile, read_manifest
from visit_exchange.packs.naming import workbook_name
from visit_exchange.packs.reading.changes import documents_of
from visit_exchange.packs.reading.tables import Table
from visit_exchange.packs.reading.workbook import PackWorkbook
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.visits.kind_of import framework_of
from visit_exchange.visits.places.keys import within
from visit_exchange.visits.visit import UNPUBLISHED, Visit

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack

RETURNS = "returns"
MOST_KEPT = 6  # workbooks that one process keeps read
NO_SUCH_VERSION = "There is no such version of the pack, or it was destroyed."
NOT_NOW = "The visit is {status}. Its packs cannot be opened now."


@dataclass(frozen=True)
class ListSheet:
    """A list of a pack: its item of the request and the sheet that it stands on."""

    item: Item
    sheet: str
    table: Table


@dataclass(frozen=True)
class OpenPack:
    """A version of the returns pack."""

    visit: Visit
    framework: Framework
    pack: "Pack"
    manifest: Manifest
    workbook: PackWorkbook | None

    @property
    def lists(self) -> tuple[ListSheet, ...]:
        """The lists, in the order of the request."""
        return tuple(self.list(each.item) for each in self.manifest.lists)

    @property
    def documents(self) -> tuple[ManifestFile, ...]:
        """The documents, in reading order."""
        return documents_of(self.manifest)

    @property
    def children(self) -> tuple[str, ...]:
        """The codes of all children, in order: on pages a child goes by its number in here."""
        return tuple(sorted(frozenset().union(*(each.table.children for each in self.lists))))

    def list(self, item_id: str) -> ListSheet:
        """Return one list; UserError where the pack has none of it."""
        if self.workbook is None or item_id not in {each.item for each in self.manifest.lists}:
            raise UserError("This version of the pack has no such list.")
        sheet = load_list(self.framework.id, item_id).sheet
        return ListSheet(self.framework.item(item_id), sheet, self.workbook.table(sheet))


def open_pack(outside: "Outside", visit_id: str, version: int) -> OpenPack:
    """Return a version of the returns pack; UserError where there is none to open."""
    visit = outside.register.visit(visit_id)
    pack = published(outside, visit, RETURNS, version)
    try:
        manifest = read_manifest(published_manifest(outside, pack))
        return OpenPack(visit, framework_of(visit), pack, manifest, _book(outside, visit, pack))
    except FileNotFoundError:
        raise UserError(NO_SUCH_VERSION) from None


def published(outside: "Outside", visit: Visit, kind: str, version: int) -> "Pack":
    """Return a published version that may be opened now; UserError where there is none.

    While a visit is deferred its inspectors read nothing, and after it was cancelled neither: as
    with their keys of the object store.
    """
    if visit.status in UNPUBLISHED:
        raise UserError(NOT_NOW.format(status=visit.status.value))
    found = [each for each in outside.register.packs(visit.id, kind) if each.version == version]
    if not found:
        raise UserError(NO_SUCH_VERSION)
    return found[0]


def note_opened(
    outside: "Outside", pack: "Pack", login: str, what: str, **numbers: int | str
) -> None:
    """Write down that somebody sees something of a pack. ``numbers`` say which; no code does."""
    at = visit_now(outside.register.visit(pack.visit_id))
    detail = {"what": what, "pack": pack.kind, "version": pack.version, **numbers}
    outside.register.note_opened(pack.visit_id, by=login, at=at, detail=detail)
    outside.register.remember_opened(pack.visit_id, login, pack.kind, pack.version, at=at)


def _book(outside: "Outside", visit: Visit, pack: "Pack") -> PackWorkbook | None:
    name = workbook_name(visit)
    try:
        return _read(outside.store, within(pack.prefix, name), pack.manifest_sha256 or "")
    except FileNotFoundError:
        return None


# What a published version holds never changes, so it is read once; who may see it is asked anew.
@lru_cache(maxsize=MOST_KEPT)
def _read(store: ObjectStore, key: str, _manifest: str) -> PackWorkbook:
    return PackWorkbook(store.get(Bucket.PACKS, key))
