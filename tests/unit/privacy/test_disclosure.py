"""The gate: what is about to be published, read as a stranger would. All children are invented."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from reportlab.pdfgen import canvas

from visit_exchange.privacy.disclosure import CANNOT_BE_SEARCHED, Hit, disclosure_gate

REFERENCES = frozenset({"AP-0017", "100123", *(str(n) for n in range(1, 30))})
UPN = "Z999400000001"
Workbook = openpyxl.Workbook


def saved(change: Callable[[Workbook], object] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    book["Sheet"].append(["Child code", "Age", "Attendance %", "URN"])
    book["Sheet"].append(["K7QM-2XWD", 12, 95.5, "100123"])
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def pdf(text: str) -> bytes:
    content = io.BytesIO()
    page = canvas.Canvas(content)
    page.drawString(72, 700, text)
    page.save()
    return content.getvalue()


def word(text: str) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph(text[:4])
    paragraph.add_run(text[4:])  # Word splits words as it likes
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def kinds(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.kind for hit in hits]


@pytest.mark.slow
def test_a_pack_that_tells_nothing_passes() -> None:
    files = {
        "Children.xlsx": saved(),
        "05 Strategic planning – 1.pdf": pdf("URN 100123, UKPRN 10001234, 12 children, 95 %"),
        "06 Commissioning – 1.docx": word("Setting at M1 1AA from 01/09/2022"),
        "manifest.json": b'{"files": [{"size": 17, "sha256": "0"}]}',
    }
    assert disclosure_gate(files, REFERENCES) == ()


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("a cell", lambda book: book["Sheet"].append([UPN])),
        ("a sentence", lambda book: book["Sheet"].append([f"see {UPN} for more"])),
        ("a hidden sheet", lambda b: setattr(b.create_sheet(UPN), "sheet_state", "veryHidden")),
        ("a comment", lambda b: setattr(b["Sheet"]["A1"], "comment", Comment(UPN, "x"))),
        ("a comment's author", lambda b: setattr(b["Sheet"]["A1"], "comment", Comment("x", UPN))),
        ("a property", lambda book: setattr(book.properties, "creator", UPN)),
        ("a footer", lambda book: setattr(book["Sheet"].oddFooter.center, "text", UPN)),
        ("a sheet's name", lambda book: setattr(book["Sheet"], "title", UPN)),
    ],
)
def test_a_pupil_number_anywhere_in_a_workbook_is_found(
    place: str, change: Callable[[Workbook], object]
) -> None:
    assert kinds(disclosure_gate({"Children.xlsx": saved(change)}, REFERENCES)) == ["upn"], place


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (9434765870, "nhs_number"),
        ("943 476 5870", "nhs_number"),
        ("AB123456C", "nino"),
        ("casey@example.org", "email"),
        ("07700 900123", "phone"),
        ("AP-0017", "reference"),
        ("see ap-0017", "reference"),
        (100123, "reference"),
        ("DOB 04/03/2010", "date_of_birth"),
        ("Casey Example", "name"),
    ],
)
def test_each_kind_is_found_in_a_cell(value: object, kind: str) -> None:
    content = saved(lambda book: book["Sheet"].append([value]))
    hits = disclosure_gate({"a.xlsx": content}, REFERENCES, names=frozenset({"Casey Example"}))
    assert hits == (Hit("a.xlsx", kind, 1),)


def test_a_reference_that_is_also_a_urn_is_no_hit_under_its_heading() -> None:
    content = saved(lambda book: book["Sheet"].append(["", 12, 100, 100123]))
    assert disclosure_gate({"a.xlsx": content}, REFERENCES) == ()


def test_a_column_of_short_references_is_found_though_each_looks_like_an_age() -> None:
    def short(book: Workbook) -> None:
        for number in range(1, 11):
            book["Sheet"].append([None, None, None, None, number])

    assert kinds(disclosure_gate({"a.xlsx": saved(short)}, REFERENCES)) == ["reference"]


def test_a_column_of_ages_is_no_column_of_references() -> None:
    def ages(book: Workbook) -> None:
        for number in range(60):
            book["Sheet"].append([None, 5 + number % 14])

    assert disclosure_gate({"a.xlsx": saved(ages)}, REFERENCES) == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf(f"pupil {UPN}")),
        ("a.docx", word(f"pupil {UPN}")),
        ("a.txt", UPN.encode("utf-16")),
        ("a.csv", f"name,\n{UPN},".encode()),
        ("a.json", f'{{"a": "{UPN}"}}'.encode()),
        (f"{UPN}.txt", b""),
    ],
)
def test_documents_and_file_names_are_searched(name: str, content: bytes) -> None:
    assert kinds(disclosure_gate({name: content}, REFERENCES)) == ["upn"]


def test_a_services_contact_may_stand_in_a_document_about_services_only() -> None:
    files = {"06 Commissioning – 1.pdf": pdf("Ring 01632 960001 or ask ap@example.org")}
    assert kinds(disclosure_gate(files, REFERENCES)) == ["email", "phone"]
    assert disclosure_gate(files, REFERENCES, documents=frozenset(files)) == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.7 cut"), ("a.docx", b"PK"), ("a.xlsx", b"PK"), ("a.png", b"\x89PNG")],
)
def test_what_cannot_be_searched_does_not_pass(name: str, content: bytes) -> None:
    assert disclosure_gate({name: content}, REFERENCES) == (Hit(name, CANNOT_BE_SEARCHED, 1),)


def test_a_hit_repeats_nothing_of_what_was_found() -> None:
    assert UPN not in repr(disclosure_gate({"a.txt": UPN.encode()}, REFERENCES))


@pytest.mark.parametrize(("name", "whole"), [("a.pdf", pdf("words")), ("a.docx", word("words"))])
def test_a_damaged_file_is_told_of_wherever_its_damage_lies(name: str, whole: bytes) -> None:
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        damaged = whole[:place] + b"\xff<" + whole[place + 2 :]
        hits = disclosure_gate({name: damaged}, REFERENCES)
        assert set(kinds(hits)) <= {CANNOT_BE_SEARCHED}


# --- what a workbook says of itself is not believed


def rewritten(change: Callable[[str], str]) -> bytes:
    """Return a workbook with a reference in its second row, its sheet's XML changed."""
    content = io.BytesIO()
    made = saved(lambda book: book["Sheet"].cell(2, 3, "AP-0017"))
    with zipfile.ZipFile(io.BytesIO(made)) as parts, zipfile.ZipFile(content, "w") as new:
        for name in parts.namelist():
            xml = parts.read(name).decode()
            new.writestr(name, change(xml) if "worksheets/sheet" in name else xml)
    return content.getvalue()


