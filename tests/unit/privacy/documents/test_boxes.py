"""Forms have a box for each letter and digit: what stands in them is read as one. All invented."""

import io
import random
from collections.abc import Callable

import openpyxl
import pytest
from docx import Document
from docx.oxml import parse_xml
from reportlab.pdfgen import canvas

from rehearsal.people.identifiers import invent_nhs_number, invent_upn
from visit_exchange.privacy.disclosure import CANNOT_BE_SEARCHED, disclosure_gate
from visit_exchange.privacy.documents.boxes import boxed_words

_CHANCE = random.Random(7)
NUMBER = "9434765870"
NUMBERS = [invent_nhs_number(_CHANCE) for _ in range(12)]
UPNS = [invent_upn(_CHANCE, "999") for _ in range(12)]
BORN = "04032010"
MONTHS = [f"{nth:02} 2026" for nth in range(1, 13)]
COUNTS = [[_CHANCE.choice("0123456789") for _ in MONTHS] for _ in range(60)]
Rows = list[list[str]]


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ([["NHS number", *NUMBER]], [f"NHS number: {NUMBER}"]),
        ([["Reference", *"943-476-5870"]], [NUMBER]),
        ([list("CASEY"), list("QUILL")], ["CASEY", "QUILL"]),
        ([[*"CASEY", "", *"QUILL"]], ["CASEY QUILL"]),
        ([["Name", *"CASEY"], ["Born", *BORN]], ["CASEY", f"Born: {BORN}"]),
        ([["Date of birth", *"04/03/2010"]], ["Date of birth: 04/03/2010"]),
        ([["Date of birth", "04", "03", "2010"]], ["Date of birth: 04 03 2010"]),
        ([["D.O.B.", *["", *"04", "", *"03", "", *"2010"]]], ["D.O.B.: 04 03 2010"]),
        ([[" C ", "a", "s", "e", "y"]], ["Casey"]),
    ],
)
def test_what_stands_in_boxes_reads_as_one(rows: Rows, read: list[str]) -> None:
    assert list(boxed_words([rows])) == read


@pytest.mark.parametrize("rows", [[["A", "B", "C"]], [["Yes", "No"]], [[]]])
def test_what_stands_apart_is_let_be(rows: Rows) -> None:
    assert list(boxed_words([rows])) == []


HEADED = ["Child", "NHS number", *[""] * 9, "Date of birth", *[""] * 7]
NUMBERED = ["Box", *map(str, range(1, 11))]
FORMS: dict[str, tuple[Rows, dict[str, int]]] = {
    "a number": ([["NHS number", *NUMBER]], {"nhs_number": 1}),
    "twelve numbers": ([["NHS number", *each] for each in NUMBERS], {"nhs_number": 12}),
    "twelve without a word": ([list(each) for each in NUMBERS], {"nhs_number": 12}),
    "twelve below the numbers of their boxes": (
        [NUMBERED, *(["Child", *each] for each in NUMBERS)],
        {"nhs_number": 12},
    ),
    "a number in groups": ([["NHS number", "943", "476", "5870"]], {"nhs_number": 1}),
    "pupil numbers": ([["UPN", *each] for each in UPNS], {"upn": 12}),
    "a birthday": ([["Date of birth", *BORN]], {"date_of_birth": 1}),
    "a birthday in groups": ([["Date of birth", "04", "03", "2010"]], {"date_of_birth": 1}),
    "side by side below headings": (
        [HEADED, *(["CQ", *each, *BORN] for each in NUMBERS)],
        {"nhs_number": 12, "date_of_birth": 1},
    ),
    "a number in groups below its heading": (
        [["Referral form"], ["NHS number", "", ""], ["943", "476", "5870"]],
        {"nhs_number": 1},
    ),
    "a birthday in groups below its heading": (
        [["Referral form"], ["Date of birth", "", "", "Age"], ["04", "03", "2010", "13"]],
        {"date_of_birth": 1},
    ),
    "side by side, with telephone numbers": (
        [["Child", *NUMBERS[0], *BORN], ["Telephone", *"07700900123"], ["Home", *"02079460000"]],
        {"nhs_number": 1},
    ),
    "side by side, a box apart": (
        [["CQ", *NUMBERS[0], *BORN], ["CQ", "7", *NUMBERS[1], *BORN], ["Tel", *"07700900123"]],
        {"nhs_number": 2},
    ),
    "side by side": ([[*BORN, *each] for each in NUMBERS], {"nhs_number": 12}),
    "a pupil number right behind": (
        [[*number, *upn] for number, upn in zip(NUMBERS, UPNS, strict=True)],
        {"nhs_number": 12, "upn": 12},
    ),
}


