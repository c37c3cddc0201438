"""The pack's Selection sheet, come back with ticks: in the workbook, alone, or saved as text."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from visit_exchange.errors import UserError
from visit_exchange.packs.values import CHILD_CODE
from visit_exchange.packs.workbook import TICK
from visit_exchange.privacy.document_text import plain_text

_TICKED = frozenset({"x", "✓", "✔", "☑", "☒", "✗", "✘", "y", "yes", "1", "true", "tick", "track"})
_NOT_TICKED = frozenset({"", "no", "n", "0", "false", "-", "–"})
_HEADING_ROWS = 20
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx, xlsb and ods; xls

Table = list[list[Any]]


def read_selection(content: bytes) -> tuple[str, ...] | None:
    """Return the ticked codes as they are written there; None when this is no Selection sheet.

    ``content`` has been screened. Raises UserError that names the Excel row of a mark that can be
    read as neither a tick nor none.
    """
    for table in _tables(content):
        head = next((n for n, row in enumerate(table[:_HEADING_ROWS]) if _is_heading(row)), None)
        if head is not None:
            return tuple(_ticked(table, head))
    return None


def _tables(content: bytes) -> Iterator[Table]:
    if not content.startswith(_BINARY):
        text = plain_text(content)
        yield from (list(csv.reader(io.StringIO(text), delimiter=mark)) for mark in ",;\t")
        return
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError:
        return
    for name in book.sheet_names:
        yield book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _is_heading(row: list[Any]) -> bool:
    cells = [_text(cell) for cell in row]
    return CHILD_CODE.casefold() in cells and TICK.casefold() in cells


def _ticked(table: Table, head: int) -> Iterator[str]:
    cells = [_text(cell) for cell in table[head]]
    code, tick = cells.index(CHILD_CODE.casefold()), cells.index(TICK.casefold())
    for number, row in enumerate(table[head + 1 :], start=head + 2):
        padded = [*row, *[""] * len(cells)]
        if _is_tick(padded[tick], number) and str(padded[code]).strip():
            yield str(padded[code]).strip()


def _is_tick(cell: Any, row: int) -> bool:
    mark = _text(cell)
    if mark in _TICKED:
        return True
    if mark in _NOT_TICKED:
        return False
    raise UserError(f"Row {row}, “{TICK}” must be X, or empty. Mend it and upload the sheet again.")


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split()).casefold()
