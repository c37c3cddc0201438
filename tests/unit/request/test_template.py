"""The template workbook, and that what is filled in as it says is read back without a question."""

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from builders.templates import AP, AS_AT, NOTIFIED, SPECS, asked, filled_template, template
from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.list_spec import ListSpec, ValueType, load_list
from visit_exchange.request.template import template_workbook
from visit_exchange.request.template_words import guidance_rows
from visit_exchange.returns.checks.checking import check_list
from visit_exchange.returns.checks.hidden_places import hidden_identifiers
from visit_exchange.returns.tables.reading import read_lists


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
def test_a_sheet_has_the_titles_of_what_is_asked_for_in_row_1(spec: ListSpec) -> None:
    sheet = template()[spec.sheet]
    assert [cell.value for cell in sheet[1]] == [c.title for c in spec.columns if c.asked]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
def test_a_list_prints_on_two_pages_across_at_most_with_its_headings(spec: ListSpec) -> None:
    sheet = template()[spec.sheet]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth in (None, 1, 2)
    pages = sheet.sheet_properties.pageSetUpPr
    assert pages
    assert pages.fitToPage
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
def test_a_coded_column_offers_every_label(spec: ListSpec) -> None:
    book = template()
    for place, column in enumerate(asked(spec), start=1):
        if column.type is ValueType.CODE:
            labels = [code.label for code in load_codes(str(column.codes)).codes if code.offered]
            assert offered(book, spec.sheet, place) == labels


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
def test_every_column_explains_itself(spec: ListSpec) -> None:
    notes = [v.prompt for v in template()[spec.sheet].data_validations.dataValidation]
    assert notes == [column.guidance for column in asked(spec)]


def test_the_guidance_names_codes_in_use_and_none_of_our_own() -> None:
    said = {str(cell.value) for cell in template()["Guidance"]["A"]}
    (commissioner,) = [text for text in said if text.startswith("Currently attending – Commiss")]
    assert "One of: Local authority; School; " in commissioner
    assert "local_authority" not in commissioner
    assert any("One of: SPLD Specific learning difficulty; " in text for text in said)


def test_the_first_sheet_says_how_to_say_that_there_are_none() -> None:
    said = [cell.value for cell in template()["About this return"]["B"]]
    assert any("Write “None” in the first cell under the headings" in str(text) for text in said)


def test_the_guidance_sheet_explains_every_column_in_one_cell() -> None:
    said = [str(cell.value) for cell in template()["Guidance"]["A"]]
    for spec in SPECS:
        for column in asked(spec):
            title = f"{spec.sheet} – {column.title}\n"
            assert [column.guidance in text for text in said if text.startswith(title)] == [True]


def test_the_first_sheet_says_whose_return_it_is_and_of_which_day() -> None:
    cells = [cell.value for row in template()["About this return"].iter_rows() for cell in row]
    assert cells[0] == "Invented Council"
    assert datetime.fromisoformat("2026-11-20") in cells
    assert "data.team@council.example" in cells


def test_the_template_opens_on_its_first_sheet_and_asks_there_for_the_date() -> None:
    book = openpyxl.load_workbook(
        BytesIO(template_workbook(AP, visit_title="A visit", as_at=None, contact=""))
    )
    assert book.active is book.worksheets[0]
    about = {row[0].value: row[1].value for row in book["About this return"].iter_rows()}
    assert about["Data as at: which date do your lists represent?"] is None


def test_every_code_that_is_offered_is_explained() -> None:
    specs = [load_list("area_send_full_2024", each) for each in ("ehc_plans", "sen_support")]
    said = "\n".join(words for _, words in guidance_rows(specs))
    for meaning in ("f) MWBC: White and Black Caribbean", "e) SEMH: Social, emotional", "a) Male;"):
        assert meaning in said
    assert "ABRI" not in said


@pytest.mark.parametrize("kind", [AP, "area_send_full_2024"])
def test_our_own_template_raises_no_alarm(kind: str) -> None:
    contact = "The data team, data.team@council.example, 0300 123 1234"
    content = template_workbook(kind, visit_title="A visit", as_at=AS_AT, contact=contact)
    assert hidden_identifiers(content, "xlsx", frozenset(), NOTIFIED) == ()


def test_a_pupil_number_on_our_own_sheet_is_an_alarm() -> None:
    contact = "data.team@council.example about Z999400000001"
    content = template_workbook(AP, visit_title="A visit", as_at=None, contact=contact)
    found = hidden_identifiers(content, "xlsx", frozenset(), NOTIFIED)
    assert ("upn", 1) in [(each.kind, each.count) for each in found]


def test_what_an_officer_typed_never_becomes_a_formula() -> None:
    content = template_workbook(AP, visit_title="=1+1", as_at=None, contact="=2+2")
    sheet = openpyxl.load_workbook(BytesIO(content))["About this return"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
def test_a_template_for_one_list_holds_that_list(spec: ListSpec) -> None:
    content = template_workbook(AP, visit_title="A visit", as_at=None, contact="", lists=[spec.id])
    book = openpyxl.load_workbook(BytesIO(content))
    assert spec.sheet in book.sheetnames
    assert not {other.sheet for other in SPECS if other is not spec} & set(book.sheetnames)


@pytest.mark.slow
def test_a_template_filled_in_as_it_says_is_accepted_without_a_question() -> None:
    reading = read_lists(filled_template(), "xlsx", SPECS, notified=NOTIFIED)
    assert [read.spec.id for read in reading.lists] == [spec.id for spec in SPECS]
    assert reading.problems == ()
    assert {table.header_row for table in reading.unknown} == {None}  # no other table was seen
    for read in reading.lists:
        assert read.problems == ()
        assert check_list(read, notified=NOTIFIED).problems == ()
        assert read.as_at == AS_AT


def offered(book: Workbook, sheet: str, place: int) -> list[str]:
    """The dropdown of a column: written in the cell, or on the hidden sheet."""
    found = book[sheet].data_validations.dataValidation[place - 1].formula1
    if found.startswith('"'):
        return str(found).strip('"').split(",")
    name, cells = found.lstrip("=").split("!")
    assert book[name].sheet_state == "hidden"
    return [cell.value for (cell,) in book[name][cells.replace("$", "")]]
