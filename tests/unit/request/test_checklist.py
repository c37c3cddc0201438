"""The checklist there and back: what goes out, and what is read from it when filled in."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from builders.visits import a_visit
from visit_exchange.kinds import load_framework
from visit_exchange.request.checklist import checklist_workbook
from visit_exchange.request.checklist_reading import Checklist, read_checklist

AP = load_framework("ap_thematic_2023")
SENT = checklist_workbook(a_visit(date(2023, 3, 27)), AP)  # Monday
FIRST_ITEM = 6  # the Excel row of item 1


def filled_in(edit: Callable[[Worksheet], None]) -> bytes:
    """Return the checklist as the authority saves it after editing."""
    book = openpyxl.load_workbook(BytesIO(SENT))
    edit(book.worksheets[0])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def read(edit: Callable[[Worksheet], None]) -> Checklist:
    checklist = read_checklist(filled_in(edit), AP)
    assert checklist is not None
    return checklist


def test_it_has_a_row_for_each_item_with_its_due_date() -> None:
    sheet = openpyxl.load_workbook(BytesIO(SENT)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ITEM - 1)]
    assert rows[0][:6] == [
        "Item number",
        "Item",
        "What we are asking for",
        "Due",
        "File name(s)",
        "Not held (put X)",
    ]
    assert [row[1] for row in rows[1:]] == [item.title for item in AP.items]
    assert {row[3] for row in rows[1:]} == {"5pm on Thursday 30 March 2023"}
    assert sheet.column_dimensions["G"].hidden


def test_as_it_was_sent_it_says_nothing() -> None:
    assert read_checklist(SENT, AP) == Checklist({}, frozenset())


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("plan.pdf", ("plan.pdf",)),
        ("plan.pdf; annex.docx", ("plan.pdf", "annex.docx")),
        ("plan.pdf\nannex.docx\n", ("plan.pdf", "annex.docx")),
        ("plan.pdf, annex.docx, data.xlsx", ("plan.pdf", "annex.docx", "data.xlsx")),
        ("Plan, 2023.pdf", ("Plan, 2023.pdf",)),
        ("  ", ()),
    ],
)
def test_file_names_are_told_apart(written: str, names: tuple[str, ...]) -> None:
    def write(sheet: Worksheet) -> None:
        sheet[f"E{FIRST_ITEM + 4}"] = written

    assert read(write).files.get("strategic_planning", ()) == names


@pytest.mark.parametrize("mark", ["X", "x ", "Yes", "✓", True, "not held", 1])
def test_a_mark_declares_an_item_not_held(mark: str | bool | int) -> None:
    def write(sheet: Worksheet) -> None:
        sheet[f"F{FIRST_ITEM + 13}"] = mark

    assert read(write).not_held == {"specialist_taskforce"}


@pytest.mark.parametrize("mark", ["No", "-", "?", "see e-mail"])
def test_anything_else_declares_nothing(mark: str) -> None:
    def write(sheet: Worksheet) -> None:
        sheet[f"F{FIRST_ITEM + 13}"] = mark

    assert read(write).not_held == frozenset()


def test_a_file_beside_a_mark_counts_as_held() -> None:
    def write(sheet: Worksheet) -> None:
        sheet[f"E{FIRST_ITEM}"] = "list.xlsx"
        sheet[f"F{FIRST_ITEM}"] = "X"

    assert read(write) == Checklist({"currently_attending": ("list.xlsx",)}, frozenset())


def test_one_file_may_answer_several_items() -> None:
    def write(sheet: Worksheet) -> None:
        sheet[f"E{FIRST_ITEM + 4}"] = sheet[f"E{FIRST_ITEM + 5}"] = "strategy.pdf"

    assert read(write).files == {
        "strategic_planning": ("strategy.pdf",),
        "commissioning_arrangements": ("strategy.pdf",),
    }


@pytest.mark.parametrize(
    ("change", "cell", "value"),
    [
        ("the title was edited", f"B{FIRST_ITEM + 12}", "Our impact"),
        ("the number was typed again", f"A{FIRST_ITEM + 12}", 13),
        ("the hidden column was emptied", f"G{FIRST_ITEM + 12}", None),
    ],
)
def test_an_item_is_known_by_what_is_left(change: str, cell: str, value: str | int | None) -> None:
    def write(sheet: Worksheet) -> None:
        sheet[cell] = value
        sheet[f"F{FIRST_ITEM + 12}"] = "X"

    assert read(write).not_held == {"impact"}, change


def test_without_the_hidden_column_the_number_is_enough() -> None:
    def write(sheet: Worksheet) -> None:
        sheet.delete_cols(7)
        sheet[f"B{FIRST_ITEM + 12}"] = "Our impact"
        sheet[f"F{FIRST_ITEM + 12}"] = "X"

    assert read(write).not_held == {"impact"}


def test_rows_may_be_moved_and_sheets_added() -> None:
    book = openpyxl.load_workbook(BytesIO(SENT))
    book.worksheets[0].insert_rows(1, 3)
    book.worksheets[0][f"F{FIRST_ITEM + 3}"] = "X"
    book.create_sheet("Cover", 0)["A1"] = "Exampleshire"
    content = BytesIO()
    book.save(content)
    checklist = read_checklist(content.getvalue())
    assert checklist is not None
    assert checklist.not_held == {"currently_attending"}


def another_workbook() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "Item"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("content", [b"", b"Item,File name(s)\n", another_workbook()])
def test_anything_else_is_no_checklist(content: bytes) -> None:
    assert read_checklist(content, AP) is None


def test_file_names_stay_out_of_its_repr() -> None:
    assert "Smith" not in repr(Checklist({"impact": ("Smith.pdf",)}, frozenset()))
