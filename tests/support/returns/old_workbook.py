"""Writes an Excel 97 workbook (.xls) by hand: [MS-XLS] records in an [MS-CFB] compound file."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from returns.making import Pictured, Rows

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
PERCENT_STYLE = 1
EMPTY = struct.pack("<BBHHH", 3, 0, 0, 0, 0xFFFF)  # the result "nothing" of a formula
ERRORS = {"#N/A": 42, "#DIV/0!": 7, "#REF!": 23}


def old_workbook(
    rows: Rows,
    sheet: str = "Sheet1",
    *,
    locked: bool = False,
    macros: bool = False,
    supplier: bytes = b"",
) -> bytes:
    """Return an .xls with one sheet; texts such as "#N/A" become error cells.

    ``locked`` adds the record that says it has a password, ``macros`` the storage of Visual Basic,
    ``supplier`` a record of what formulas refer to.
    """
    pictures = [
        "0.0%",
        *dict.fromkeys(v.picture for row in rows for v in row if isinstance(v, Pictured)),
    ]
    cells = b"".join(
        _cell(r, c, value, pictures) for r, row in enumerate(rows) for c, value in enumerate(row)
    )
    body = _bof(0x0010) + cells + _record(0x000A, b"")
    name = sheet.encode("latin-1")
    bound = struct.pack("<IBBBB", 0, 0, 0, len(name), 0) + name
    start = _bof(0x0005) + _styles(pictures) + (_record(0x002F, bytes(54)) if locked else b"")
    start += _record(0x01AE, supplier) if supplier else b""
    before = len(start) + 4 + len(bound) + 4
    bound = struct.pack("<I", before) + bound[4:]
    stream = start + _record(0x0085, bound) + _record(0x000A, b"") + body
    return _compound(b"Workbook", stream.ljust(4096, b"\0"), macros)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 6))


@dataclass(frozen=True)
class Percent:
    """A number that is shown as a percentage, held in the short form of numbers if ``short``."""

    number: float
    short: bool = False


@dataclass(frozen=True)
class Formula:
    """A formula with its result, None when it was never calculated; ``waits`` says so."""

    result: float | None = None
    waits: bool = False


def _styles(pictures: Sequence[str]) -> bytes:
    """A plain style and one for each format of the workbook's own, of percentages first."""
    own = range(164, 164 + len(pictures))
    forms = (
        _record(0x041E, struct.pack("<HHB", at, len(picture), 1) + picture.encode("utf-16-le"))
        for at, picture in zip(own, pictures, strict=True)
    )
    styles = (_record(0x00E0, struct.pack("<HHH14x", 0, at, 0)) for at in (0, *own))
    return b"".join((*forms, *styles))


def _formula(place: bytes, value: Formula) -> bytes:
    result = EMPTY if value.result is None else struct.pack("<d", value.result)
    return _record(0x0006, place + result + struct.pack("<HIH", 2 * value.waits, 0, 0))


def _cell(row: int, column: int, value: object, pictures: Sequence[str]) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, Formula):
        return _formula(place, value)
    if isinstance(value, Percent):
        styled = struct.pack("<HHH", row, column, PERCENT_STYLE)
        whole = struct.pack("<i", int(value.number) << 2 | 2)
        number = (0x027E, whole) if value.short else (0x0203, struct.pack("<d", value.number))
        return _record(number[0], styled + number[1])
    if isinstance(value, Pictured):
        styled = struct.pack("<HHH", row, column, 1 + pictures.index(value.picture))
        return _record(0x0203, styled + struct.pack("<d", value.number))
    if value in (None, ""):
        return b""
    if isinstance(value, int | float):
        return _record(0x0203, place + struct.pack("<d", value))
    if value in ERRORS:
        return _record(0x0205, place + bytes((ERRORS[str(value)], 1)))
    text = str(value).encode("utf-16-le")
    return _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)


def _compound(name: bytes, stream: bytes, macros: bool) -> bytes:
    """One stream, one sector of directory, one of allocation table."""
    data = stream.ljust(-(-len(stream) // SECTOR) * SECTOR, b"\0")
    count = len(data) // SECTOR
    table = [FAT, END, *range(3, count + 2), END]
    table += [FREE] * (SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0
    )
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    directory = _entry(b"Root Entry", 5, END, 0, child=1)
    directory += _entry(name, 2, 2, len(stream), right=2 if macros else FREE)
    directory += _entry(b"_VBA_PROJECT_CUR", 1, 0, 0) if macros else b""
    return header + struct.pack("<128I", *table) + directory.ljust(SECTOR, b"\0") + data


def _entry(
    name: bytes, kind: int, start: int, size: int, child: int = FREE, right: int = FREE
) -> bytes:
    wide = name.decode().encode("utf-16-le") + b"\0\0"
    head = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
    return head + struct.pack("<III16xI16xIQ", FREE, right, child, 0, start, size)
