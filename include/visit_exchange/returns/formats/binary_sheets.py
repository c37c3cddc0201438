"""What a binary workbook (.xlsb) says that calamine does not: error cells, percentages,
formats of references.

A part is a row of records: a type of one or two bytes, a length of one to four, then the body
([MS-XLSB] 2.1.4). Only the records that say where such a cell stands are looked at.
"""

import posixpath
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from visit_exchange.returns.formats.archive import read_member
from visit_exchange.returns.formats.number_formats import percent_styles
from visit_exchange.returns.formats.number_pictures import telling_pictures
from visit_exchange.returns.formats.sheet_xml import Cell, relation_targets
from visit_exchange.returns.formats.spreadsheet_columns import column_letter

ROW, ERROR, FAILED_FORMULA, SHEET = 0, 3, 11, 156
NUMBERS = (2, 5, 9)  # short, long, of a formula
FORMAT, STYLE, STYLES_BEGIN, STYLES_END = 44, 47, 617, 618
DAMAGED = (IndexError, struct.error, UnicodeDecodeError)

Record = tuple[int, bytes]


@dataclass(frozen=True)
class BinarySheet:
    """Where a sheet holds #N/A and the like, and numbers that are shown as percentages.

    ``pictures`` are formats such as ``000000``, by the cell of a number.
    """

    errors: frozenset[Cell]
    percent: frozenset[Cell]
    pictures: Mapping[Cell, str] = field(default_factory=dict)


def read_binary_sheets(archive: zipfile.ZipFile) -> dict[str, BinarySheet]:
    """Return what is told of each sheet, by its name; what is damaged is left out."""
    targets = relation_targets(read_member(archive, "xl/_rels/workbook.bin.rels"))
    found = {}
    try:
        own, used = _formats(read_member(archive, "xl/styles.bin"))
        percent, pictures = percent_styles(own, used), telling_pictures(own, used)
        for name, relation in _sheets(read_member(archive, "xl/workbook.bin")):
            part = posixpath.join("xl", targets.get(relation, ""))
            sheet = read_member(archive, posixpath.normpath(part))
            styled = list(_styled(sheet)) if percent or pictures else []
            found[name] = BinarySheet(
                frozenset(_errors(sheet)),
                frozenset(cell for cell, style in styled if style in percent),
                {cell: pictures[style] for cell, style in styled if style in pictures},
            )
    except DAMAGED:
        return found
    return found


def _records(part: bytes) -> Iterator[Record]:
    at = 0
    while at < len(part):
        kind, at = _number(part, at, most=2)
        size, at = _number(part, at, most=4)
        yield kind, part[at : at + size]
        at += size


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and where it ends; an eighth bit says "more"."""
    number = 0
    for place in range(most):
        byte = part[at + place]
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return number, at + place + 1


def _sheets(workbook: bytes) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and the id of its relation."""
    for kind, body in _records(workbook):
        if kind == SHEET:
            relation, after = _text(body, 8)
            yield _text(body, after)[0], relation


def _text(body: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le"), end


def _errors(sheet: bytes) -> Iterator[Cell]:
    row = 0
    for kind, body in _records(sheet):
        if kind == ROW:
            (row,) = struct.unpack_from("<I", body)
        elif kind in (ERROR, FAILED_FORMULA):
            yield row + 1, column_letter(struct.unpack_from("<I", body)[0])


def _formats(styles: bytes) -> tuple[dict[int, str], list[int]]:
    """Return the workbook's own formats by number, and the format's number of each style."""
    formats: dict[int, str] = {}
    used: list[int] = []
    of_cells = False
    for kind, body in _records(styles):
        of_cells = kind == STYLES_BEGIN or (of_cells and kind != STYLES_END)
        if kind == FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind == STYLE and of_cells:
            used.append(struct.unpack_from("<H", body, 2)[0])
    return formats, used


def _styled(sheet: bytes) -> Iterator[tuple[Cell, int]]:
    """Yield the cells of numbers with their styles."""
    row = 0
    for kind, body in _records(sheet):
        if kind == ROW:
            (row,) = struct.unpack_from("<I", body)
        elif kind in NUMBERS:
            (column,) = struct.unpack_from("<I", body)
            yield (row + 1, column_letter(column)), int.from_bytes(body[4:7], "little")
