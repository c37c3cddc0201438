"""Documents go on without what their pages do not show. All people are invented."""

import io
import zipfile

import docx
import openpyxl
import pikepdf
import pytest
from reportlab.pdfgen import canvas

from visit_exchange.privacy.document_text import document_text
from visit_exchange.privacy.metadata import CannotBeCleaned, strip_metadata

AUTHOR = "Casey Example"


def pdf() -> bytes:
    content = io.BytesIO()
    page = canvas.Canvas(content)
    page.setAuthor(AUTHOR)
    page.drawString(72, 700, "Strategic planning")
    page.save()
    with pikepdf.open(content) as made:
        with made.open_metadata() as xmp:
            xmp["dc:creator"] = [AUTHOR]
        made.attachments[f"{AUTHOR}.txt"] = AUTHOR.encode()
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.core_properties.author = AUTHOR
    run = document.add_paragraph("Strategic planning").runs[0]
    document.add_comment(run, text="agreed", author=AUTHOR, initials="CE")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = AUTHOR
    book["Sheet"]["A1"] = "Strategic planning"
    book["Sheet"]["A1"].comment = openpyxl.comments.Comment("agreed", AUTHOR)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr(name, b"")
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "content"), [("pdf", pdf()), ("docx", word()), ("xlsx", workbook())]
)
def test_the_author_goes_and_the_text_stays(kind: str, content: bytes) -> None:
    assert AUTHOR in document_text(kind, content)
    cleaned = strip_metadata(kind, content)
    assert AUTHOR not in document_text(kind, cleaned)
    assert "Strategic planning" in document_text(kind, cleaned)
    assert AUTHOR.encode() not in cleaned


@pytest.mark.parametrize(
    ("kind", "content"), [("pdf", pdf()), ("docx", word()), ("xlsx", workbook())]
)
def test_the_same_document_gives_the_same_bytes(kind: str, content: bytes) -> None:
    assert strip_metadata(kind, content) == strip_metadata(kind, content)


def test_a_cleaned_word_document_and_workbook_still_open() -> None:
    document = docx.Document(io.BytesIO(strip_metadata("docx", word())))
    assert document.paragraphs[0].text == "Strategic planning"
    book = openpyxl.load_workbook(io.BytesIO(strip_metadata("xlsx", workbook())))
    assert book["Sheet"]["A1"].value == "Strategic planning"


def test_a_file_attached_to_a_pdf_goes() -> None:
    with pikepdf.open(io.BytesIO(strip_metadata("pdf", pdf()))) as cleaned:
        assert not cleaned.attachments


def test_a_locked_pdf_is_not_passed_on() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as made:
        made.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(CannotBeCleaned, match="without its password"):
        strip_metadata("pdf", locked.getvalue())


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("docx", with_part(word(), "word/embeddings/pupils.xlsx")),
        ("docx", with_part(word(), "word/vbaProject.bin")),
        ("xlsx", with_part(workbook(), "xl/pivotCache/pivotCacheRecords1.xml")),
        ("xlsx", with_part(workbook(), "xl/externalLinks/externalLink1.xml")),
        ("docx", b"PK cut short"),
        ("pdf", b"%PDF cut short"),
        ("doc", b"\xd0\xcf"),
        ("jpg", b"\xff\xd8"),
    ],
)
def test_what_cannot_be_cleaned_goes_no_further(kind: str, content: bytes) -> None:
    with pytest.raises(CannotBeCleaned, match=r"[Ss]ave"):
        strip_metadata(kind, content)


def test_plain_text_has_no_metadata() -> None:
    assert strip_metadata("txt", b"words") == b"words"
