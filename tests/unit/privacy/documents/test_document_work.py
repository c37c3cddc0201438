"""Documents are worked on in the limited child: no file is too heavy to be answered."""

import io
import zlib

import docx
import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from visit_exchange.privacy.documents import document_work
from visit_exchange.privacy.documents.document_work import hits_in, prepared, stripped, words_shown
from visit_exchange.privacy.documents.metadata import CannotBeCleaned
from visit_exchange.privacy.documents.pictures import DamagedPictureError, without_metadata

GIGABYTE = 1 << 30


def pdf_with(content: bytes) -> bytes:
    """Return a PDF whose page is drawn by these packed instructions."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        drawn = pikepdf.Stream(pdf, b"")
        drawn.write(content, filter=pikepdf.Name.FlateDecode)
        page.obj.Contents = drawn
        pdf.save(out := io.BytesIO(), compress_streams=False)
    return out.getvalue()


def instructions_without_end() -> bytes:
    """A PDF of some kilobytes that unpacks to twenty million instructions."""
    packer = zlib.compressobj(1)
    part = packer.compress(b"0 0 m " * (1 << 20))
    parts = [part, *(packer.compress(b"0 0 m " * (1 << 20)) for _ in range(20)), packer.flush()]
    return pdf_with(b"".join(parts))


def colours_without_end() -> bytes:
    """A PDF with a picture that unpacks to two gigabytes."""
    packer = zlib.compressobj(1)
    dots = [packer.compress(bytes(1 << 24)) for _ in range(2 * GIGABYTE >> 24)]
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        image = pikepdf.Stream(pdf, b"")
        image.write(b"".join([*dots, packer.flush()]), filter=pikepdf.Name.FlateDecode)
        told = {"/Subtype": pikepdf.Name.Image, "/ColorSpace": pikepdf.Name.DeviceRGB}
        size = {"/Width": 10_000, "/Height": 10_000, "/BitsPerComponent": 8}
        for key, value in [*told.items(), *size.items()]:
            image[key] = value
        page.add_resource(image, pikepdf.Name.XObject, pikepdf.Name("/Im0"))
        page.obj.Contents = pikepdf.Stream(pdf, b"q 90 0 0 90 0 0 cm /Im0 Do Q")
        pdf.save(out := io.BytesIO(), compress_streams=False)
    return out.getvalue()


@pytest.mark.slow
def test_a_picture_that_unpacks_without_end_is_drawn_as_far_as_its_page_shows_it() -> None:
    content = colours_without_end()
    assert len(content) < 20_000_000
    assert len(stripped("pdf", content)) < 1_000_000


@pytest.mark.slow
def test_a_pdf_that_is_too_heavy_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_work, "SECONDS", 3)
    content = instructions_without_end()
    assert len(content) < 20_000_000
    for work in (stripped, prepared):
        with pytest.raises(CannotBeCleaned, match="too much time or memory"):
            work("pdf", content)


@pytest.mark.slow
def test_a_document_that_runs_away_is_neither_searched_nor_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document_work, "SECONDS", 1)
    content = instructions_without_end()
    assert hits_in("a.pdf", content, frozenset(), frozenset()) is None
    assert words_shown("pdf", content) == ""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["TIFF", "PNG", "GIF"])
def test_a_picture_with_more_dots_than_a_page_is_refused(kind: str) -> None:
    Image.new("1", (20_000, 20_000)).save(out := io.BytesIO(), kind)
    with pytest.raises(DamagedPictureError):
        without_metadata(f"image1.{kind.lower()}", out.getvalue())


@pytest.mark.slow
def test_a_word_document_with_such_a_picture_is_answered() -> None:
    Image.new("1", (20_000, 20_000)).save(picture := io.BytesIO(), "TIFF")
    document = docx.Document()
    document.add_picture(picture)
    document.save(out := io.BytesIO())
    with pytest.raises(CannotBeCleaned, match="picture"):
        stripped("docx", out.getvalue())


def test_a_plain_document_comes_back_whole() -> None:
    page = canvas.Canvas(out := io.BytesIO())
    page.drawString(72, 700, "Strategic planning for alternative provision")
    page.save()
    ready = prepared("pdf", out.getvalue())
    assert ready.unread == 0
    assert words_shown("pdf", ready.content) == "Strategic planning for alternative provision"
    assert hits_in("a.pdf", ready.content, frozenset(), frozenset()) == ()
