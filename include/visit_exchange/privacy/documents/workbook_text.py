"""Everything written in an .xlsx workbook as text: of its cells, and of all other parts."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.document_text import (
    DAMAGED_XML,
    DAMAGED_ZIP,
    UnreadableDocument,
    part_text,
)
from visit_exchange.privacy.documents.office.package_text import xml_strings
from visit_exchange.privacy.documents.readings import closed_up, in_pieces, other_readings

_XML = (".xml", ".rels", ".vml")
_PICTURES = (".png", ".jpeg")  # drawn anew, of dots alone: see package_pictures
_CELLS = re.compile(rb"<sheetData>.*</sheetData>", re.S)
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