def second_row_first(xml: str) -> str:
    return re.sub(r"(<row r=\"1\".*?</row>)(<row r=\"2\".*?</row>)", r"\2\1", xml)


def second_row_twice_numbered_one(xml: str) -> str:
    return xml.replace('<row r="2"', '<row r="1"')


def cells_backwards(xml: str) -> str:
    second = re.findall(r"<row.*?</row>", xml)[1]
    cells = re.findall(r"<c .*?</c>", second)
    return xml.replace("".join(cells), "".join(reversed(cells)))


def small_dimension(xml: str) -> str:
    return re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:B1"', xml)


@pytest.mark.parametrize(
    "change", [second_row_first, second_row_twice_numbered_one, cells_backwards, small_dimension]
)
def test_a_reference_is_found_wherever_the_file_hides_it(change: Callable[[str], str]) -> None:
    content = rewritten(change)
    assert content != rewritten(str)
    assert disclosure_gate({"a.xlsx": content}, REFERENCES) == (Hit("a.xlsx", "reference", 1),)


def test_the_digests_of_a_manifest_are_nobodys_numbers() -> None:
    digests = [hashlib.sha256(str(n).encode()).hexdigest() for n in range(3000)]
    manifest = json.dumps({"files": [{"sha256": each} for each in digests]}).encode()
    assert disclosure_gate({"manifest.json": manifest}, frozenset()) == ()


@pytest.mark.parametrize(
    "published",
    ["2026-11-23T12:02:48.320548Z", "2026-11-23T07:18:49.619165Z", "2026-11-23T01:02:03+00:00"],
)
def test_the_instants_of_a_manifest_are_nobodys_numbers(published: str) -> None:
    manifest = json.dumps({"published": published, "files": []}, indent=1).encode()
    assert disclosure_gate({"manifest.json": manifest}, frozenset()) == ()


@pytest.mark.parametrize(
    ("manifest", "kind"),
    [
        ({"told": [{"message": "Ring 07700 900123"}]}, "phone"),
        ({"rows": 9434765919}, "nhs_number"),
        ({"Ring 07700%20900123": 1}, "phone"),
        ({"title": "2026-11-23T12:02:48Z 07700 900123"}, "phone"),
    ],
)
def test_a_number_in_a_word_a_count_or_a_key_of_a_manifest_is_found(
    manifest: object, kind: str
) -> None:
    hits = disclosure_gate({"manifest.json": json.dumps(manifest).encode()}, frozenset())
    assert [hit.kind for hit in hits] == [kind]


def test_a_number_beside_the_digests_of_a_manifest_is_found() -> None:
    manifest = json.dumps({"sha256": "0" * 64, "note": "NHS 943 476 5919"}).encode()
    [hit] = disclosure_gate({"manifest.json": manifest}, frozenset())
    assert hit.kind == "nhs_number"
