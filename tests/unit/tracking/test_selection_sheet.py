"""The Selection sheet comes back with ticks, in whatever way it was saved."""

import io
from typing import Any

import openpyxl
import pytest

from builders.packs import CODES, contents
from visit_exchange.errors import UserError
from visit_exchange.packs.sheets.workbook import pack_workbook
from visit_exchange.tracking.selection_sheet import read_selection


def ticked(*marks: Any, alone: bool = False, first_row: int = 1) -> bytes:
    """The pack's workbook with the first children marked."""
    book = openpyxl.load_workbook(io.BytesIO(pack_workbook(contents())))
    sheet = book["Selection"]
    for row, mark in enumerate(marks, start=2):
        sheet.cell(row, 2).value = mark
    if first_row > 1:
        sheet.insert_rows(1, first_row - 1)
    if alone:
        for name in book.sheetnames:
            if name != "Selection":
                del book[name]
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("mark", ["X", "x", " x ", "✓", "✔", "Yes", "y", "1", 1, True, "TRUE"])
def test_every_usual_tick_is_read(mark: object) -> None:
    assert read_selection(ticked(None, mark)) == (CODES[1],)


@pytest.mark.slow
@pytest.mark.parametrize("mark", [None, "", " ", "no", "N", 0, False, "-"])
def test_what_is_no_tick_is_read_as_none(mark: object) -> None:
    assert read_selection(ticked(mark, "x")) == (CODES[1],)


def test_a_mark_that_could_mean_anything_is_a_question_with_its_row() -> None:
    with pytest.raises(UserError, match=r"Row 3, “Track \(put X\)” must be X, or empty"):
        read_selection(ticked("x", "maybe"))


def test_a_sheet_without_ticks_is_a_selection_of_nobody() -> None:
    assert read_selection(ticked()) == ()


def test_the_sheet_saved_alone_is_read() -> None:
    assert read_selection(ticked("x", None, "x", alone=True)) == (CODES[0], CODES[2])


@pytest.mark.slow
def test_rows_put_above_the_headings_do_not_matter_and_are_counted() -> None:
    assert read_selection(ticked("x", first_row=4)) == (CODES[0],)
    with pytest.raises(UserError, match="Row 5"):
        read_selection(ticked("?", first_row=4))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_sheet_saved_as_text_is_read(mark: str, encoding: str) -> None:
    lines = [["Child code", "Track (put X)", "Age"], [CODES[0], "", "12"], [CODES[1], "X", "10"]]
    text = "\r\n".join(mark.join(line) for line in lines)
    assert read_selection(text.encode(encoding)) == (CODES[1],)


@pytest.mark.parametrize(
    "content",
    [b"", b"some words", b"Child code,Age\nK7QM-2XWD,12\n", b"PK\x03\x04 cut short", b"%PDF-1.7"],
)
def test_anything_else_is_no_selection_sheet(content: bytes) -> None:
    assert read_selection(content) is None


def test_an_ordinary_workbook_is_no_selection_sheet() -> None:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    assert read_selection(content.getvalue()) is None
