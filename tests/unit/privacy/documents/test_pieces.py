"""Words that a page shows in pieces, as strips of a picture or as shapes, are seen. Invented."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from visit_exchange.privacy.documents.document_text import document_text
from visit_exchange.privacy.documents.document_work import prepared
from visit_exchange.privacy.documents.pdf.pieces import pieced

NAME = "Casey Quillfeather"
WORDS = "Our strategy for alternative provision, as agreed with schools and partners."
Drawing = Callable[[canvas.Canvas], object]


def a_page(draw: Drawing, *, words: bool = True) -> bytes:
    page = canvas.Canvas(out := io.BytesIO())
    for nth in range(4 if words else 0):
        page.drawString(72, 760 - 16 * nth, WORDS)
    draw(page)
    page.save()
    return out.getvalue()


def in_strips(page: canvas.Canvas) -> None:
    """As scanners and printers of pictures do: a strip has no whole letter."""
    picture = Image.new("RGB", (900, 60), "white")
    font = ImageFont.load_default(40)
    ImageDraw.Draw(picture).text((10, 5), NAME, font=font, fill="black")
    for top in range(0, 60, 10):
        strip = picture.crop((0, top, 900, top + 10))
        page.drawImage(ImageReader(strip), 72, 430 - top / 2, 450, 5)


def as_shapes(folder: Path) -> bytes:
    """As Ghostscript writes text where no font may travel, beside text that is text."""
    drawn = a_page(lambda page: page.drawString(72, 400, NAME), words=False)
    (folder / "in.pdf").write_bytes(drawn)
    options = ("-q", "-dNOPAUSE", "-dBATCH", "-dNoOutputFonts", "-sDEVICE=pdfwrite")
    command = ("gs", *options, "-sOutputFile=out.pdf", "in.pdf")
    subprocess.run(command, check=True, cwd=folder, capture_output=True)
    with (
        pikepdf.open(io.BytesIO(a_page(lambda page: None))) as page,
        pikepdf.open(folder / "out.pdf") as shapes,
    ):
        page.pages[0].add_overlay(shapes.pages[0], None)
        page.save(out := io.BytesIO())
    return out.getvalue()


def bars(page: canvas.Canvas) -> None:
    for nth, high in enumerate((20, 35, 50, 44, 31, 12)):
        page.rect(72 + 40 * nth, 300, 25, high, fill=1)


def apart(page: canvas.Canvas) -> None:
    for nth in range(3):
        logo = ImageReader(Image.new("RGB", (90, 90), (9, 99, 199)))
        page.drawImage(logo, 72 + 120 * nth, 300, 90, 90)


def whole(content: bytes) -> bool:
    return pieced(pypdfium2.PdfDocument(content)[0]) is None


@pytest.mark.parametrize("draw", [lambda page: None, bars, apart])
def test_charts_and_pictures_that_stand_apart_are_no_pieces(draw: Drawing) -> None:
    assert whole(a_page(draw))


@pytest.mark.slow
def test_strips_of_a_picture_are_read_as_one() -> None:
    content = a_page(in_strips)
    assert not whole(content)
    assert "quillfeather" in document_text("pdf", prepared("pdf", content).content).lower()


@pytest.mark.slow
def test_letters_that_are_drawn_as_shapes_are_read(tmp_path: Path) -> None:
    content = as_shapes(tmp_path)
    assert not whole(content)
    assert "quillfeather" in document_text("pdf", prepared("pdf", content).content).lower()
