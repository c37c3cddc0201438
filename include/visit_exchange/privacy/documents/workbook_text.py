"""Everything written in an .xlsx workbook: its cells with their headings, and all other parts."""

import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from visit_exchange.privacy.documents.boxes import Boxes
from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.document_text import (
    DAMAGED_XML,
    DAMAGED_ZIP,
    WRONG_SHAPE,
    UnreadableDocument,
    part_text,
)
from visit_exchange.privacy.documents.office.package_text import xml_strings
from visit_exchange.privacy.documents.readings import closed_up, in_pieces, other_readings

_REGISTER_NUMBER = re.compile(r"\bUK ?PRN\b|\bURN\b|\bLA ?ESTAB\b|register(?:ed)? number", re.I)
_XML = (".xml", ".rels", ".vml")
_PICTURES = (".png", ".jpeg")  # drawn anew, of dots alone: see package_pictures
_HEADING_ROWS = 10
_CELLS = re.compile(rb"<sheetData>.*</sheetData>", re.S)
_HOLDS = re.compile(rb"<(?:[\w.-]+:)?(?:v|is)(?=[\s>])")
_INLINE_STRINGS = re.compile(rb"<is>.*?</is>", re.S)
_RESULTS = re.compile(
    rb'<c\b[^>]*\st="str"[^>]*>(?:<f\b[^>]*/>|<f\b.*?</f>)?(<v\b[^>]*>[^<]*</v>)', re.S
)
_SAID = re.compile(rb">([^<>]+)<")
_ATTRIBUTE = re.compile(rb'\s[\w:.-]{1,40}="([^"]*)"')
# A place, a style's number, a height, a kind of cell: no sentence and no number of a person.
_SETTING = re.compile(rb"[A-Za-z]{0,12}\d{0,7}(?:[.:]\d{1,8})?")
_NUMBER = re.compile(rb"\s*-?\d{1,20}(?:\.\d{1,20})?(?:[Ee][-+]?\d{1,4})?\s*")
HEADER_CODES = re.compile(rb'&amp;(?:[A-Z]|&quot;.*?&quot;|"[^"]*")')  # "&C" stands before words


@dataclass(frozen=True, repr=False)
class WorkbookParts:
    """Text of the workbook's parts: ``strings`` of its cells, ``rest`` (comments, properties …)."""

    strings: str
    rest: str
    sheet_names: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """A cell as text."""

    text: str = field(repr=False)
    is_number: bool


@dataclass
class Column:
    """How often each different cell stands in a column; ``first`` is the topmost.

    ``under_register_number`` when its heading says URN, UKPRN or the like.
    """

    first: Cell
    cells: Counter[Cell] = field(default_factory=Counter, repr=False)
    under_register_number: bool = False


def workbook_parts(content: bytes) -> WorkbookParts:
    """Return the text outside number cells; raises UnreadableDocument."""
    strings, rest = [], []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
            if foreign := [n for n in names if not n.endswith((*_XML, *_PICTURES))]:
                raise UnreadableDocument(
                    f"The workbook holds {len(foreign)} parts that are no text"
                )
            for name in filter(lambda name: name.endswith(_XML), names):
                cells, around = _parted(name, parts.read(name))
                strings.append(cells)
                rest.append(around)
            workbook = parts.read("xl/workbook.xml").decode("utf-8", "replace")
    except (*DAMAGED_ZIP, *DAMAGED_XML, CannotBeCleaned) as error:
        raise UnreadableDocument("The workbook cannot be opened. Save it again") from error
    sheets = tuple(re.findall(r"<sheet [^>]*?name=\"([^\"]*)\"", workbook))
    around = in_pieces("\n".join(rest))
    cells = in_pieces("\n".join(strings))
    return WorkbookParts(
        f"{cells}\n{other_readings(cells)}\n{closed_up(cells)}",
        f"{around}\n{other_readings(around)}",
        sheets,
    )


def _parted(name: str, xml: bytes) -> tuple[str, str]:
    """Return the text that belongs to cells, and the rest. Numbers are read with their headings."""
    if name == "xl/sharedStrings.xml":
        return part_text(xml), "\n".join(_attributes(xml))
    found = _CELLS.search(xml)
    if found is None:
        return "", f"{xml_strings(xml)}\n{name}"
    words = [*_INLINE_STRINGS.findall(found[0]), *_RESULTS.findall(found[0])]
    around = xml_strings(HEADER_CODES.sub(b" ", xml[: found.start()] + xml[found.end() :]))
    besides = "\n".join((around, *_attributes(found[0]), *_strays(found[0])))
    return part_text(b"<cells>" + b"".join(words) + b"</cells>"), besides


def _attributes(xml: bytes) -> Iterator[str]:
    """Yield what attributes say beyond places, measures and kinds, each once."""
    told = {m[1] for m in _ATTRIBUTE.finditer(xml) if not _SETTING.fullmatch(m[1])}
    yield from (html.unescape(each.decode("utf-8", "replace")) for each in sorted(told))


def _strays(cells: bytes) -> Iterator[str]:
    """Yield the words among cells that are no cell's text, wherever they stand."""
    without = _RESULTS.sub(b"<v/>", _INLINE_STRINGS.sub(b"<is/>", cells))
    for said in _SAID.findall(without):
        if not _NUMBER.fullmatch(said):
            yield html.unescape(said.decode("utf-8", "replace"))


@dataclass(frozen=True)
class Cells:
    """Each column of each sheet that holds something, hidden ones too. ``boxed`` are the words
    that stand letter by letter in a form's cells."""

    columns: tuple[Column, ...] = field(repr=False)
    boxed: tuple[str, ...] = field(repr=False)


def workbook_cells(content: bytes) -> Cells:
    """Return the cells of a workbook; raises UnreadableDocument."""
    try:
        cells = _cells(content, read_only=True)
        # Streaming leaves out rows and cells that are not in order; only hostile files have any.
        if sum(column.cells.total() for column in cells.columns) != _filled(content):
            cells = _cells(content, read_only=False)
    except (*DAMAGED_ZIP, *DAMAGED_XML, *WRONG_SHAPE, InvalidFileException) as error:
        raise UnreadableDocument("The workbook cannot be opened. Save it again") from error
    return cells


def _filled(content: bytes) -> int:
    """Return how many cells say what they hold, wherever in the sheets they stand."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if "sheet" in name.lower()]
        return sum(len(_HOLDS.findall(parts.read(name))) for name in sheets)


def _cells(content: bytes, *, read_only: bool) -> Cells:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=read_only)
    found: list[Column] = []
    boxed: list[str] = []
    for sheet in book.worksheets:
        if read_only:
            sheet.reset_dimensions()  # what a file says of its size is not believed
        columns: dict[int, Column] = {}
        boxes = Boxes()
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            for place, value in enumerate(row):
                if value is not None:
                    _count(columns, place, value, may_be_heading=number < _HEADING_ROWS)
            boxes.add(["" if value is None else str(value) for value in row])
        found += columns.values()
        boxed += boxes.words()
    return Cells(tuple(found), tuple(boxed))


def _count(columns: dict[int, Column], place: int, value: Any, *, may_be_heading: bool) -> None:
    cell = _cell(value)
    column = columns.get(place)
    if column is None:
        column = columns[place] = Column(cell)
    column.cells[cell] += 1
    if may_be_heading and isinstance(value, str) and _REGISTER_NUMBER.search(value):
        column.under_register_number = True


def _cell(value: Any) -> Cell:
    if isinstance(value, bool | datetime | date | time | timedelta):
        return Cell("", is_number=False)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return Cell(" ".join(str(value).split()), is_number=isinstance(value, int | float))
