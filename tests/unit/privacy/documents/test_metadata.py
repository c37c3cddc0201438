"""Documents go on without what their pages do not show. All people are invented."""

import io
import zipfile
from typing import Any, cast

import docx
import openpyxl
import pikepdf
import pytest
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin
from reportlab.pdfgen import canvas

from visit_exchange.privacy.documents.document_text import document_text
from visit_exchange.privacy.documents.metadata import CannotBeCleaned, strip_metadata
from visit_exchange.privacy.documents.pictures import without_metadata

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
    book["Sheet"]["A1"].comment = Comment("agreed", AUTHOR)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, part: bytes = b"") -> bytes:
    out = io.BytesIO(content)
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr(name, part)
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
        ("docx", with_part(b"", "word/document.xml", b"<document/>")),
        ("odt", with_part(b"", "styles.xml", b"<styles/>")),
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


def photograph(kind: str) -> bytes:
    """A picture that says who took it, in every way that its kind knows."""
    out, told = io.BytesIO(), Image.Exif()
    told[0x013B] = told[0x010E] = AUTHOR  # artist, description
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", AUTHOR)
    more: dict[str, dict[str, Any]]
    more = {"PNG": {"pnginfo": text}, "JPEG": {"comment": AUTHOR}, "GIF": {"comment": AUTHOR}}
    exif = {} if kind == "GIF" else {"exif": told}
    Image.new("RGB", (40, 30), (9, 99, 199)).save(out, kind, **more.get(kind, {}), **exif)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "WEBP"])
def test_a_picture_keeps_its_dots_and_nothing_else(kind: str) -> None:
    content = photograph(kind)
    assert AUTHOR.encode() in content
    plain = without_metadata(f"word/media/image1.{kind.lower()}", content)
    assert AUTHOR.encode() not in plain
    before, after = Image.open(io.BytesIO(content)), Image.open(io.BytesIO(plain))
    assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()


@pytest.mark.slow
def test_a_picture_in_a_word_document_loses_what_the_camera_wrote() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(photograph("JPEG")))
    content = io.BytesIO()
    document.save(content)
    cleaned = strip_metadata("docx", content.getvalue())
    with zipfile.ZipFile(io.BytesIO(cleaned)) as parts:
        [media] = [name for name in parts.namelist() if "/media/" in name]
        assert AUTHOR.encode() not in parts.read(media)


def test_a_photograph_in_a_pdf_loses_what_the_camera_wrote() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as made:
        picture = pikepdf.Stream(made, b"")
        picture.write(photograph("JPEG"), filter=pikepdf.Name.DCTDecode)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width, picture.Height = 40, 30
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        made.pages[0].add_resource(picture, pikepdf.Name.XObject, pikepdf.Name.Im0)
        made.pages[0].contents_add(b"q 40 0 0 30 72 72 cm /Im0 Do Q")
        out = io.BytesIO()
        made.save(out)
    assert AUTHOR.encode() in out.getvalue()
    cleaned = strip_metadata("pdf", out.getvalue())
    assert AUTHOR.encode() not in cleaned
    with pikepdf.open(io.BytesIO(cleaned)) as after:
        [image] = after.pages[0].get_images().values()
        assert pikepdf.PdfImage(cast(pikepdf.Stream, image)).as_pil_image().size == (40, 30)


def test_a_damaged_picture_goes_no_further() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(photograph("PNG")))
    content = io.BytesIO()
    document.save(content)
    with zipfile.ZipFile(content) as parts:
        whole = {name: parts.read(name) for name in parts.namelist()}
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as parts:
        for name, part in whole.items():
            parts.writestr(name, part[:40] if "/media/" in name else part)
    with pytest.raises(CannotBeCleaned, match="picture"):
        strip_metadata("docx", damaged.getvalue())


def test_a_picture_that_no_page_shows_does_not_stand_in_the_way() -> None:
    content = with_part(word(), "word/media/image1.png", b"\xff\xd8cut")
    with zipfile.ZipFile(io.BytesIO(strip_metadata("docx", content))) as parts:
        assert not [name for name in parts.namelist() if "/media/" in name]
