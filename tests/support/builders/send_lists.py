"""Lists of an Area SEND inspection as an authority sends them: cells by column id, in a workbook.

Every child is invented; UPNs are of the fictitious authority 999.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import openpyxl

from visit_exchange.kinds import load_framework
from visit_exchange.kinds.list_spec import ListSpec, load_list
from visit_exchange.privacy.identifiers.value_types import UPN_ALPHABET
from visit_exchange.returns.tables.read_list import Reading
from visit_exchange.returns.tables.reading import read_lists

SEND = "area_send_full_2024"
NOTIFIED = date(2026, 11, 23)  # a Monday

Cells = Mapping[str, object]


def upn(number: int) -> str:
    """Return the UPN of an invented child, with its check letter."""
    digits = f"999{number:09d}"
    total = sum(place * int(digit) for place, digit in enumerate(digits, start=2))
    return UPN_ALPHABET[total % 23] + digits


@cache
def specs() -> tuple[ListSpec, ...]:
    """Return every list of the inspection."""
    return tuple(load_list(SEND, item.id) for item in load_framework(SEND).lists)


def sheet_rows(list_id: str, rows: Sequence[Cells]) -> list[list[object]]:
    """Return the rows with the list's own headings above, for the columns that any of them has."""
    spec = load_list(SEND, list_id)
    fields = [c.id for c in spec.columns if any(c.id in row for row in rows)]
    headings: list[object] = [spec.column(field).title for field in fields]
    return [headings, *([row.get(field) for field in fields] for row in rows)]


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Return an .xlsx of sheets by name."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(sheets: Mapping[str, Sequence[Sequence[object]]], name: str = "return.xlsx") -> Reading:
    """Return the workbook as it is read for a visit notified on Monday 23 November 2026."""
    return read_lists(workbook(sheets), "xlsx", specs(), notified=NOTIFIED, name=name)
