"""An inspector's visits, and the page of one: its newest pack, what is new, what is not there."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from visit_exchange.errors import UserError
from visit_exchange.journey.now import visit_now
from visit_exchange.journey.pages.inspectors.opened import RETURNS, OpenPack, open_pack
from visit_exchange.packs.naming import numbered
from visit_exchange.packs.reading.changes import (
    DocumentsChange,
    ListChange,
    documents_changed,
    rows_changed,
)
from visit_exchange.packs.reading.tables import Table
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.visit import UNPUBLISHED, VisitStatus
from visit_exchange.writing.dates_in_words import say_when
from visit_exchange.writing.lateness import duration

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack

NOTHING = Table((), 0)


@dataclass(frozen=True)
class OwnVisit:
    """A visit as it stands in the list of an inspector's own."""

    id: str
    area: str
    kind: str
    status: str
    newest: int | None
    published: str
    is_unread: bool
    next_deadline: str
    to_choose: bool


@dataclass(frozen=True)
class Version:
    """A published version; ``opened`` is when the inspector first did, empty when not yet."""

    number: int
    published: str
    is_final: bool
    opened: str


@dataclass(frozen=True)
class Changes:
    """What is new in a version since another."""

    since: int
    lists: tuple[ListChange, ...]
    documents: DocumentsChange

    @property
    def is_any(self) -> bool:
        """Whether anything changed."""
        return bool(self.lists or self.documents.came or self.documents.went)


@dataclass(frozen=True)
class NotThere:
    """What a pack does not hold, or holds late: items in words."""

    missing: tuple[str, ...]
    late: tuple[tuple[str, str], ...]
    not_held: tuple[str, ...]
    not_due: tuple[tuple[str, str], ...]


def own_visits(outside: "Outside", login: str) -> tuple[OwnVisit, ...]:
    """Return the visits of an inspector that are not disposed of, the newest first."""
    found = outside.register.dossiers(inspector=login, without={VisitStatus.DISPOSED})
    return tuple(_own(outside, dossier, login) for dossier in reversed(found))


def versions(outside: "Outside", dossier: Dossier, login: str, kind: str) -> tuple[Version, ...]:
    """Return the versions of a kind of pack, the newest first; none while they cannot be opened."""
    if dossier.visit.status in UNPUBLISHED:
        return ()
    opened = outside.register.versions_opened(dossier.visit.id, login, kind)
    return tuple(_version(dossier, each, opened) for each in reversed(dossier.packs(kind)))


def since_version(opened: Collection[int], newest: int) -> int | None:
    """Return the version that somebody read before the newest; None when they have read none."""
    return max((version for version in opened if version < newest), default=None)


def changes_since(outside: "Outside", new: OpenPack, version: int) -> Changes | None:
    """Return what is new in a pack since a version; None when that cannot be opened any more."""
    try:
        old = open_pack(outside, new.visit.id, version)
    except UserError:
        return None
    return Changes(
        version, tuple(_lists_changed(old, new)), documents_changed(old.manifest, new.manifest)
    )


def not_there(pack: OpenPack) -> NotThere:
    """Return what is missing, late, not held and not due yet."""
    manifest = pack.manifest

    def named(items: Iterable[str]) -> tuple[str, ...]:
        wanted = set(items)
        return tuple(numbered(item) for item in pack.framework.items if item.id in wanted)

    return NotThere(
        named(manifest.missing),
        tuple((named([item])[0], duration(by)) for item, by in manifest.late.items()),
        named(manifest.not_held),
        tuple((named([item])[0], say_when(due)) for item, due in manifest.not_due.items()),
    )


def say_instant(dossier: Dossier, instant: datetime) -> str:
    """Return an instant in the words and the time of the visit's area."""
    zone = ZoneInfo(dossier.framework.timezone)
    return say_when(instant.astimezone(zone).isoformat(timespec="minutes"))


def _lists_changed(old: OpenPack, new: OpenPack) -> Iterable[ListChange]:
    before = {each.item.id: each for each in old.lists}
    after = {each.item.id: each for each in new.lists}
    for item in new.framework.items:
        had, have = before.get(item.id), after.get(item.id)
        if had or have:
            change = rows_changed(
                numbered(item), had.table if had else NOTHING, have.table if have else NOTHING
            )
            if change.is_any:
                yield change


def _own(outside: "Outside", dossier: Dossier, login: str) -> OwnVisit:
    packs = versions(outside, dossier, login, RETURNS)
    newest = packs[0] if packs else None
    now = visit_now(dossier.visit)
    due = [each for each in dossier.milestones if each.due > now and each.reached_at is None]
    is_stopped = dossier.visit.status in UNPUBLISHED
    return OwnVisit(
        id=dossier.visit.id,
        area=dossier.visit.la_name,
        kind=dossier.framework.title,
        status=dossier.visit.status.value.replace("_", " ").capitalize(),
        newest=newest.number if newest else None,
        published=newest.published if newest else "",
        is_unread=bool(newest and not newest.opened),
        next_deadline=f"{due[0].title}: {say_when(due[0].local)}" if due and not is_stopped else "",
        to_choose=dossier.visit.status is VisitStatus.RETURNS_CLOSED and not dossier.selection,
    )


def _version(dossier: Dossier, pack: "Pack", opened: Mapping[int, datetime]) -> Version:
    at = opened.get(pack.version)
    return Version(
        number=pack.version,
        published=say_instant(dossier, pack.published_at) if pack.published_at else "",
        is_final=pack.is_final,
        opened=say_instant(dossier, at) if at else "",
    )
