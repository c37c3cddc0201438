"""The reply as a workbook: what to do first, then the officer's own rows with the faults marked.

Nothing in it can come alive: every text is written as text, and what looks like a formula keeps
Excel's quote prefix, so that it stays text when the officer edits the cell.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from visit_exchange.returns.reply.feedback import Answer
from visit_exchange.returns.reply.marked_rows import prepare_sheet, write_marked_rows
from visit_exchange.returns.reply.what_to_do import SHEET as WHAT_TO_DO
from visit_exchange.returns.reply.what_to_do import write_what_to_do
from visit_exchange.writing.cell_writing import CellWriter, plain_text
from visit_exchange.writing.plain_workbook import PlainWorkbook

if TYPE_CHECKING:
    from visit_exchange.returns.tables.read_list import ReadList

# `in_memory` because a temporary file would leave children's rows on the disk.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
MOST_SHEET_NAME = 31


def reply_workbook(answer: Answer, reads: Sequence["ReadList"]) -> bytes:
    """Return the reply as .xlsx: a sheet "What to do", then one for each sheet that was read.

    ``reads`` are the lists of ``answer``, in its order. Row numbers and column letters are those
    of the officer's file: lists that stood on one sheet stand on one sheet again.
    """
    content = BytesIO()
    book = PlainWorkbook(content, OPTIONS)
    cells = CellWriter(book)
    first = book.add_worksheet(WHAT_TO_DO)
    sheets = dict(_sheets(book, reads))
    write_what_to_do(first, cells, answer, {name: s.get_name() for name, s in sheets.items()})
    for name, sheet in sheets.items():
        prepare_sheet(sheet, cells, min(r.header_row for r in reads if r.sheet == name))
    for read, told in zip(reads, answer.lists, strict=True):
        write_marked_rows(sheets[read.sheet], cells, read, told)
    book.close()
    return content.getvalue()


def _sheets(
    book: xlsxwriter.Workbook, reads: Sequence["ReadList"]
) -> Iterator[tuple[str, Worksheet]]:
    """Add one sheet for each of the officer's, under its own name wherever Excel allows it."""
    taken = {WHAT_TO_DO.casefold(), "history"}
    for number, name in enumerate(dict.fromkeys(read.sheet for read in reads), start=1):
        allowed = sheet_name(name)
        if not allowed or allowed.casefold() in taken:
            allowed = f"List {number}"
        taken.add(allowed.casefold())
        yield name, book.add_worksheet(allowed)


def sheet_name(name: str) -> str:
    """Return ``name`` without what Excel forbids in a sheet's name; it may come out empty."""
    allowed = "".join("-" if sign in "[]:*?/\\" else sign for sign in plain_text(name))
    return allowed[:MOST_SHEET_NAME].strip("' ")
