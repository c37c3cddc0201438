"""What an Excel 97 workbook (.xls) says that calamine does not: error cells, a password.

The Workbook stream is a row of records: a type and a length of two bytes each, then the body
([MS-XLS] 2.1.4). Only the few record types that say where an error stands are looked at.
"""

import io
import struct
from collections.abc import Iterator

import olefile

from visit_exchange.returns.formats.sheet_xml import Cell
from visit_exchange.returns.formats.spreadsheet_columns import column_letter

FORMULA, END, FILE_PASS, BOUND_SHEET, BOOL_OR_ERROR = 0x0006, 0x000A, 0x002F, 0x0085, 0x0205
SUPPLIER = 0x01AE
OWN_SUPPLIERS = (b"\x01\x04", b"\x01\x3a")  # the workbook itself, add-in functions
NOT_A_NUMBER = 0xFFFF
ERROR_RESULT = 2
OLE_ERRORS = (OSError, ValueError, IndexError, struct.error)

Record = tuple[int, bytes]


def read_old_errors(content: bytes) -> dict[str, frozenset[Cell]]:
    """Return where each sheet holds #N/A, #DIV/0! and the like; nothing when it is damaged."""
    try:
        stream = _workbook_stream(content)
        return {
            sheet: frozenset(_errors(stream, start)) for sheet, start in _sheets(stream).items()
        }
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
