"""The reply workbook: what to do first, then the officer's own rows, marked and inert."""

import dataclasses
import re
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from builders.returns import must_fix, not_held, please_check, read_list
from visit_exchange.returns.reply.feedback import Answer, build_answer
from visit_exchange.returns.reply.list_answer import ContainedBreach, answer_list
from visit_exchange.returns.reply.reply_words import breach_sentence
from visit_exchange.returns.reply.reply_workbook import reply_workbook
from visit_exchange.returns.tables.read_list import ForbiddenColumn, ReadColumn, ReadList
from visit_exchange.visits.uploads.problems import Problem

ROWS: dict[int, list[object]] = {4: ["C1", 12, "has"], 7: ["C2", "4O", "?"], 9: ["C3", 14, "had"]}


def reply(*reads: ReadList) -> bytes:
    return reply_workbook(answer_of(*reads), reads)


def answer_of(*reads: ReadList) -> Answer:
    return build_answer("Ours.xlsx", lists=[answer_list(read) for read in reads])


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def sheet(content: bytes, name: str) -> Worksheet:
    return opened(content)[name]


def said(content: bytes) -> list[str]:
    """Every cell of the first sheet, in reading order."""
    rows = opened(content).worksheets[0].iter_rows(values_only=True)
    return [str(value) for row in rows for value in row if value is not None]


def links(book: Workbook) -> list[str]:
    """Where the first links of the first sheet lead."""
    return [cell.hyperlink.location for cell in book.worksheets[0]["C"] if cell.hyperlink]


def test_row_7_is_row_7_and_column_d_is_column_d() -> None:
    kids = sheet(reply(read_list(ROWS)), "Kids")
    assert [kids[f"{letter}3"].value for letter in "ABD"] == ["Ref No", "Age (yrs)", "EHCP?"]
    assert [kids[f"{letter}7"].value for letter in "ABD"] == ["C2", "4O", "?"]
    assert kids["B9"].value == 14


def test_a_faulty_cell_is_coloured_and_says_why() -> None:
    kids = sheet(reply(read_list(ROWS, [must_fix(7), please_check(7)])), "Kids")
    assert kids["B7"].comment is not None
    assert kids["B7"].comment.text == "Must fix: Enter a whole number from 5 to 18"
    assert kids["D7"].comment.text == ("Check: EHC plan status must be one of has or had")
    assert kids["B7"].fill.fgColor.rgb != kids["D7"].fill.fgColor.rgb
    assert kids["B4"].comment is None
    assert kids["B4"].fill.fill_type is None


def test_two_faults_of_one_cell_are_one_note_worst_first() -> None:
    doubt = Problem("old", please_check(7).severity, "Is this right?", "leavers", "Kids", 7, "B")
    kids = sheet(reply(read_list(ROWS, [doubt, must_fix(7)])), "Kids")
    assert kids["B7"].comment.text == (
        "Must fix: Enter a whole number from 5 to 18\nCheck: Is this right?"
    )


def test_a_fault_in_a_row_that_was_not_read_is_marked_all_the_same() -> None:
    kids = sheet(reply(read_list(ROWS, [must_fix(200)])), "Kids")
    assert kids["B200"].comment is not None
    assert kids["B200"].fill.fill_type == "solid"


def test_a_fault_of_a_whole_row_is_marked_at_its_beginning() -> None:
    note = Problem("note", please_check(7).severity, "The row looks like a note", row=7)
    kids = sheet(reply(read_list(ROWS, [note])), "Kids")
    assert kids["A7"].comment.text == "Check: The row looks like a note"


def test_what_is_not_held_has_room_beside_its_label() -> None:
    problems = [
        dataclasses.replace(not_held(), message=f"Column number {n}", field="") for n in range(12)
    ]
    first = sheet(reply(read_list(ROWS, problems)), "What to do")
    row = next(cell.row for cell in first["A"] if cell.value == "Not held")
    assert first.row_dimensions[row].height >= 60


def test_the_rows_print_across_one_page_with_their_headings() -> None:
    kids = sheet(reply(read_list(ROWS, [])), "Kids")
    assert kids.page_setup.orientation == "landscape"
    assert kids.page_setup.fitToWidth in (None, 1)
    pages = kids.sheet_properties.pageSetUpPr
    assert pages
    assert pages.fitToPage
    assert kids.print_title_rows == "$3:$3"


def test_the_first_sheet_says_what_to_do_worst_first_with_links() -> None:
    content = reply(read_list(ROWS, [please_check(4), must_fix(7), must_fix(9)]))
    text = said(content)
    assert text[0] == "Not accepted yet: 1 thing to fix"
    fix = text.index("Age: enter a whole number from 5 to 18")
    assert text[fix : fix + 4] == [text[fix], "2 rows of Kids", "B7", "B9"]
    assert fix < text.index("EHC plan status must be one of has or had")
    assert links(opened(content)) == ["'Kids'!B7", "'Kids'!D4"]


