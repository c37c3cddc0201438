"""What the raw XML of an Excel workbook says that calamine does not: where sheets lie, where the
used range ends, error cells, formulas that were never calculated, formats of numbers.
"""

import html
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from visit_exchange.returns.formats.archive import read_member
from visit_exchange.returns.formats.number_formats import percent_styles

ATTRIBUTE = re.compile(rb'(?<![\w:])([\w:]{1,80})\s{0,20}=\s{0,20}"([^"]*)"')
SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
CELL_XFS = re.compile(rb"<(?:\w+:)?cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
XF = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
# Excel writes a cell's place first, other programs anywhere in the tag.
ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d+)"')
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
UNCACHED = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*t="str")[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>'
    rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v>\s*</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?</(?:\w+:)?c>"
)
Cell = tuple[int, str]  # Excel row, column letter


@dataclass(frozen=True)
class SheetXml:
    """One worksheet's XML, with the cell styles that show a percentage, and the formats of its own
    (``000000``) by style.
    """

    xml: bytes
    percent_styles: frozenset[bytes]
    pictures: Mapping[bytes, str] = field(default_factory=dict)

    @cached_property
    def error_cells(self) -> frozenset[Cell]:
        """Cells that hold #N/A, #DIV/0! and the like, which calamine reads as blank."""
        if b't="e"' not in self.xml:
            return frozenset()
        return frozenset((int(row), col.decode()) for col, row in ERROR_CELL.findall(self.xml))

    @cached_property
    def uncached_cells(self) -> frozenset[Cell]:
        """Cells with a formula and no stored result, which calamine reads as blank."""
        if b"<f" not in self.xml and b":f" not in self.xml:
            return frozenset()
        if not any(mark in self.xml for mark in (b"<f>", b"<f ", b"<f/", b":f>", b":f ")):
            return frozenset()
        return frozenset((int(row), col.decode()) for col, row in UNCACHED.findall(self.xml))

    @cached_property
    def hidden_rows(self) -> frozenset[int]:
        """Rows that are hidden, by hand or by a filter."""
        if b'hidden="' not in self.xml:
            return frozenset()
        return frozenset(map(int, HIDDEN_ROW.findall(self.xml)))

    def percent_rows(self, letter: str) -> frozenset[int]:
        """Rows of a column whose number is shown as a percentage, so that 0.85 means 85."""
        if not self.percent_styles:
            return frozenset()
        # No < or prefix: a pattern that begins with plain letters is found six times as fast.
        cell = re.compile(rb'c r="%s(\d+)"[^>]*?\bs="(\d+)"' % letter.encode())
        found = cell.findall(self.xml)
        return frozenset(int(row) for row, style in found if style in self.percent_styles)

    def pictures_of(self, letter: str) -> dict[int, str]:
        """Return the formats of a column's cells by row, where the workbook made them itself."""
        if not self.pictures:
            return {}
        cell = re.compile(rb'c r="%s(\d+)"[^>]*?\bs="(\d+)"' % letter.encode())
        found = cell.findall(self.xml)
        return {int(row): self.pictures[style] for row, style in found if style in self.pictures}


def relation_targets(xml: bytes) -> dict[str, str]:
    """Return what the relations of a part point to, by their ids."""
    return {
        a[b"Id"].decode("utf-8", "replace"): a[b"Target"].decode("utf-8", "replace")
        for a in _all(RELATION, xml)
        if b"Id" in a and b"Target" in a
    }


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the worksheets' names with the member each lies in."""
    targets = relation_targets(read_member(archive, "xl/_rels/workbook.xml.rels"))
    parts = {}
    for sheet in _all(SHEET, read_member(archive, "xl/workbook.xml")):
        relation = next((v for k, v in sheet.items() if k.endswith(b":id")), b"")
        target = targets.get(relation.decode("utf-8", "replace"))
        if target and b"name" in sheet:
            parts[_text(sheet[b"name"])] = posixpath.normpath(
                target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            )
    return parts


def read_sheet_xml(archive: zipfile.ZipFile) -> dict[str, SheetXml]:
    """Return every worksheet's XML by its name."""
    styles = read_member(archive, "xl/styles.xml")
    percent, pictures = _percent_styles(styles), _pictures(styles)
    return {
        name: SheetXml(read_member(archive, part), percent, pictures)
        for name, part in sheet_parts(archive).items()
    }


def date_system(workbook: bytes) -> int:
    """Return the year that a workbook's date serials count from, 1900 or 1904 (old Macs)."""
    return 1904 if re.search(rb'date1904\s*=\s*"(1|true)"', workbook) else 1900


def _percent_styles(styles: bytes) -> frozenset[bytes]:
    own = {
        int(a[b"numFmtId"]): _text(a.get(b"formatCode", b""))
        for a in _all(FORMAT, styles)
        if a.get(b"numFmtId", b"").isdigit()
    }
    formats = CELL_XFS.search(styles)
    if formats is None:
        return frozenset()
    ids = [int(a.get(b"numFmtId", b"0") or 0) for a in _all(XF, formats[1])]
    return frozenset(str(style).encode() for style in percent_styles(own, ids))


def _pictures(styles: bytes) -> dict[bytes, str]:
    """Return the formats that the workbook defines, by the style of a cell."""
    own = {
        int(a[b"numFmtId"]): _text(a.get(b"formatCode", b""))
        for a in _all(FORMAT, styles)
        if a.get(b"numFmtId", b"").isdigit()
    }
    formats = CELL_XFS.search(styles)
    ids = [int(a.get(b"numFmtId", b"0") or 0) for a in _all(XF, formats[1])] if formats else []
    return {str(style).encode(): own[number] for style, number in enumerate(ids) if number in own}


def _all(pattern: re.Pattern[bytes], xml: bytes) -> list[dict[bytes, bytes]]:
    return [dict(ATTRIBUTE.findall(attributes)) for attributes in pattern.findall(xml)]


def _text(escaped: bytes) -> str:
    return html.unescape(escaped.decode("utf-8", "replace"))
