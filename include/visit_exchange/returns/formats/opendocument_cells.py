"""What an OpenDocument workbook (.ods) says that calamine does not: error cells, formulas that
were never calculated, percentages, references that are numbers, and the breaks between lines.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from visit_exchange.returns.formats.opendocument_errors import SHOWN, is_shown_error
from visit_exchange.returns.formats.sheet_xml import Cell
from visit_exchange.returns.formats.spreadsheet_columns import column_letter

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
HOLDS = frozenset({f"{TABLE}formula", f"{OFFICE}value-type"})
BREAKS = {f"{TEXT}line-break": "\n", f"{TEXT}tab": "\t"}
# What may be told, before every cell is looked at.
MAY_TELL = re.compile(
    rb'<text:(?:line-break|tab|s)\b|table:formula=|value-type="percentage"'
    rb'|value-type="float"[^>]*>\s*<text:p[^>]*>(?:0\d|-?\d[\d.,]*[^\d.,<%]|[^\d<-])'
)
# A reference that is kept as a number: "000123", "LA 123", "123-456"; no amount, no fraction.
REFERENCE = re.compile(r"[A-Z\d][A-Z\d/ -]*")
FARTHEST_ROW, FARTHEST_COLUMN = 200_000, 400  # the reader of lists refuses what lies beyond


@dataclass
class OpenSheet:
    """What is told of one sheet: places as Excel names them, and ``texts`` with their breaks.

    ``displays`` are what numbers show that have a format such as ``000000``.
    """

    errors: set[Cell] = field(default_factory=set)
    uncached: set[Cell] = field(default_factory=set)
    percent: set[Cell] = field(default_factory=set)
    texts: dict[Cell, str] = field(default_factory=dict, repr=False)
    displays: dict[Cell, str] = field(default_factory=dict, repr=False)


def read_opendocument(xml: bytes) -> dict[str, OpenSheet]:
    """Return what a content.xml tells, by the name of the sheet.

    Of a damaged one, nothing: the workbook's reader says so.
    """
    if not (SHOWN.search(xml) or MAY_TELL.search(xml)):
        return {}
    try:
        return _sheets(xml)
    except (ParseError, DefusedXmlException):
        return {}


def _sheets(xml: bytes) -> dict[str, OpenSheet]:
    found: dict[str, OpenSheet] = {}
    sheet, number = OpenSheet(), 1
    for event, element in iterparse(io.BytesIO(xml), events=("start", "end")):
        if event == "start" and element.tag == f"{TABLE}table":
            sheet, number = found.setdefault(element.get(f"{TABLE}name", ""), OpenSheet()), 1
        elif event == "end" and element.tag == f"{TABLE}table-row":
            after = number + int(element.get(f"{TABLE}number-rows-repeated", 1))
            rows = range(number, min(after, FARTHEST_ROW))
            for letter, cell in _cells(element):
                _note(sheet, [(row, letter) for row in rows], cell)
            number = after
            element.clear()  # a large sheet would fill the memory
    return found


def _cells(row: Element) -> Iterator[tuple[str, Element]]:
    """Yield each cell that holds anything with its column."""
    column = 0
    for cell in row:
        if cell.tag in CELLS:
            times = int(cell.get(f"{TABLE}number-columns-repeated", 1))
            if len(cell) or not HOLDS.isdisjoint(cell.attrib):
                for at in range(column, min(column + times, FARTHEST_COLUMN)):
                    yield column_letter(at), cell
            column += times


def _note(sheet: OpenSheet, places: list[Cell], cell: Element) -> None:
    text, breaks = _text(cell)
    kind = cell.get(f"{OFFICE}value-type")
    if f"{TABLE}formula" in cell.attrib:
        if is_shown_error(text.strip()):
            sheet.errors.update(places)
        elif kind is None and not text.strip():
            sheet.uncached.update(places)
    if kind == "percentage":
        sheet.percent.update(places)
    if kind == "float" and _shows_more(text, cell.get(f"{OFFICE}value", "")):
        sheet.displays.update(dict.fromkeys(places, text))
    if breaks and kind == "string":
        sheet.texts.update(dict.fromkeys(places, text))


def _shows_more(text: str, number: str) -> bool:
    """Say whether a whole number is shown with zeros before it or letters: 123 as 000123."""
    digits = re.sub(r"\D", "", text)
    return number.isdigit() and text != number and digits.endswith(number) and _is_reference(text)


def _is_reference(text: str) -> bool:
    return REFERENCE.fullmatch(text) is not None


def _text(cell: Element) -> tuple[str, bool]:
    """Return what a cell shows, and whether anything but letters parts its words."""
    lines = [line for line in cell if line.tag == f"{TEXT}p"]
    parts = ["".join(_pieces(line)) for line in lines]
    inside = any(
        element.tag in BREAKS or element.tag == f"{TEXT}s" for p in lines for element in p.iter()
    )
    return "\n".join(parts), inside


def _pieces(element: Element) -> Iterator[str]:
    yield BREAKS.get(element.tag) or _spaces(element) or element.text or ""
    for part in element:
        yield from _pieces(part)
        yield part.tail or ""


def _spaces(element: Element) -> str:
    return " " * int(element.get(f"{TEXT}c", 1)) if element.tag == f"{TEXT}s" else ""
