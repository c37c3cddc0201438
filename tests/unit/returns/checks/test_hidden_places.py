"""What identifies people beside a list is found wherever a workbook keeps it. All are invented."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from visit_exchange.returns.checks.hidden_places import HiddenFinding, hidden_identifiers

MONDAY = date(2026, 11, 23)
UPN = "Z999400000001"
XML = f"<a>{UPN}</a>".encode()
LIST = "Currently attending"
Book = openpyxl.Workbook


def workbook(change: Callable[[Book], object] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    book["Sheet"].title = LIST
    book[LIST].append(["Child reference", "Age"])
    book[LIST].append(["AP-0001", 12])
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr(name, part)
    return out.getvalue()


def found(content: bytes, name: str = "list.xlsx") -> set[tuple[str, str, int]]:
    hits = hidden_identifiers(content, "xlsx", frozenset({LIST}), MONDAY, name)
    return {(hit.place, hit.kind, hit.count) for hit in hits}


def choices(book: Book) -> None:
    rule = DataValidation(type="list", formula1=f'"{UPN},B"')
    rule.add("B2")
    book[LIST].add_data_validation(rule)


def footer(book: Book) -> None:
    foot = book[LIST].oddFooter
    assert foot is not None
    assert foot.center is not None
    foot.center.text = UPN


def other_sheet(book: Book, state: str = "visible") -> None:
    sheet = book.create_sheet("Lookup")
    sheet.sheet_state = state
    for name in ("Pupil name", "Quill Fenn", "Zoë Pugh", "Bo Larkspur"):
        sheet.append([name])


@pytest.mark.parametrize(
    ("place", "content"),
    [
        ("comments", workbook(lambda b: setattr(b[LIST]["A2"], "comment", Comment(UPN, "x")))),
        ("comments", with_part("xl/threadedComments/threadedComment1.xml", XML)),
        ("the names of those who commented", with_part("xl/persons/p.xml", XML)),
        ("pivot tables", with_part("xl/pivotCache/records1.xml", XML)),
        ("the data model", with_part("xl/model/item.data", b"\1\2" + UPN.encode("utf-16-le"))),
        ("copies of other workbooks", with_part("xl/externalLinks/e1.xml", XML)),
        ("data connections", with_part("xl/connections.xml", XML)),
        ("custom data", with_part("customXml/item1.xml", XML)),
        ("embedded files", with_part("xl/embeddings/o.bin", b"\0\0" + UPN.encode())),
        (
            "text boxes, pictures’ captions and charts",
            with_part("xl/drawings/drawing9.xml", XML),
        ),
        ("document properties", workbook(lambda b: setattr(b.properties, "title", UPN))),
        (
            "defined names and sheets’ names",
            workbook(lambda b: b.create_sheet(f"x {UPN}")),
        ),
        ("lists of choices, headers and footers", workbook(choices)),
        (
            "lists of choices, headers and footers",
            workbook(footer),
        ),
    ],
)
def test_one_number_is_found_in_each_place(place: str, content: bytes) -> None:
    assert found(content) == {(place, "upn", 1)}


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_a_sheet_that_is_no_list_is_judged_column_by_column(state: str) -> None:
    assert found(workbook(lambda book: other_sheet(book, state))) == {
        ("sheets that are no list", "name", 3)
    }


def test_the_name_of_the_file_counts() -> None:
    assert found(workbook(), f"AP_{UPN}.xlsx") == {("the file’s name", "upn", 1)}


def test_a_plain_workbook_hides_nothing() -> None:
    assert found(workbook()) == set()


def test_a_finding_says_where_what_and_how_often_and_never_whom() -> None:
    assert set(HiddenFinding.__dataclass_fields__) == {"place", "kind", "count"}
