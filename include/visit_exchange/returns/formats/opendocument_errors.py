"""What an OpenDocument workbook (.ods) says that calamine does not: error cells.

A formula that failed has the error as its shown text only; its value is empty or 0
(OpenDocument 1.2 part 1, 9.1.4 and 19.642).
"""

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from visit_exchange.returns.formats.cells import is_error
from visit_exchange.returns.formats.sheet_xml import Cell
from visit_exchange.returns.formats.spreadsheet_columns import column_letter

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
SHOWN = re.compile(rb">\s*(#[A-Z]|Err:\d)")
OWN_CODE = re.compile(r"Err:\d{3}")  # LibreOffice's own, such as Err:508


def read_opendocument_errors(xml: bytes) -> dict[str, frozenset[Cell]]:
    """Return where each sheet of a content.xml shows #N/A, Err:508 and the like as a result.

    Of a damaged one, nothing: the workbook's reader says so.
    """
    if not SHOWN.search(xml):
        return {}
    found: dict[str, set[Cell]] = {}
    try:
        for sheet, cell in _error_cells(xml):
            found.setdefault(sheet, set()).add(cell)
    except (ParseError, DefusedXmlException):
        return {}
    return {sheet: frozenset(cells) for sheet, cells in found.items()}


def _error_cells(xml: bytes) -> Iterator[tuple[str, Cell]]:
    sheet, number = "", 1
    for event, element in iterparse(io.BytesIO(xml), events=("start", "end")):
        if event == "start" and element.tag == f"{TABLE}table":
            sheet, number = element.get(f"{TABLE}name", ""), 1
        elif event == "end" and element.tag == f"{TABLE}table-row":
            rows = range(number, number + int(element.get(f"{TABLE}number-rows-repeated", 1)))
            letters = [column_letter(column) for column in _failed_columns(element)]
            yield from ((sheet, (row, letter)) for letter in letters for row in rows)
            number = rows.stop
            element.clear()  # a large sheet would fill the memory


def _failed_columns(row: Element) -> Iterator[int]:
    column = 0
    for cell in row:
        if cell.tag not in CELLS:
            continue
        times = int(cell.get(f"{TABLE}number-columns-repeated", 1))
        if f"{TABLE}formula" in cell.attrib and _shows_error(cell):
            yield from range(column, column + times)
        column += times


def _shows_error(cell: Element) -> bool:
    text = "".join(part for line in cell.iter(TEXT) for part in line.itertext()).strip()
    return is_error(text) or OWN_CODE.fullmatch(text) is not None
