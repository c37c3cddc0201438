"""What identifies people where a workbook does not show it, or in sheets that are no list.

Nothing of it is ever carried on: what goes out is a new workbook of accepted columns. It is found
so that the authority and the data team learn what was sent, by kind and count.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from python_calamine import CalamineError, CalamineWorkbook

from visit_exchange.privacy.documents.document_text import (
    DAMAGED_XML,
    DAMAGED_ZIP,
    binary_text,
    part_text,
)
from visit_exchange.privacy.documents.workbook_text import HEADER_CODES
from visit_exchange.privacy.identifiers.text import find_in_text
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.returns.checks.own_words import without_own_words
from visit_exchange.returns.formats.archive import plain_name
from visit_exchange.returns.formats.cells import is_blank
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.tables.columns.forbidden import Judged, forbidden_columns

OTHER_SHEETS = "sheets that are no list"
FILE_NAME = "the file’s name"
PLACES = (  # by plain names
    ("comments", re.compile(r"xl/(?:comments|threadedcomments)")),
    ("the names of those who commented", re.compile(r"xl/persons/")),
    ("pivot tables", re.compile(r"xl/pivot(?:cache|tables)/")),
    ("the data model", re.compile(r"xl/model/")),
    ("copies of other workbooks", re.compile(r"xl/externallinks/")),
    ("data connections", re.compile(r"xl/(?:connections\.xml|querytables/)")),
    ("document properties", re.compile(r"docprops/")),
    ("custom data", re.compile(r"customxml/")),
    ("text boxes, pictures’ captions and charts", re.compile(r"xl/(?:drawings|charts|diagrams)/")),
    ("embedded files", re.compile(r"xl/embeddings/")),
    ("defined names and sheets’ names", re.compile(r"xl/workbook\.xml")),
    ("lists of choices, headers and footers", re.compile(r"xl/worksheets/[^/]+\.xml")),
)
# Where a workbook was saved and by whom is no breach; where a child lives would be.
_ALLOWED = frozenset({Kind.POSTCODE})
_CELLS = re.compile(rb"<sheetData>.*</sheetData>", re.S)
_MOST_CELLS = 20_000  # of a sheet that is no list


@dataclass(frozen=True)
class HiddenFinding:
    """How often a kind of identifier stands in a place of a workbook that is not a list."""

    place: str
    kind: str
    count: int


def hidden_identifiers(
    content: bytes, kind: str, lists: frozenset[str], notified: date, name: str = ""
) -> tuple[HiddenFinding, ...]:
    """Return what identifies people outside the sheets that are ``lists`` (sheet names).

    ``kind`` is the file's, ``name`` the authority's for it. Parts are searched in Excel's own
    format, other sheets in every format of workbooks.
    """
    found = Counter((FILE_NAME, span.kind.value) for span in find_in_text(_spaced(name)))
    if kind in ("xlsx", "xlsm"):
        found += _in_parts(content)
    if kind != "csv":
        found += _in_other_sheets(content, lists, notified)
    return tuple(HiddenFinding(*what, count) for what, count in sorted(found.items()))


def _spaced(name: str) -> str:
    return re.sub(r"[_/]|\.(?=\w+$)", " ", name)


def _in_parts(content: bytes) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                for place, text in _told(name, parts):
                    spans = [s for s in find_in_text(text) if s.kind not in _ALLOWED]
                    found += Counter((place, span.kind.value) for span in spans)
    except (*DAMAGED_ZIP, *DAMAGED_XML):
        return found  # the readers of lists say so, and nothing of a part goes on
    return found


def _told(name: str, parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    place = next((words for words, pattern in PLACES if pattern.match(plain_name(name))), None)
    if place is None:
        return
    content = HEADER_CODES.sub(b" ", _CELLS.sub(b"", parts.read(name)))
    is_text = plain_name(name).endswith((".xml", ".vml", ".rels"))
    yield place, part_text(content) if is_text else binary_text(content)


def _in_other_sheets(
    content: bytes, lists: frozenset[str], notified: date
) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheet_names:
            if sheet not in lists:
                rows = book.get_sheet_by_name(sheet).to_python()
                found += _in_sheet(without_own_words(sheet, rows), notified)
    except CalamineError:
        return found  # as above
    return found


def _in_sheet(rows: Sequence[Sequence[object]], notified: date) -> Counter[tuple[str, str]]:
    rows = rows[: _MOST_CELLS // max(1, len(rows[0]) if rows else 1)]
    judged = {
        index: Judged(column_letter(index), str(filled[0]), None, filled[1:])
        for index, cells in enumerate(zip(*rows, strict=True))
        if (filled := [cell for cell in cells if not is_blank(cell)])
    }
    columns = forbidden_columns(judged, notified=notified)
    found = Counter({(OTHER_SHEETS, c.kind): len(judged[i].cells) for i, c in columns.items()})
    for index, one in judged.items():
        if index not in columns:
            texts = "\n".join(str(cell) for cell in (one.heading, *one.cells))
            spans = [span for span in find_in_text(texts) if span.kind not in _ALLOWED]
            found += Counter((OTHER_SHEETS, span.kind.value) for span in spans)
    return found
