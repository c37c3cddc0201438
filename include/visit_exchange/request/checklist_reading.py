"""What an authority wrote on its checklist: files beside items, and items not held."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.kinds import Framework
from visit_exchange.request.checklist import FILES, ITEM, ITEM_ID, ITEM_NUMBER, NOT_HELD

MEMORY_MB = 1_024
SECONDS = 30
NEEDED = (ITEM, FILES, NOT_HELD)
YES = frozenset({"x", "y", "yes", "true", "1", "✓", "✔", "not held", "n/a", "none"})
# A comma may be part of a name; after a file extension it separates two.
BETWEEN_FILES = re.compile(r"[;\n]+|(?<=\.\w{3}),|(?<=\.\w{4}),")


@dataclass(frozen=True)
class Checklist:
    """``files`` are the names written beside each item id, ``not_held`` the ids marked not held.

    File names are the authority's own words: they never reach a log or a message.
    """

    files: dict[str, tuple[str, ...]]
    not_held: frozenset[str]

    def __repr__(self) -> str:
        return f"Checklist(items with files={len(self.files)}, not_held={len(self.not_held)})"


def read_checklist(content: bytes, framework: Framework | None = None) -> Checklist | None:
    """Return what was filled in; None when the file is no checklist.

    Items are known by the hidden column, and with a ``framework`` also by number or title when
    that column was deleted. An item with a file beside it is held, whatever its mark says. A
    workbook that cannot be read within the limits is none.
    """
    try:
        return run_limited(
            _read_content,
            content,
            framework,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=(Checklist,),
        )
    except ChildStoppedError:
        return None


def _read_content(content: bytes, framework: Framework | None) -> Checklist | None:
    for rows in _sheets(content):
        for number, row in enumerate(rows):
            if all(heading in row for heading in NEEDED):
                return _read(
                    [dict(zip(row, cells, strict=False)) for cells in rows[number + 1 :]], framework
                )
    return None


def _read(rows: list[dict[str, str]], framework: Framework | None) -> Checklist:
    files: dict[str, tuple[str, ...]] = {}
    marked = set()
    for row in rows:
        item = _item_id(row, framework)
        names = tuple(name.strip() for name in BETWEEN_FILES.split(row[FILES]) if name.strip())
        if item and names:
            files[item] = names
        if item and row[NOT_HELD].casefold() in YES:
            marked.add(item)
    return Checklist(files, frozenset(marked - files.keys()))


def _item_id(row: Mapping[str, str], framework: Framework | None) -> str | None:
    written = row.get(ITEM_ID) or None
    if framework is None:
        return written
    items = framework.items
    known = {item.id: item.id for item in items} | {item.number: item.id for item in items}
    known |= {item.title.casefold(): item.id for item in items}
    names = (written, row[ITEM].casefold(), row.get(ITEM_NUMBER))
    return next((known[name] for name in names if name in known), None)


def _sheets(content: bytes) -> Iterator[list[list[str]]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in book.sheet_names:
            yield [
                [_text(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()
            ]
    except CalamineError:
        return  # no workbook, so no checklist


def _text(cell: object) -> str:
    # A number typed into a cell comes back as a float: item 7 is 7.0.
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
