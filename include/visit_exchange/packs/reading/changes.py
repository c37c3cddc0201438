"""What is new in a version of a pack since another: rows and documents."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from visit_exchange.packs.manifest import Manifest, ManifestFile
from visit_exchange.packs.reading.tables import Cell, Table
from visit_exchange.privacy.pseudonyms import CHILD_CODE


@dataclass(frozen=True)
class ListChange:
    """What became of a list's rows. ``came`` are rows of the newer table, ``went`` of the older.

    A row of which a cell was corrected is in both. ``changed`` are how many children that is,
    ``new`` and ``gone`` how many children are in one version alone.
    """

    title: str
    came: tuple[int, ...] = field(repr=False)
    went: tuple[int, ...] = field(repr=False)
    new: int = 0
    gone: int = 0
    changed: int = 0

    @property
    def is_any(self) -> bool:
        """Whether anything changed."""
        return bool(self.came or self.went)


@dataclass(frozen=True)
class DocumentsChange:
    """Documents of one version alone."""

    came: tuple[ManifestFile, ...]
    went: tuple[ManifestFile, ...]


def rows_changed(title: str, old: Table, new: Table) -> ListChange:
    """Return what became of a list; a table without columns stands for a list that is not there."""
    titles = list(dict.fromkeys(c.title for c in (*old.columns, *new.columns)))
    before, after = _rows(old, titles), _rows(new, titles)
    came, went = _only(after, before), _only(before, after)
    both = old.children & new.children
    return ListChange(
        title,
        came,
        went,
        new=len(new.children - old.children),
        gone=len(old.children - new.children),
        changed=len(both & (_children(new, came) | _children(old, went))),
    )


def documents_changed(old: Manifest, new: Manifest) -> DocumentsChange:
    """Return which documents came and went; one of the same bytes is the same document."""
    had = {each.sha256 for each in documents_of(old)}
    have = {each.sha256 for each in documents_of(new)}
    return DocumentsChange(
        tuple(each for each in documents_of(new) if each.sha256 not in had),
        tuple(each for each in documents_of(old) if each.sha256 not in have),
    )


def documents_of(manifest: Manifest) -> tuple[ManifestFile, ...]:
    """Return the files of a pack that the authority wrote, in reading order."""
    lists = {each.item for each in manifest.lists}
    return tuple(file for file in manifest.files if not lists.issuperset(file.items))


def _rows(table: Table, titles: list[str]) -> list[tuple[Cell, ...]]:
    by_title: Mapping[str, int] = {c.title: at for at, c in enumerate(table.columns)}
    places = [by_title.get(title) for title in titles]
    rows = map(table.row, range(table.rows))
    return [tuple(None if at is None else row[at] for at in places) for row in rows]


def _only(these: list[tuple[Cell, ...]], others: list[tuple[Cell, ...]]) -> tuple[int, ...]:
    """Return the places of rows that the others lack; of a row that is there twice one may."""
    left = Counter(others)
    found = []
    for place, row in enumerate(these):
        if left[row]:
            left[row] -= 1
        else:
            found.append(place)
    return tuple(found)


def _children(table: Table, rows: tuple[int, ...]) -> frozenset[str]:
    column = table.column(CHILD_CODE)
    return frozenset(str(column[row]) for row in rows) if column else frozenset()
