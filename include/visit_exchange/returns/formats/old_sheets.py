"""What an Excel 97 workbook (.xls) says that calamine does not: error cells, formulas that were
never calculated, percentages, formats of references, a password.

The Workbook stream is a row of records: a type and a length of two bytes each, then the body
([MS-XLS] 2.1.4). Only the few record types that tell such a thing are looked at.
"""

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import olefile

from visit_exchange.returns.formats.number_formats import percent_styles
from visit_exchange.returns.formats.number_pictures import telling_pictures
from visit_exchange.returns.formats.sheet_xml import Cell
from visit_exchange.returns.formats.spreadsheet_columns import column_letter

FORMULA, END, FILE_PASS, BOUND_SHEET, BOOL_OR_ERROR = 0x0006, 0x000A, 0x002F, 0x0085, 0x0205
SUPPLIER = 0x01AE
FORMAT, STYLE = 0x041E, 0x00E0
NUMBER, SHORT_NUMBER, SHORT_NUMBERS = 0x0203, 0x027E, 0x00BD
OWN_SUPPLIERS = (b"\x01\x04", b"\x01\x3a")  # the workbook itself, add-in functions
NOT_A_NUMBER = 0xFFFF
ERROR_RESULT, EMPTY_RESULT = 2, 3
TO_BE_CALCULATED = 2
OLE_ERRORS = (OSError, ValueError, IndexError, struct.error)

Record = tuple[int, bytes]


@dataclass(frozen=True)
class OldSheet:
    """Where a sheet holds #N/A and the like, formulas without a result, and percentages.

    ``pictures`` are formats such as ``000000``, by the cell of a number.
    """

    errors: frozenset[Cell]
    uncached: frozenset[Cell]
    percent: frozenset[Cell]
    pictures: Mapping[Cell, str] = field(default_factory=dict)


def read_old_sheets(content: bytes) -> dict[str, OldSheet]:
    """Return what is told of each sheet, by its name; nothing when the file is damaged."""
    try:
        stream = _workbook_stream(content)
        own, used = _formats(stream)
        percent, pictures = percent_styles(own, used), telling_pictures(own, used)
        found = {}
        for sheet, start in _sheets(stream).items():
            styled = list(_styled(stream, start)) if percent or pictures else []
            found[sheet] = OldSheet(
                frozenset(_errors(stream, start)),
                frozenset(_uncached(stream, start)),
                frozenset(cell for cell, style in styled if style in percent),
                {cell: pictures[style] for cell, style in styled if style in pictures},
            )
        return found
    except OLE_ERRORS:
        return {}


def has_password(content: bytes) -> bool:
    """Say whether an Excel 97 workbook is encrypted; OSError or ValueError when it is damaged."""
    return any(kind == FILE_PASS for kind, _ in _records(_workbook_stream(content), 0))


def links_outside(content: bytes) -> bool:
    """Say whether an Excel 97 workbook refers to other workbooks or programs (DDE)."""
    return any(
        kind == SUPPLIER and body[2:4] not in OWN_SUPPLIERS
        for kind, body in _records(_workbook_stream(content), 0)
    )


def _workbook_stream(content: bytes) -> bytes:
    with olefile.OleFileIO(io.BytesIO(content)) as document:
        name = "Workbook" if document.exists("Workbook") else "Book"
        return bytes(document.openstream(name).read())


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """Yield the records of one substream, up to its end."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == END:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _sheets(stream: bytes) -> dict[str, int]:
    """Return each sheet's name with where its substream begins."""
    return {
        _name(body): struct.unpack_from("<I", body)[0]
        for kind, body in _records(stream, 0)
        if kind == BOUND_SHEET
    }


def _name(body: bytes) -> str:
    length, wide = body[6], body[7] & 1
    text = body[8 : 8 + length * (1 + wide)]
    return text.decode("utf-16-le" if wide else "latin-1", "replace")


def _errors(stream: bytes, start: int) -> Iterator[Cell]:
    for kind, body in _records(stream, start):
        if (kind == BOOL_OR_ERROR and body[7]) or (kind == FORMULA and _failed(body)):
            row, column = struct.unpack_from("<HH", body)
            yield row + 1, column_letter(column)


def _failed(body: bytes) -> bool:
    (mark,) = struct.unpack_from("<H", body, 12)
    return bool(mark == NOT_A_NUMBER and body[6] == ERROR_RESULT)


def _uncached(stream: bytes, start: int) -> Iterator[Cell]:
    """Yield each formula that says so, or shows nothing where no formula of the sheet shows any.

    Excel writes the same "nothing" for =IF(A2="","",A2): beside other results it is one.
    """
    formulas = [body for kind, body in _records(stream, start) if kind == FORMULA]
    none_shows = all(map(_is_empty, formulas))
    for body in formulas:
        row, column = struct.unpack_from("<HH", body)
        (flags,) = struct.unpack_from("<H", body, 14)
        waits = flags & TO_BE_CALCULATED and (_is_empty(body) or body[6:14] == bytes(8))
        if waits or none_shows:
            yield row + 1, column_letter(column)


def _is_empty(body: bytes) -> bool:
    (mark,) = struct.unpack_from("<H", body, 12)
    return bool(mark == NOT_A_NUMBER and body[6] == EMPTY_RESULT)


def _formats(stream: bytes) -> tuple[dict[int, str], list[int]]:
    """Return the workbook's own formats by number, and the format's number of each style."""
    formats: dict[int, str] = {}
    used: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = _wide_text(body, 2)
        elif kind == STYLE:
            used.append(struct.unpack_from("<H", body, 2)[0])
    return formats, used


def _wide_text(body: bytes, at: int) -> str:
    length, wide = struct.unpack_from("<HB", body, at)
    size = length * (1 + (wide & 1))
    return body[at + 3 : at + 3 + size].decode("utf-16-le" if wide & 1 else "latin-1", "replace")


def _styled(stream: bytes, start: int) -> Iterator[tuple[Cell, int]]:
    """Yield the cells of numbers with their styles."""
    for kind, body in _records(stream, start):
        if kind in (NUMBER, SHORT_NUMBER, FORMULA):
            row, column, style = struct.unpack_from("<HHH", body)
            yield (row + 1, column_letter(column)), style
        elif kind == SHORT_NUMBERS:
            row, column = struct.unpack_from("<HH", body)
            for place, at in enumerate(range(4, len(body) - 2, 6)):
                yield (row + 1, column_letter(column + place)), *struct.unpack_from("<H", body, at)
