"""What an authority wrote on its checklist: files beside items, and items not held."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.kinds import Framework
from visit_exchange.request.checklist import FILES, HEADINGS, ITEM, ITEM_ID, ITEM_NUMBER, NOT_HELD
from visit_exchange.request.checklist_references import resolved

MEMORY_MB = 1_024
SECONDS = 30
NEEDED = (ITEM, FILES, NOT_HELD)
YES = frozenset({"x", "y", "yes", "true", "1", "✓", "✔", "not held", "n/a", "none"})
NO = frozenset({"", "n", "no", "false", "0", "-", "–", "held"})
# A comma may be part of a name; after a file extension it separates two, as words do.
_AFTER_NAME = r"(?:,|\s+(?:and|&|\+|/)\s)"
BETWEEN_FILES = re.compile(rf"[;\n]+|(?<=\.\w{{3}}){_AFTER_NAME}|(?<=\.\w{{4}}){_AFTER_NAME}")
ENDING = re.compile(
    r"\.(?:docx?|docm|pdf|xls[xmb]?|ods|odt|odp|pptx?|txt|csv|rtf|msg|jpe?g|png|zip)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """What stands in one row of a checklist; ``row`` is Excel's, the letters are its columns'.

    ``item`` is None where the row is of no item that this sender is asked for. ``names`` is what
    stands as file names, ``mark`` as not held: the authority's own words.
    """

    row: int
    item: str | None
    names: tuple[str, ...] = field(repr=False)
    mark: str = field(repr=False)
    files_column: str
    mark_column: str

    @property
    def says_not_held(self) -> bool:
        """Whether the mark is one that we understand as not held."""
        return self.mark.casefold() in YES

    @property
    def is_unclear(self) -> bool:
        """Whether something stands where the mark belongs that we do not understand."""
        return self.mark.casefold() not in YES | NO


@dataclass(frozen=True)
class Checklist:
    """``files`` are the names written beside each item id, ``not_held`` the ids marked not held.

    ``lines`` are the rows on which something was written, as it was, but for "See item 5", in
    whose place the names beside that item stand. ``unread`` are the letters of columns that the
    authority added and wrote in, ``other_sheets`` the places (from 1) of further sheets with
    something on them. File names are the authority's own words: they never reach a log
    or a message.
    """

    files: dict[str, tuple[str, ...]]
    not_held: frozenset[str]
    lines: tuple[Line, ...] = field(default=(), compare=False, repr=False)
    unread: tuple[str, ...] = field(default=(), compare=False)
    other_sheets: tuple[int, ...] = field(default=(), compare=False)

    def __repr__(self) -> str:
        return f"Checklist(items with files={len(self.files)}, not_held={len(self.not_held)})"


def read_checklist(content: bytes, framework: Framework | None = None) -> Checklist | None:
    """Return what was filled in; None when the file is no checklist.

    Items are known by the hidden column, and with a ``framework`` also by number or title when
    that column was deleted. An item with a file beside it is held, whatever its mark says; words
    that are no file's name do not count against the mark. A workbook that cannot be read within
    the limits is none.
    """
    try:
        return run_limited(
            _read_content,
            content,
            framework,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=(Checklist, Line),
        )
    except ChildStoppedError:
        return None


def _read_content(content: bytes, framework: Framework | None) -> Checklist | None:
    sheets = list(_sheets(content))
    for place, rows in enumerate(sheets):
        for number, row in enumerate(rows):
            if all(heading in row for heading in NEEDED):
                below = rows[number + 1 :]
                read = _checklist(_lines(row, number + 2, below, framework), framework)
                others = written_on(sheets, place)
                return replace(read, unread=_unread(row, below), other_sheets=others)
    return None


def written_on(sheets: Sequence[Sequence[Sequence[str]]], read: int) -> tuple[int, ...]:
    """Return the places, from 1, of sheets with anything on them but the one that is ``read``."""
    filled = (any(any(row) for row in rows) for rows in sheets)
    return tuple(n + 1 for n, has_words in enumerate(filled) if has_words and n != read)


def looks_like_a_file(written: str) -> bool:
    """Return whether words beside an item end as a file's name does."""
    return ENDING.search(written) is not None


def _unread(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the letters of the columns that are not of our checklist and have words in them."""
    return tuple(
        _letter(place)
        for place, heading in enumerate(headings)
        if heading not in HEADINGS and any(row[place] for row in rows if place < len(row))
    )


def _checklist(written: Sequence[Line], framework: Framework | None) -> Checklist:
    numbers = {item.number: item.id for item in framework.items} if framework else {}
    names = resolved([(line.row, line.item, line.names) for line in written], numbers)
    lines = [replace(line, names=own) for line, own in zip(written, names, strict=True)]
    files: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if line.item and line.names:
            files[line.item] = (*files.get(line.item, ()), *line.names)
    marked = {line.item for line in lines if line.item and line.says_not_held}
    named = {item for item, names in files.items() if any(map(looks_like_a_file, names))}
    return Checklist(files, frozenset(marked - named), tuple(lines))


def _lines(
    headings: Sequence[str], first: int, rows: Sequence[Sequence[str]], framework: Framework | None
) -> list[Line]:
    """Return the rows below the headings on which something was written; ``first`` is Excel's."""
    letters = {heading: _letter(headings.index(heading)) for heading in NEEDED}
    found = []
    for number, cells in enumerate(rows, start=first):
        row = dict(zip(headings, cells, strict=False))
        names = _names(row[FILES])
        if names or row[NOT_HELD]:
            item = _item_id(row, framework)
            line = Line(number, item, names, row[NOT_HELD], letters[FILES], letters[NOT_HELD])
            found.append(line)
    return found


def _names(written: str) -> tuple[str, ...]:
    """Return the names in a cell; a dash alone says nothing."""
    return tuple(name.strip() for name in BETWEEN_FILES.split(written) if name.strip(" -–—\t"))


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"A{_letter(place - 26)}"


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
            # Rows are told by their numbers, so those above the first that is filled count too.
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield [[_text(cell) for cell in row] for row in rows]
    except CalamineError:
        return  # no workbook, so no checklist


def _text(cell: object) -> str:
    # A number typed into a cell comes back as a float: item 7 is 7.0.
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
