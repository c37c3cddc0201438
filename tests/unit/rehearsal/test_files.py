"""The files that a rehearsal drops: as case systems give them, and every mistake remembered."""

import io
import zipfile
from datetime import date, timedelta

import msoffcrypto
import openpyxl
import pytest
from docx import Document
from openpyxl.worksheet.worksheet import Worksheet

from rehearsal.expectations import SOUND, Drop
from rehearsal.files.documents import Text, write_docx, write_pdf
from rehearsal.files.everything import canaries, returns_drops
from rehearsal.files.lists import Maker
from rehearsal.files.tracked import FOLDER, missing_kind, no_such, tracking_drops
from rehearsal.people.authority import Authority, invent_authority
from rehearsal.people.material import load_material
from visit_exchange.kinds import load_framework
from visit_exchange.request.checklist import checklist_workbook
from visit_exchange.request.checklist_reading import read_checklist
from visit_exchange.visits.dates.clock import RealClock
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit, VisitStatus

ASKED = load_framework("ap_thematic_2023")
MONDAY = date(2026, 11, 23)
VISIT = Visit(
    id="999-ap-20261123",
    framework=ASKED.id,
    la_code="999",
    la_name="Exampleshire",
    notified=MONDAY,
    lano_email="lano@exampleshire.example",
    lead_inspector_email="lead@inspectorate.example",
    on_site_days=4,
    clock=RealClock(),
    status=VisitStatus.OPEN,
    is_rehearsal=True,
)
BLANK = checklist_workbook(VISIT, ASKED)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return invent_authority(load_material(ASKED.id), seed=1, notified=MONDAY)


@pytest.fixture(scope="module")
def drops(authority: Authority) -> dict[str, Drop]:
    files = returns_drops(authority, ASKED, BLANK, seed=1)
    return {drop.expected.label: drop for drop in files}


def sheet_of(drop: Drop, name: str) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(drop.content))[name]


@pytest.mark.slow
def test_about_twenty_files_come_each_under_its_own_name(drops: dict[str, Drop]) -> None:
    assert 20 <= len(drops) <= 25
    assert len({drop.name for drop in drops.values()}) == len(drops)


def test_every_item_of_the_request_comes(drops: dict[str, Drop]) -> None:
    sent = {item for drop in drops.values() for item in drop.expected.items}
    assert sent == {item.id for item in ASKED.items}


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes(authority: Authority, drops: dict[str, Drop]) -> None:
    again = returns_drops(authority, ASKED, BLANK, seed=1)
    differ = {d.expected.label for d in again if d.content != drops[d.expected.label].content}
    # A password is salted, and openpyxl writes the time into the checklist that it fills in.
    assert differ <= {"a workbook with a password", "the checklist"}


def test_the_first_extract_holds_fifteen_mistakes(drops: dict[str, Drop]) -> None:
    seeded = drops["current list, first extract"].expected.problems
    assert len(seeded) == 15
    assert len({row for mistake in seeded for row in mistake.rows}) == 16  # one row stands twice


def test_each_mistake_is_where_it_says_it_is(drops: dict[str, Drop]) -> None:
    drop = drops["current list, first extract"]
    sheet = sheet_of(drop, "AP cohort")
    found = {
        mistake.about: sheet[f"{mistake.column}{mistake.rows[0]}"].value
        for mistake in drop.expected.problems
        if mistake.column
    }
    assert found["age above the range"] == 35
    assert found["attendance above 100"] == 140
    assert found["child reference missing"] is None
    assert found["journey time missing for out of area"] is None
    assert found["journey given as a distance"] == "12 miles"


def test_the_row_that_stands_twice_is_the_same_twice(drops: dict[str, Drop]) -> None:
    drop = drops["current list, first extract"]
    (twice,) = [mistake for mistake in drop.expected.problems if len(mistake.rows) == 2]
    first, second = twice.rows
    sheet = sheet_of(drop, "AP cohort")
    assert [cell.value for cell in sheet[first]] == [cell.value for cell in sheet[second]]


def test_the_correction_differs_only_where_mistakes_were(drops: dict[str, Drop]) -> None:
    first, second = drops["current list, first extract"], drops["current list, corrected"]
    wrong, right = sheet_of(first, "AP cohort"), sheet_of(second, "AP cohort")
    places = {(row, mistake.column) for mistake in first.expected.problems for row in mistake.rows}
    last = max(row for mistake in first.expected.problems for row in mistake.rows)
    differing = {
        (cell.row, cell.coordinate.rstrip("0123456789"))
        for cells in right.iter_rows(max_row=last - 2)
        for cell in cells
        if cell.value != wrong[cell.coordinate].value
    }
    assert differing <= places
    assert second.expected.outcomes == SOUND


def test_the_extract_has_a_merged_title_two_heading_rows_a_gap_and_a_total(
    drops: dict[str, Drop],
) -> None:
    sheet = sheet_of(drops["current list, corrected"], "AP cohort")
    assert "B1:V1" in {str(area) for area in sheet.merged_cells.ranges}
    assert "23/11/2026" in str(sheet["B1"].value)
    assert (sheet["B3"].value, sheet["B4"].value) == ("Child", "Pupil Ref")
    assert all(cell.value is None for cell in sheet[105])
    assert sheet.cell(sheet.max_row, 2).value == "Total"


