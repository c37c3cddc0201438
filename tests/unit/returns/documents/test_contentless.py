"""A file that holds no document is no evidence, whatever it is called; each has its way out."""

import io
import json
from collections.abc import Callable

import docx
import openpyxl
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from builders.hiding.open_documents import an_open_document
from builders.hiding.planting import changed
from builders.hiding.sheets import a_workbook
from builders.hiding.slides import a_presentation
from visit_exchange.returns.documents.contentless import (
    DATA,
    EMPTY,
    ERROR,
    LINK_FILE,
    ONLY_A_LINK,
    POINTER,
    TO_FOLLOW,
    without_content,
)
from visit_exchange.returns.screening.screen import screen

pytestmark = pytest.mark.soak


def to_follow(book: openpyxl.Workbook) -> None:
    [sheet] = book.worksheets
    sheet.delete_rows(1, 9)
    sheet.append(["To follow"])


ADDRESS = "https://council.sharepoint.com/sites/send/strategy.docx"


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def linked_words() -> bytes:
    """A document with one link, whose address only shows when it is followed."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<w:p><w:hyperlink xmlns:r="{office}" r:id="rId901"><w:r><w:t>SEND strategy</w:t></w:r></w:hyperlink></w:p>'
    body = "word/document.xml"
    return changed(
        word(),
        swap=[(body, "<w:sectPr", f"{link}<w:sectPr")],
        lead=[(body, "hyperlink", ADDRESS)],
        mode="External",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"[InternetShortcut]\nURL={ADDRESS}", LINK_FILE),
        (f"[{{000214A0-0000-0000-C000-000000000046}}]\r\nProp3=19,2\r\n[InternetShortcut]\r\nURL={ADDRESS}\r\n", LINK_FILE),
        (f"[Desktop Entry]\nType=Link\nURL={ADDRESS}", LINK_FILE),
        (json.dumps({"url": ADDRESS, "doc_id": "abc"}), LINK_FILE),
        (ADDRESS, ONLY_A_LINK),
        (f"See the strategy here: {ADDRESS}", ONLY_A_LINK),
        (r"It is saved at \\council\shares\SEND\strategy.docx", ONLY_A_LINK),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345", POINTER),
        ("/annex/objects/SHA256E-s123--ab.docx", POINTER),
        ("../shared/strategy.docx", POINTER),
        (json.dumps({"error": {"code": "itemNotFound"}}), ERROR),
        ("404 Not Found", ERROR),
        ("Error 403: access denied", ERROR),
        ("Sorry, something went wrong. The file could not be downloaded.", ERROR),
        ("Your session has expired. Sign in to continue.", ERROR),
        (json.dumps([{"title": "Plan", "text": "Some words"}]), DATA),
        ("To follow", TO_FOLLOW),
        ("SEND strategy\n\nto be provided by Friday", TO_FOLLOW),
        ("Awaiting sign-off by the partnership board", TO_FOLLOW),
        ("N/A", TO_FOLLOW),
        ("We do not hold this.", TO_FOLLOW),
        ("TBC", TO_FOLLOW),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["txt", "csv"])
def test_a_text_without_a_document_is_told_as_what_it_is(kind: str, text: str, told: str) -> None:
    assert without_content(kind, text.encode()) == told


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        ("docx", word(), EMPTY),
        ("docx", word("", " ", "\u00a0"), EMPTY),
        ("docx", word("SEND strategy", "To follow"), TO_FOLLOW),
        ("docx", word(ADDRESS), ONLY_A_LINK),
        ("docx", linked_words(), ONLY_A_LINK),
        ("docx", word("HTTP error 500"), ERROR),
        ("pptx", a_presentation(""), EMPTY),
        ("pptx", a_presentation("To follow"), TO_FOLLOW),
        ("odt", an_open_document("odt", "<text:p/>"), EMPTY),
        ("odt", an_open_document("odt", f"<text:p>{ADDRESS}</text:p>"), ONLY_A_LINK),
        ("xlsx", a_workbook(to_follow), TO_FOLLOW),
    ],
)  # fmt: skip
def test_a_file_without_a_document_is_told_as_what_it_is(
    kind: str, content: bytes, told: str
) -> None:
    assert without_content(kind, content) == told


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("txt", b"Our strategy is agreed with schools, health and parents. It is to be reviewed."
         + b" Every term the board looks at what was done, and at what is still to do." * 2),
        ("txt", b"Inclusion strategy 2026\n" + b"Every child is welcome in a local school. " * 9
         + ADDRESS.encode()),
        ("docx", word("Strategic planning", "Our strategy")),
        ("xlsx", a_workbook()),
        ("pdf", b"%PDF-1.7 broken"),
        ("docx", b"PK broken"),
        ("image", b"\x89PNG"),
    ],
)  # fmt: skip
def test_a_document_is_let_be(kind: str, content: bytes) -> None:
    assert without_content(kind, content) is None


def blank_pages(*tones: int) -> bytes:
    """A PDF of scanned sheets, each of one tone from edge to edge."""
    first, *more = (Image.new("L", (400, 560), tone) for tone in tones)
    first.save(out := io.BytesIO(), "PDF", save_all=True, append_images=more)
    return out.getvalue()


def drawn_pages(*draw: Callable[[Canvas], None]) -> bytes:
    canvas = Canvas(out := io.BytesIO())
    for each in draw:
        each(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def nothing(canvas: Canvas) -> None:
    canvas.setFillGray(1)


@pytest.mark.parametrize(
    "content",
    [blank_pages(255), blank_pages(128), blank_pages(255, 128, 0), drawn_pages(nothing, nothing)],
    ids=["white", "grey", "three tones", "no picture"],
)
def test_a_pdf_of_blank_pages_holds_nothing(content: bytes) -> None:
    assert without_content("pdf", content) == EMPTY


@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: canvas.drawString(72, 700, "Strategic planning"),
        lambda canvas: canvas.rect(72, 300, 200, 200, fill=1),
        lambda canvas: canvas.line(72, 300, 500, 700),
    ],
    ids=["words", "a shape", "a line"],
)
def test_a_pdf_that_shows_anything_is_let_be(draw: Callable[[Canvas], None]) -> None:
    assert without_content("pdf", drawn_pages(nothing, draw)) is None


def test_a_shortcut_of_windows_is_held_as_a_link() -> None:
    shortcut = b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F" + b"\0" * 60

    held = screen(shortcut, "SEND strategy.lnk").withheld

    assert held is not None
    assert "only a link" in held
