"""The tables in a document, as rows of cells' texts: also those that are made with tabs."""

import re
from collections.abc import Iterator
from typing import Any

from visit_exchange.privacy.documents.office.drawing_vocabulary import DRAWING_URI
from visit_exchange.privacy.documents.office.filtering import elements, parse
from visit_exchange.privacy.documents.office.opendocument_vocabulary import TABLE_URI, TEXT_URI
from visit_exchange.privacy.documents.office.package import read_package
from visit_exchange.privacy.documents.office.vocabulary import parted
from visit_exchange.privacy.documents.office.word_vocabulary import WORD_URI

Table = list[list[str]]

_READ = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml|ppt/slides/[^/]+\.xml|content\.xml"
)
_MOST_ROWS = 5_000
_LONGEST_CELL = 500
_MOST_COLUMNS = 200
_FEWEST_TABBED = 2  # lines with tabs, one under the other, that make a table
_ROWS = {(WORD_URI, "tr"), (DRAWING_URI, "tr"), (TABLE_URI, "table-row")}
_CELLS = {(WORD_URI, "tc"), (DRAWING_URI, "tc"), (TABLE_URI, "table-cell")}
_TABLES = ((WORD_URI, "tbl"), (DRAWING_URI, "tbl"), (TABLE_URI, "table"))
_PARAGRAPHS = {(WORD_URI, "p"), (DRAWING_URI, "p"), (TEXT_URI, "p"), (TEXT_URI, "h")}
_TABS = {(WORD_URI, "tab"), (TEXT_URI, "tab")}
_SPACES = {(TEXT_URI, "s"), (WORD_URI, "br"), (DRAWING_URI, "br"), (TEXT_URI, "line-break")}
_WORDED = {(WORD_URI, "t"), (DRAWING_URI, "t")}
_NO_TABS = {(WORD_URI, "tabs"), (WORD_URI, "pPr")}


def document_tables(content: bytes) -> list[Table]:
    """Return the tables of a Word, PowerPoint or OpenDocument file; CannotBeCleaned if damaged."""
    found: list[Table] = []
    for name, part in read_package(content).items():
        if _READ.fullmatch(name):
            root = parse(part)
            for uri, local in _TABLES:
                found += (_table(each) for each in elements(root, uri, local))
            found += tabbed([_text(each) for each in root.iter() if _named(each) in _PARAGRAPHS])
    return found


def is_cut(table: Table) -> bool:
    """Say whether a document's table may go on where we stop to read it."""
    return len(table) >= _MOST_ROWS or any(any(row[_MOST_COLUMNS - 1 :]) for row in table)


def document_paragraphs(content: bytes) -> list[str]:
    """Return the text of each paragraph of such a file, in order; CannotBeCleaned if damaged."""
    roots = (parse(p) for name, p in read_package(content).items() if _READ.fullmatch(name))
    return [_text(each) for root in roots for each in root.iter() if _named(each) in _PARAGRAPHS]


def tabbed(lines: list[str], mark: str = "\t") -> list[Table]:
    """Return the tables that lines with tabs make, one under the other."""
    found: list[Table] = []
    rows: Table = []
    for line in [*lines, ""]:
        if mark in line.strip():
            rows.append([cell.strip() for cell in line.strip(" ").split(mark)][:_MOST_COLUMNS])
            continue
        if len(rows) >= _FEWEST_TABBED:
            found.append(rows[:_MOST_ROWS])
        rows = []
    return found


def _named(element: Any) -> tuple[str, str]:
    return parted(element.tag)


def _table(table: Any) -> Table:
    rows: Table = []
    for row in _within(table, _ROWS):
        rows.append([text for cell in _within(row, _CELLS) for text in _spread(cell)])
        if len(rows) >= _MOST_ROWS:
            break
    return rows


def _within(element: Any, wanted: set[tuple[str, str]]) -> Iterator[Any]:
    """Yield what is wanted in ``element``, not what is inside it again (a table in a cell)."""
    for child in element:
        if _named(child) in wanted:
            yield child
        else:
            yield from _within(child, wanted)


def _spread(cell: Any) -> list[str]:
    """Return the text of a cell, and blanks for the further columns that it covers."""
    repeated = int(cell.get(f"{{{TABLE_URI}}}number-columns-repeated", "1"))
    text = _text(cell).replace("\t", " ").strip()[:_LONGEST_CELL]
    covered = next((int(_value(e)) for e in cell.iter() if _named(e)[1] == "gridSpan"), 1)
    return ([text] * min(repeated, _MOST_COLUMNS) + [""] * (covered - 1))[:_MOST_COLUMNS]


def _value(element: Any) -> str:
    found = next((str(v) for k, v in element.attrib.items() if parted(k)[1] == "val"), "1")
    return found if found.isdecimal() else "1"


def _text(element: Any) -> str:
    said: list[str] = []
    _say(element, said)
    return "".join(said)


def _say(element: Any, said: list[str]) -> None:
    name = _named(element)
    if name in _NO_TABS:
        return
    if name in _TABS or name in _SPACES:
        said.append("\t" if name in _TABS else " ")
    is_open = name[0] == TEXT_URI
    if (name in _WORDED or is_open) and element.text:
        said.append(element.text)
    for child in element:
        _say(child, said)
        if is_open and child.tail:
            said.append(child.tail)
    if name in _PARAGRAPHS:
        said.append(" ")