def _docx(rows: Rows) -> bytes:
    document = Document()
    table = document.add_table(len(rows), max(map(len, rows)))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=False):
            cell.text = text
    document.save(out := io.BytesIO())
    return out.getvalue()


def _xlsx(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append([int(c) if c.isdecimal() and len(c) == 1 else c for c in row])
    book.save(out := io.BytesIO())
    return out.getvalue()


def _csv(rows: Rows) -> bytes:
    return "\n".join(" | ".join(row) for row in rows).encode()


_MADE: dict[str, Callable[[Rows], bytes]] = {"docx": _docx, "xlsx": _xlsx, "csv": _csv}


def _pdf(rows: Rows) -> bytes:
    page = canvas.Canvas(out := io.BytesIO(), pagesize=(900, 900))
    for nth, row in enumerate(rows):
        for at, text in enumerate(row, start=-1):
            page.drawString(150 + 24 * at if at >= 0 else 30, 860 - 24 * nth, text)
    page.save()
    return out.getvalue()


def found_in(kind: str, content: bytes) -> dict[str, int]:
    name = f"a.{kind}"
    hits = disclosure_gate({name: content}, frozenset(), documents=frozenset({name}))
    return {hit.kind: hit.count for hit in hits}


@pytest.mark.slow
@pytest.mark.parametrize("kind", _MADE)
@pytest.mark.parametrize("what", FORMS)
def test_a_form_is_searched_however_many_boxes_it_has(what: str, kind: str) -> None:
    rows, found = FORMS[what]
    counted = found_in(kind, _MADE[kind](rows))
    assert {each: min(counted.get(each, 0), count) for each, count in found.items()} == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["NHS number", *NUMBERS[0]], "nhs_number"),
        (["Date of birth", *BORN], "date_of_birth"),
        (["Date of birth", *"04/03/2010"], "date_of_birth"),
        (["UPN", *UPNS[0]], "upn"),
        (["Child", *BORN, *NUMBERS[0]], "nhs_number"),
    ],
)
def test_a_page_with_boxes_is_searched(row: list[str], found: str) -> None:
    assert found in found_in("pdf", _pdf([row]))


@pytest.mark.parametrize("flags", ["comb", ""])
def test_a_field_of_a_form_is_searched(flags: str) -> None:
    page = canvas.Canvas(out := io.BytesIO())
    page.drawString(72, 700, "NHS number")
    page.acroForm.textfield(name="number", value=NUMBER, fieldFlags=flags, maxlen=10)
    page.save()
    assert found_in("pdf", out.getvalue()) == {"nhs_number": 1}


def test_a_paragraph_for_each_box_is_searched() -> None:
    document = Document()
    for sign in NUMBER:
        document.add_paragraph(sign)
    document.save(out := io.BytesIO())
    assert found_in("docx", out.getvalue()) == {"nhs_number": 1}


@pytest.mark.slow
@pytest.mark.parametrize(
    "rows", [[["Area", *MONTHS], *(["North", *row] for row in COUNTS)], COUNTS]
)
def test_a_table_of_counts_is_no_form(rows: Rows) -> None:
    """Ten counts of twelve look like a number often; not in the same columns of most rows."""
    assert found_in("docx", _docx(rows)) == {}


@pytest.mark.slow
def test_a_table_that_is_not_read_to_its_end_cannot_be_searched() -> None:
    rows = "".join("<w:tr><w:tc><w:p/></w:tc></w:tr>" for _ in range(5_001))
    assert found_in("docx", _with_body(f"<w:tbl>{rows}</w:tbl>")) == {CANNOT_BE_SEARCHED: 1}


def _with_body(xml: str) -> bytes:
    document = Document()
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document.element.body.insert(0, parse_xml(xml.replace(">", f' xmlns:w="{namespace}">', 1)))
    document.save(out := io.BytesIO())
    return out.getvalue()
