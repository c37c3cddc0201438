"""What a version's pages show besides its lists: charts, documents, rows that changed."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.pages.inspectors.lists import Part, numbers_of, shown_rows
from visit_exchange.journey.pages.inspectors.opened import OpenPack, open_pack
from visit_exchange.kinds.profile_spec import load_profile
from visit_exchange.packs.naming import numbered
from visit_exchange.packs.reading.changes import rows_changed
from visit_exchange.packs.reading.tables import NO_TABLE, Table
from visit_exchange.packs.reading.workbook import Bars

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

MOST_ROWS = 200  # of those that came, or went, of one list; the list itself has the others


@dataclass(frozen=True)
class Document:
    """A document in the order in which to read: ``number`` is its place in the manifest."""

    number: int
    name: str = field(repr=False)
    kind: str
    size: str
    pages: int | None
    items: tuple[str, ...]


@dataclass(frozen=True)
class ChangedRows:
    """Rows of a list that came and that went, the first of each, and how many there are."""

    title: str
    came: Part
    went: Part
    all_came: int
    all_went: int


def drawn(pack: OpenPack) -> tuple[Bars, ...]:
    """Return the charts of a pack: those that its workbook draws, with anything to draw."""
    charts = {e.title for e in load_profile(pack.framework.id).spreads if e.chart != "none"}
    counts = pack.workbook.counts() if pack.workbook else ()
    return tuple(each for each in counts if each.title in charts and any(n for _, n in each.bars))


def documents_in_order(pack: OpenPack) -> tuple[Document, ...]:
    """Return the documents of a pack, by the items that they answer."""
    documents = set(pack.documents)
    return tuple(
        Document(
            number,
            file.name.rpartition(".")[0],
            file.name.rpartition(".")[2].upper(),
            _said(file.size),
            file.pages,
            tuple(numbered(pack.framework.item(item)) for item in file.items),
        )
        for number, file in enumerate(pack.manifest.files, start=1)
        if file in documents
    )


def changed_rows(outside: "Outside", new: OpenPack, since: int) -> tuple[ChangedRows, ...]:
    """Return the rows that came and went since a version; none when that is no longer there."""
    try:
        old = open_pack(outside, new.visit.id, since)
    except UserError:
        return ()
    found = (_changed(old, new, item.id) for item in new.framework.lists)
    return tuple(each for each in found if each.all_came or each.all_went)


def _changed(old: OpenPack, new: OpenPack, item: str) -> ChangedRows:
    before, after = _table(old, item), _table(new, item)
    title = numbered(new.framework.item(item))
    change = rows_changed(title, before, after)
    return ChangedRows(
        title,
        _part(new, after, change.came),
        _part(old, before, change.went),
        len(change.came),
        len(change.went),
    )


def _part(pack: OpenPack, table: Table, rows: tuple[int, ...]) -> Part:
    headings = tuple(column.title for column in table.columns)
    return Part("", headings, tuple(shown_rows(table, rows[:MOST_ROWS], numbers_of(pack))))


def _table(pack: OpenPack, item: str) -> Table:
    held = {each.item.id: each.table for each in pack.lists}
    return held.get(item, NO_TABLE)


def _said(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(size >> 10, 1)} KB"
