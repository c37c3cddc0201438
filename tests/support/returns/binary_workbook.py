"""Writes a binary workbook (.xlsb) by hand: [MS-XLSB] records in a zip file."""

import struct
from collections.abc import Sequence

from returns.making import Pictured, Rows, archive

ERRORS = {"#N/A": 42, "#DIV/0!": 7, "#REF!": 23}
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def binary_workbook(
    rows: Rows, sheet: str = "Sheet1", last_cell: tuple[int, int] | None = None
) -> bytes:
    """Return an .xlsb with one sheet; texts such as "#N/A" become error cells.

    In even columns (B, D, …) they are the result of a formula. ``last_cell`` is a row and column,
    from 0, that holds a number.
    """
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{MAIN}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    pictures = list(
        dict.fromkeys(v.picture for row in rows for v in row if isinstance(v, Pictured))
    )
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "xl/_rels/workbook.bin.rels": relations,
            "xl/workbook.bin": _workbook(sheet),
            "xl/styles.bin": _styles(pictures),
            "xl/worksheets/sheet1.bin": _sheet(rows, last_cell, pictures),
        }
    )


def _record(kind: int, body: bytes = b"") -> bytes:
    return _seven_bits(kind) + _seven_bits(len(body)) + body


def _seven_bits(number: int) -> bytes:
    low, high = number & 0x7F, number >> 7
    return bytes((low | 0x80,)) + _seven_bits(high) if high else bytes((low,))


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _workbook(sheet: str) -> bytes:
    bound = struct.pack("<II", 0, 1) + _text("rId1") + _text(sheet)
    return b"".join(
        (
            _record(131),
            _record(153, struct.pack("<III", 0, 0, 0)),
            _record(143),
            _record(156, bound),
            _record(144),
            _record(132),
        )
    )


def _styles(pictures: Sequence[str]) -> bytes:
    """A plain style and one for each format of the workbook's own."""
    own = range(164, 164 + len(pictures))
    forms = (
        _record(44, struct.pack("<H", at) + _text(picture))
        for at, picture in zip(own, pictures, strict=True)
    )
    styles = (_record(47, struct.pack("<HH", 0, at) + bytes(12)) for at in (0, *own))
    return b"".join(
        (
            _record(615, struct.pack("<I", len(pictures))),
            *forms,
            _record(616),
            _record(617, struct.pack("<I", 1 + len(pictures))),
            *styles,
            _record(618),
        )
    )


def _sheet(rows: Rows, last_cell: tuple[int, int] | None, pictures: Sequence[str]) -> bytes:
    row, column = last_cell or (len(rows) - 1, max(map(len, rows)) - 1)
    size = struct.pack("<IIII", 0, row, 0, column)
    body = b"".join(_row(number, row, pictures) for number, row in enumerate(rows))
    if last_cell:
        body += _record(0, struct.pack("<I", row) + bytes(21)) + _cell(column, 1.0, pictures)
    start = _record(129) + _record(148, size) + _record(145)
    return start + body + _record(146) + _record(130)


def _row(number: int, row: Sequence[object], pictures: Sequence[str]) -> bytes:
    head = struct.pack("<I", number) + bytes(21)
    return _record(0, head) + b"".join(_cell(at, value, pictures) for at, value in enumerate(row))


def _cell(column: int, value: object, pictures: Sequence[str]) -> bytes:
    if isinstance(value, Pictured):
        style = 1 + pictures.index(value.picture)
        return _record(5, struct.pack("<IId", column, style, value.number))
    place = struct.pack("<II", column, 0)
    if value in (None, ""):
        return _record(1, place)
    if isinstance(value, int | float):
        return _record(5, place + struct.pack("<d", value))
    if value in ERRORS:
        code = bytes((ERRORS[str(value)],))
        formula = struct.pack("<HII", 0, 0, 0)
        return _record(11, place + code + formula) if column % 2 else _record(3, place + code)
    return _record(6, place + _text(str(value)))
