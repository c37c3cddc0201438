"""Tables of pupils in documents get the checks that lists get. All children are invented."""

import io
from collections.abc import Sequence
from datetime import date

import docx
import pytest

from builders.hiding.open_documents import an_open_document
from builders.hiding.sheets import a_workbook
from builders.hiding.slides import a_presentation
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.returns.documents.document_columns import tables_of, telling_columns
from visit_exchange.returns.documents.list_in_document import list_in_document

MONDAY = date(2026, 11, 23)
Rows = Sequence[Sequence[str]]
PUPILS: Rows = (
    ("Pupil name", "DOB", "Address"),
    ("Casey Quillfeather", "04/03/2014", "12 Mill Lane"),
    ("Robin Ashdown", "17/09/2013", "3 High Street"),
    ("Sam Okafor", "30/01/2015", "8 Station Road"),
)
BOARD: Rows = (
    ("Name", "Role", "Organisation"),
    ("Alex Marlow", "Director of children’s services", "Council"),
    ("Jo Hart", "Designated clinical officer", "Integrated care board"),
    ("Pat Singh", "Parent carer forum chair", "Forum"),
)
PLAN: Rows = (
    ("Ref", "Action", "Owner", "Due date", "RAG"),
    ("1", "Agree the plan", "Head of SEND", "31/12/2026", "Green"),
    ("2", "Train staff", "Head of inclusion", "31/03/2027", "Amber"),
)
SCHOOLS: Rows = (
    ("Name", "Address", "Number of pupils"),
    ("Mill Lane Primary School", "12 Mill Lane", "210"),
    ("High Street Academy", "3 High Street", "840"),
    ("Station Road College", "8 Station Road", "650"),
)


def word(rows: Rows) -> bytes:
    document = docx.Document()
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return _saved(document)


def tabbed_word(rows: Rows) -> bytes:
    document = docx.Document()
    for row in rows:
        document.add_paragraph("\t".join(row))
    return _saved(document)


def _saved(document: "docx.document.Document") -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def slides(rows: Rows) -> bytes:
    def cell(text: str) -> str:
        return f"<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"

    trs = "".join(f"<a:tr>{''.join(map(cell, row))}</a:tr>" for row in rows)
    return a_presentation(f"x</a:t></a:r></a:p><a:tbl>{trs}</a:tbl><a:p><a:r><a:t>y")


def open_document(rows: Rows) -> bytes:
    cells = (
        "".join(f"<table:table-cell><text:p>{t}</text:p></table:table-cell>" for t in r)
        for r in rows
    )
    return an_open_document("odt", "<table:table>" + "".join(f"<table:table-row>{c}</table:table-row>" for c in cells) + "</table:table>")  # fmt: skip


def workbook(rows: Rows) -> bytes:
    def fill(book: object) -> None:
        sheet = book["Sheet"]  # type: ignore[index]
        sheet.delete_rows(1, 9)
        for row in rows:
            sheet.append(list(row))

    return a_workbook(fill)


def text(rows: Rows) -> bytes:
    return "\n".join("\t".join(row) for row in rows).encode()


WRITTEN = [("docx", word), ("docx", tabbed_word), ("pptx", slides), ("odt", open_document),
           ("xlsx", workbook), ("txt", text), ("csv", text)]  # fmt: skip


def columns(kind: str, content: bytes) -> dict[str, int]:
    return telling_columns(tables_of(kind, content), notified=MONDAY)


@pytest.mark.parametrize(("kind", "write"), WRITTEN)
def test_a_table_of_pupils_is_found_in_every_kind_of_document(kind: str, write: object) -> None:
    found = columns(kind, write(PUPILS))  # type: ignore[operator]

    assert {"column of names", "column of dates of birth"} <= found.keys()


@pytest.mark.parametrize("rows", [BOARD, PLAN, SCHOOLS], ids=["a board", "a plan", "schools"])
def test_a_table_that_is_not_of_pupils_is_let_be(rows: Rows) -> None:
    assert columns("docx", word(rows)) == {}


def test_one_pupil_is_enough_when_the_headings_say_so() -> None:
    assert columns("docx", word(PUPILS[:2]))


def test_a_form_with_its_headings_down_the_side_is_a_table_too() -> None:
    turned = tuple(zip(*PUPILS[:2], strict=True))

    assert columns("docx", word(turned))


def test_a_form_that_nobody_filled_in_is_let_be() -> None:
    assert columns("docx", word((*PUPILS[:1], ("", "", "")))) == {}


LISTED: Rows = (
    ("Child reference", "Age", "Gender", "Ethnicity", "Attendance %"),
    ("AP000", "11", "Male", "WBRI", "80"),
    ("AP001", "12", "Female", "MWBC", "81"),
)
SPECS = [load_list("ap_thematic_2023", "currently_attending")]


@pytest.mark.parametrize(
    ("kind", "write"), [("docx", word), ("docx", tabbed_word), ("pptx", slides), ("odt", open_document)]
)  # fmt: skip
def test_a_list_of_children_in_a_document_belongs_in_a_workbook(kind: str, write: object) -> None:
    told = list_in_document(kind, write(LISTED), SPECS)  # type: ignore[operator]

    assert told is not None
    assert "belongs in a workbook" in told


@pytest.mark.parametrize("rows", [BOARD, PLAN, SCHOOLS], ids=["a board", "a plan", "schools"])
def test_another_table_does_not_make_a_document_a_list(rows: Rows) -> None:
    assert list_in_document("docx", word(rows), SPECS) is None
