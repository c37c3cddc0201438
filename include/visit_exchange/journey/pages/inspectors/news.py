"""What is new in a version of a pack since another, and what it does not hold."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.pages.inspectors.opened import OpenPack, open_pack
from visit_exchange.packs.naming import numbered
from visit_exchange.packs.reading.changes import (
    DocumentsChange,
    ListChange,
    documents_changed,
    rows_changed,
)
from visit_exchange.packs.reading.tables import NO_TABLE
from visit_exchange.writing.dates_in_words import say_when
from visit_exchange.writing.lateness import duration

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside


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
    """What a pack does not hold, or holds late: items in words.

    ``taken_back`` are those of files that an earlier version held.
    """

    missing: tuple[str, ...]
    late: tuple[tuple[str, str], ...]
    not_held: tuple[str, ...]
    not_due: tuple[tuple[str, str], ...]
    does_not_apply: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()


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
        named(manifest.does_not_apply),
        named(item for items in manifest.taken_back.values() for item in items),
    )


def _lists_changed(old: OpenPack, new: OpenPack) -> Iterable[ListChange]:
    before = {each.item.id: each for each in old.lists}
    after = {each.item.id: each for each in new.lists}
    for item in new.framework.items:
        had, have = before.get(item.id), after.get(item.id)
        if had or have:
            change = rows_changed(
                numbered(item), had.table if had else NO_TABLE, have.table if have else NO_TABLE
            )
            if change.is_any:
                yield change
