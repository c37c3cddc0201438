"""Everything written in an .xlsx workbook: its cells with their headings, and all other parts."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from visit_exchange.privacy.document_text import (
    DAMAGED_XML,
    DAMAGED_ZIP,
    WRONG_SHAPE,
    UnreadableDocument,
    part_text,
)

_NO_WORDS = re.compile(r"xl/(?:styles|theme/.*|calcChain)\.?\w*$")
_REGISTER_NUMBER = re.compile(r"\bUK ?PRN\b|\bURN\b|\bLA ?ESTAB\b|register(?:ed)? number", re.I)
_HEADING_ROWS = 10
_CELLS = re.compile(rb"<sheetData>.*</sheetData>", re.S)
_INLINE_STRINGS = re.compile(rb"<is>.*?</is>", re.S)
HEADER_CODES = re.compile(rb'&amp;(?:[A-Z]|&quot;.*?&quot;|"[^"]*")')  # "&C" stands before words


@dataclass(frozen=True, repr=False)
class WorkbookParts:
    """Text of the workbook's parts: ``strings`` of its cells, ``rest`` (comments, properties …)."""

    strings: str
    rest: str
    sheet_names: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Cell:
    """A cell as text; ``under_register_number`` when its heading says URN, UKPRN or the like."""

    text: str
    is_number: bool
    under_register_number: bool


def workbook_parts(content: bytes) -> WorkbookParts:
    """Return the text outside number cells; raises UnreadableDocument."""
    strings, rest = [], []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
            if foreign := [n for n in names if not n.endswith((".xml", ".rels", ".vml"))]:
                raise UnreadableDocument(
                    f"The workbook holds {len(foreign)} parts that are no text"
                )
            for name in names:
                if _NO_WORDS.match(name):
                    continue
                cells, around = _parted(name, parts.read(name))
                strings.append(cells)
                rest.append(around)
            workbook = parts.read("xl/workbook.xml").decode("utf-8", "replace")
    except (*DAMAGED_ZIP, *DAMAGED_XML) as error:
        raise UnreadableDocument("The workbook cannot be opened. Save it again") from error
    sheets = tuple(re.findall(r"<sheet [^>]*?name=\"([^\"]*)\"", workbook))
    return WorkbookParts("\n".join(strings), "\n".join(rest), sheets)


def _parted(name: str, xml: bytes) -> tuple[str, str]:
    """Return the text that belongs to cells, and the rest. Numbers are read with their headings."""
    if name == "xl/sharedStrings.xml":
        return part_text(xml), ""
    found = _CELLS.search(xml)
    if found is None:
        return "", part_text(xml)
    words = _INLINE_STRINGS.findall(found[0])
    around = part_text(HEADER_CODES.sub(b" ", xml[: found.start()] + xml[found.end() :]))
    return part_text(b"<cells>" + b"".join(words) + b"</cells>"), around


def workbook_cells(content: bytes) -> Iterator[tuple[Cell, ...]]:
    """Yield each column of each sheet, hidden ones too, as its filled cells from the top."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except (*DAMAGED_ZIP, *DAMAGED_XML, *WRONG_SHAPE, InvalidFileException) as error:
        raise UnreadableDocument("The workbook cannot be opened. Save it again") from error
    for sheet in book.worksheets:
        for column in sheet.iter_cols(values_only=True):
            filled = [value for value in column if value is not None]
            if filled:
                heading = any(
                    isinstance(value, str) and _REGISTER_NUMBER.search(value)
                    for value in column[:_HEADING_ROWS]
                )
                yield tuple(_cell(value, heading) for value in filled)


def _cell(value: Any, under_register_number: bool) -> Cell:
    if isinstance(value, bool | datetime | date | time | timedelta):
        return Cell("", False, under_register_number)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).split())
    return Cell(text, isinstance(value, int | float), under_register_number)
