"""Writes tables as files, byte for byte the same each time."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rehearsal.files.tables import Table

# Written into every workbook in place of the time of day.
MADE = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def write_workbook(tables: Sequence[Table], author: str = "") -> bytes:
    """Return the tables as one xlsx workbook, a sheet each."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": MADE.replace(tzinfo=None), "author": author})
        bold = book.add_format({"bold": True})
        share = book.add_format({"num_format": "0%"})
        for table in tables:
            _write_sheet(book.add_worksheet(table.sheet), table, bold, share)
    return out.getvalue()


def write_csv(table: Table) -> bytes:
    """Return the table as a CSV with semicolons in cp1252, as an English Excel may save it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([table.title])
    writer.writerow([heading for _, heading in table.columns])
    writer.writerows([row[field] for field, _ in table.columns] for row in table.rows)
    return out.getvalue().encode("cp1252")


def _write_sheet(sheet: Worksheet, table: Table, bold: Format, share: Format) -> None:
    last = table.indent + len(table.columns) - 1
    _write_over(sheet, 0, table.indent, last, table.title, bold)
    _write_headings(sheet, table, bold)
    for index, row in enumerate(table.rows):
        cells = [row[field] for field, _ in table.columns]
        _write_cells(sheet, table.excel_row(index) - 1, table.indent, cells, share)
    if table.total:
        end = table.excel_row(len(table.rows))
        sheet.write_row(end, table.indent, ["Total", len(table.rows)], bold)
    if table.hidden:
        sheet.hide()


def _write_cells(
    sheet: Worksheet, row: int, first: int, cells: Sequence[object], share: Format
) -> None:
    """Write a row; a part of one is what Excel makes of "93%" when an officer types it."""
    for column, cell in enumerate(cells, start=first):
        sheet.write(row, column, cell, share if isinstance(cell, float) else None)


def _write_headings(sheet: Worksheet, table: Table, bold: Format) -> None:
    parts = table.heading_parts()
    sheet.write_row(1 + table.header_rows, table.indent, [heading for _, heading in parts], bold)
    if table.header_rows == 1:
        return
    column = table.indent
    for group, members in groupby(group for group, _ in parts):
        width = len(list(members))
        _write_over(sheet, 2, column, column + width - 1, group, bold)
        column += width


def _write_over(sheet: Worksheet, row: int, first: int, last: int, text: str, bold: Format) -> None:
    """Write a text over several columns, or into the only one: a single cell can't be merged."""
    if first == last:
        sheet.write_string(row, first, text, bold)
    else:
        sheet.merge_range(row, first, row, last, text, bold)
