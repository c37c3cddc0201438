"""The pack's sheets come back with ticks: in the workbook, alone, or saved as text."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.errors import UserError
from visit_exchange.packs.sheets.sample_sheets import VISIT
from visit_exchange.packs.sheets.workbook import TICK
from visit_exchange.privacy.documents.document_text import plain_text
from visit_exchange.privacy.pseudonyms import CHILD_CODE

MEMORY_MB = 1_024
SECONDS = 30
TOO_HEAVY = (
    "The workbook takes too much time or memory to read. Put X beside the children in the newest "
    "pack’s Selection sheet, save that sheet alone and upload it."
)
_TICKED = frozenset({"x", "✓", "✔", "☑", "☒", "✗", "✘", "y", "yes", "1", "true", "tick", "track"})
_NOT_TICKED = frozenset({"", "no", "n", "0", "false", "-", "–"})
_HEADING_ROWS = 20
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx, xlsb and ods; xls

Table = list[list[Any]]


def read_selection(content: bytes) -> tuple[str, ...] | None:
    """Return the ticked codes as they are written there; None when this is no Selection sheet.

    ``content`` has been screened. Raises UserError that names the Excel row of a mark that can be
    read as neither a tick nor none, and for a workbook that is too heavy to read.
    """
    return _read(content, CHILD_CODE, TICK)


def read_providers(content: bytes, title: str) -> tuple[str, ...] | None:
    """Return the ticked providers' names as they are written there; None without such a sheet.

    ``title`` is the heading of the names. UserError as for children.
    """
    return _read(content, title, VISIT)


def _read(content: bytes, title: str, tick: str) -> tuple[str, ...] | None:
    try:
        read = run_limited(_ticks, content, title, tick, memory_mb=MEMORY_MB, seconds=SECONDS)
    except ChildStoppedError:
        raise UserError(TOO_HEAVY) from None
    if isinstance(read, str):
        raise UserError(read)
    return read


def _ticks(content: bytes, title: str, tick: str) -> tuple[str, ...] | str | None:
    try:
        return _ticked_in(content, title, tick)
    except UserError as error:
        return str(error)


def _ticked_in(content: bytes, title: str, tick: str) -> tuple[str, ...] | None:
    for table in _tables(content):
        rows = enumerate(table[:_HEADING_ROWS])
        head = next((n for n, row in rows if _is_heading(row, title, tick)), None)
        if head is not None:
            return tuple(_ticked(table, head, title, tick))
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


def _is_heading(row: list[Any], title: str, tick: str) -> bool:
    cells = [_text(cell) for cell in row]
    return title.casefold() in cells and tick.casefold() in cells


def _ticked(table: Table, head: int, title: str, tick: str) -> Iterator[str]:
    cells = [_text(cell) for cell in table[head]]
    named, marked = cells.index(title.casefold()), cells.index(tick.casefold())
    for number, row in enumerate(table[head + 1 :], start=head + 2):
        padded = [*row, *[""] * len(cells)]
        if _is_tick(padded[marked], number, tick) and str(padded[named]).strip():
            yield str(padded[named]).strip()


def _is_tick(cell: Any, row: int, tick: str) -> bool:
    mark = _text(cell)
    if mark in _TICKED:
        return True
    if mark in _NOT_TICKED:
        return False
    raise UserError(
        f"Row {row}, “{tick}” must be X, or empty. Correct it and upload the sheet again."
    )


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split()).casefold()