def test_leavers_and_the_register_share_a_workbook_with_a_hidden_sheet(
    drops: dict[str, Drop],
) -> None:
    content = drops["leavers and support register in one workbook"].content
    book = openpyxl.load_workbook(io.BytesIO(content))
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states == {"Leavers": "visible", "DSR and CETR": "visible", "zz_lookup": "hidden"}
    dates = {str(cell.value)[2:3] for cell in book["Leavers"]["U"][3:]}
    assert {"/", " "} <= dates  # dates are text, in more than one form


def test_providers_are_a_csv_of_an_english_excel(drops: dict[str, Drop]) -> None:
    content = drops["providers, CSV with semicolons"].content
    assert b"Caf\xe9" in content
    assert content.decode("cp1252").splitlines()[1].split(";")[0] == "Provider name"


def test_the_same_file_comes_again_and_later(drops: dict[str, Drop]) -> None:
    first, again = (
        drops["providers, CSV with semicolons"],
        drops["the same file again under another name"],
    )
    assert again.content == first.content
    assert again.expected.offset > first.expected.offset
    assert again.expected.outcomes == {Status.SEEN_BEFORE}


def test_the_breach_holds_names_and_so_does_its_own_name(
    authority: Authority, drops: dict[str, Drop]
) -> None:
    drop = drops["a list with names, UPNs and dates"]
    sheet = sheet_of(drop, "AP cohort")
    assert [sheet[f"{letter}4"].value for letter in "BCDE"] == [
        "Pupil name",
        "UPN",
        "DOB",
        "NHS Number",
    ]
    planted = set(canaries(authority, seed=1))
    assert {sheet["B5"].value, sheet["C5"].value, sheet["E5"].value} <= planted
    assert drop.name.split(" ")[0].replace("_", " ") in planted
    assert drop.expected.outcomes == {Status.ACCEPTED_WITH_QUERIES}  # the rest of it is used


def test_a_drop_does_not_print_its_name_or_content(drops: dict[str, Drop]) -> None:
    drop = drops["a list with names, UPNs and dates"]
    assert drop.name not in repr(drop)


def test_the_workbook_with_a_password_is_shut(drops: dict[str, Drop]) -> None:
    content = io.BytesIO(drops["a workbook with a password"].content)
    assert msoffcrypto.OfficeFile(content).is_encrypted()


def test_the_files_that_are_no_return_are_not_expected_to_get_through(
    drops: dict[str, Drop],
) -> None:
    assert drops["an empty file"].content == b""
    assert drops["a photo"].content.startswith(b"\x89PNG")
    for label in ("an empty file", "a photo", "a canteen menu"):
        assert not drops[label].expected.outcomes & SOUND


def test_one_document_is_late_and_no_other_file(drops: dict[str, Drop]) -> None:
    late = [drop for drop in drops.values() if drop.expected.late]
    assert [drop.expected.label for drop in late] == [f"document {ASKED.items[-1].number} (late)"]
    for drop in drops.values():
        assert (drop.expected.offset > timedelta(0)) == drop.expected.late


def test_only_the_checklist_tells_what_the_document_for_two_items_is(
    drops: dict[str, Drop],
) -> None:
    (document,) = [drop for drop in drops.values() if drop.name == "Moving on together.docx"]
    checklist = read_checklist(drops["the checklist"].content, ASKED)
    assert checklist is not None
    named = {item for item, names in checklist.files.items() if names == (document.name,)}
    assert named == set(document.expected.items)
    text = " ".join(p.text for p in Document(io.BytesIO(document.content)).paragraphs).lower()
    words = [word for item in ASKED.documents for word in item.words]
    assert not [word for word in words if word in text]


def test_documents_carry_an_author_to_be_contained(authority: Authority) -> None:
    officer = authority.material.people.officers[0]
    text = Text("Plan", ("One.",), officer)
    assert officer.encode() in write_pdf(text)
    parts = zipfile.ZipFile(io.BytesIO(write_docx(text)))
    assert officer in parts.read("docProps/core.xml").decode()
    assert officer in canaries(authority, seed=1)


def test_each_child_has_every_document_but_one_that_is_missing_and_one_that_does_not_apply(
    authority: Authority,
) -> None:
    codes, kinds = ("AAA-1", "BBB-2", "CCC-3"), [kind.id for kind in ASKED.tracking.items]
    sent = tracking_drops(Maker(authority, 1), ASKED, codes, "DDD-4")
    items = {item for drop in sent for item in drop.expected.items}
    everything = {f"{kind}:{code}" for kind in kinds for code in codes}
    applies_to_none = no_such(ASKED, codes)
    assert applies_to_none is not None
    kind, code = applies_to_none
    assert everything - items == {":".join(missing_kind(ASKED, codes)), f"{kind.id}:{code}"}
    assert all(drop.name.startswith(FOLDER) for drop in sent)


def test_what_comes_about_another_child_is_to_be_set_aside(authority: Authority) -> None:
    *_, astray = tracking_drops(Maker(authority, 1), ASKED, ("AAA-1",), "DDD-4")
    assert "DDD-4" in astray.name
    assert astray.expected.outcomes == {Status.SET_ASIDE}
    assert astray.expected.items == ()
