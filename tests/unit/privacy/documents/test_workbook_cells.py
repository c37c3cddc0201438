"""The cells of our own workbooks are read by a quick reader, and none of them is passed over."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.packs import contents
from visit_exchange.packs.contents import PackContents
from visit_exchange.packs.shared_numbers import shared_workbook
from visit_exchange.packs.sheets.workbook import pack_workbook
from visit_exchange.privacy.documents import workbook_cells as reading
from visit_exchange.privacy.documents.document_text import UnreadableDocument
from visit_exchange.privacy.documents.workbook_cells import (
    Cell,
    Cells,
    Column,
    own_workbook_cells,
    workbook_cells,
)
from visit_exchange.writing.sheet_writing import Heading, PackBook

PUBLISHED = datetime(2026, 11, 30, 17, tzinfo=UTC)  # a Monday
SHEET = "xl/worksheets/sheet1.xml"


def a_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Shown", 0)
    sheet.append(["URN", "Words", "Mixed"])
    sheet.append([999_123, "two words", True])
    sheet.append([None, "  two   words ", date(2026, 11, 30)])  # a Monday
    hidden = book.create_sheet("Behind")
    hidden.sheet_state = "hidden"
    hidden["C7"] = 0.5
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_rows(rows: str) -> bytes:
    """Return the workbook with other rows in its first sheet."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(a_workbook())) as old,
        zipfile.ZipFile(content, "w") as new,
    ):
        for name in old.namelist():
            xml = old.read(name)
            if name == SHEET:
                start, end = xml.index(b"<sheetData>"), xml.index(b"</sheetData>")
                xml = xml[:start] + b"<sheetData>" + rows.encode() + xml[end:]
            new.writestr(name, xml)
    return content.getvalue()


def texts(columns: tuple[Column, ...]) -> set[str]:
    return {cell.text for column in columns for cell in column.cells}


def test_each_cell_is_read_with_its_heading_hidden_sheets_too() -> None:
    urns, words, mixed, half = own_workbook_cells(a_workbook()).columns

    assert urns.under_register_number
    assert urns.cells == {Cell("URN", is_number=False): 1, Cell("999123", is_number=True): 1}
    assert words.cells[Cell("two words", is_number=False)] == 2
    assert mixed.cells[Cell("", is_number=False)] == 2
    assert half.cells == {Cell("0.5", is_number=True): 1}


@pytest.mark.parametrize("make", [pack_workbook, shared_workbook])
def test_a_packs_workbook_is_read_quickly_and_as_anybody_reads_it(
    make: Callable[[PackContents], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = make(contents())
    as_anybody = workbook_cells(content).columns

    # The slow reader, should it be asked, would say so.
    monkeypatch.setattr(reading, "workbook_cells", lambda _: pytest.fail("read twice"))
    assert own_workbook_cells(content).columns == as_anybody


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>4857773</v></c></row>',
            id="two cells in one place",
        ),
        pytest.param('<row r="1"><c r="A1" t="zz"><v>4857773</v></c></row>', id="of no known type"),
        pytest.param(
            '<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="B2"><v>4857773</v></c></row>',
            id="rows out of order",
        ),
    ],
)
def test_what_the_quick_reader_passes_over_is_read_all_the_same(rows: str) -> None:
    content = with_rows(rows)
    try:
        found = texts(own_workbook_cells(content).columns)
    except UnreadableDocument:
        return  # the pack is refused
    assert "4857773" in found


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", a_workbook()[:900]])
def test_a_workbook_that_cannot_be_opened_is_said_to_be_so(content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        own_workbook_cells(content)


def test_a_cell_is_the_same_with_a_carriage_return_behind_it() -> None:
    book = PackBook(PUBLISHED)
    book.table("List", [Heading("Reference", 20)], [["AP-0001\r"], ["AP-0001\r\n"], ["AP-0001"]])
    content = book.content()

    for columns in (own_workbook_cells(content).columns, workbook_cells(content).columns):
        assert columns[0].cells[Cell("AP-0001", is_number=False)] == 3


@settings(max_examples=60)
@given(st.lists(st.one_of(st.text(), st.integers(-(10**12), 10**12), st.floats(-1e9, 1e9))))
def test_whatever_an_authority_writes_the_quick_reader_reads_as_the_other_does(
    values: list[str | float],
) -> None:
    book = PackBook(PUBLISHED)
    book.table("List", [Heading("Setting", 20)], [[value] for value in values])
    content = book.content()

    assert own_workbook_cells(content).columns == workbook_cells(content).columns
    assert reading._total(Cells(tuple(reading._quickly(content)))) == reading._filled(content)