def test_more_cells_than_links_are_counted() -> None:
    text = said(reply(read_list(ROWS, [must_fix(row) for row in range(10, 32)])))
    assert "B19" in text
    assert "B20" not in text
    assert "and 12 more" in text


def test_what_was_understood_can_be_seen() -> None:
    text = said(reply(read_list(ROWS, [not_held()])))
    for left, right in [
        ("Sheet", "Kids"),
        ("Headings", "row 3"),
        ("Rows", "3 rows"),
        ("Data as at", "24 March 2023"),
        ("Not held", "Leaving date"),
        ("B: Age (yrs)", "Age"),
        ("E: Case worker team", "not used"),
    ]:
        assert text[text.index(left) + 1] == right


def test_a_column_that_identifies_children_is_named_by_letter_and_kind_only() -> None:
    born = ForbiddenColumn("C", "DOB of Ann Other", "dob")
    content = reply(read_list(ROWS, forbidden=(born,)))
    assert sheet(content, "Kids")["C3"].value == "Not used: holds dates of birth"
    assert sheet(content, "Kids")["C7"].value is None
    assert breach_sentence([ContainedBreach("Kids", "C", "dates of birth")]) in said(content)
    assert b"Ann Other" not in everything(content)


def test_two_lists_of_one_sheet_stand_on_one_sheet_again() -> None:
    upper = read_list({4: ["C1", 12, "has"]}, header_row=1)
    lower = read_list({40: ["C9", 9, "had"]}, header_row=39)
    book = opened(reply(upper, lower))
    assert book.sheetnames == ["What to do", "Kids"]
    assert [book["Kids"][f"A{row}"].value for row in (1, 4, 39, 40)] == [
        "Ref No",
        "C1",
        "Ref No",
        "C9",
    ]
    assert book["Kids"].freeze_panes == "A2"


@pytest.mark.parametrize("name", ["What to do", "WHAT TO DO", "history", "", "'", "a/b\\c:d?e*[f]"])
def test_a_sheet_name_that_excel_refuses_is_replaced(name: str) -> None:
    fault = dataclasses.replace(must_fix(7), sheet=name)
    book = opened(reply(read_list(ROWS, [fault], sheet=name)))
    assert book.worksheets[1]["A7"].value == "C2"
    assert links(book) == [f"'{book.sheetnames[1]}'!B7"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (float("nan"), None),
        (float("inf"), None),
        (pd.NaT, None),
        (True, True),
        (12.5, 12.5),
        (9000000009000000, "9000000009000000"),
        (datetime(2023, 3, 27, 9, 30, tzinfo=UTC), "2023-03-27 09:30:00"),
        (date(2023, 3, 27), "2023-03-27 00:00:00"),
        (pd.Timestamp("2023-03-27"), "2023-03-27 00:00:00"),
        (date(203, 3, 27), "0203-03-27"),
        ("bell\x07 \ud800 \ufffe", "bell  "),
        ("x" * 40_000, "x" * 32_767),
    ],
)
def test_every_kind_of_value_comes_back_as_it_was(value: object, written: object) -> None:
    kids = sheet(reply(read_list({7: ["C1", value, "has"]})), "Kids")
    found = kids["B7"].value
    assert (str(found) if isinstance(found, datetime) else found) == written


@pytest.mark.parametrize(
    "text",
    ["=1+1", "{=1+1}", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://a.example\")",
     "http://a.example", "mailto:a@a.example", "internal:Kids!A1", "\t=1+1", "=cmd|' /C x'!A0"],
)  # fmt: skip
def test_nothing_an_officer_wrote_comes_alive(text: str) -> None:
    ignored = (ReadColumn("", "E", text),)
    content = reply(read_list({7: [text, text, text]}, [must_fix(7)], ignored=ignored))
    cell = sheet(content, "Kids")["B7"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert cell.quotePrefix or text[0] not in "=+-@\t"
    assert not re.search(rb"<f[ >]", everything(content))


@pytest.mark.slow
@pytest.mark.timeout(120)  # it takes a second; each row looked up among all rows took minutes
def test_each_of_600_faults_in_5000_rows_is_marked() -> None:
    rows = {row: [f"C{row}", row % 19, "has"] for row in range(4, 5004)}
    kids = sheet(reply(read_list(rows, [must_fix(row) for row in range(4, 604)])), "Kids")
    assert [cell.row for cell in kids["B"] if cell.comment] == list(range(4, 604))


def everything(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())
