"""A picture of a list of pupils is a list of pupils, in whatever it is pasted. All are invented."""

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from builders.hiding import open_documents, slides
from builders.hiding.planting import changed
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.privacy.name_prints import KnownNames, name_prints
from visit_exchange.returns.documents.document_search import UndecidedError, cleaned_and_searched

MONDAY = date(2026, 11, 23)
KEY = bytes(32)
KNOWN = KnownChildren(frozenset(), KnownNames(KEY, name_prints(KEY, ["Zebedee Quarrelstone"])))
WORDS = "Our strategy for inclusion was agreed with schools and with parents in the spring."
LIST = "Zebedee Quarrelstone   2 places\nReviewed in the spring"
SLIDE = "ppt/slides/slide1.xml"
PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="4" name="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
    '<a:blip r:embed="rId901"/></p:blipFill><p:spPr/></p:pic>'
)
FRAME = '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>'


def picture(words: str = LIST, size: tuple[int, int] = (700, 110), kind: str = "RGB") -> bytes:
    """Return words as a screenshot shows them; RGBA: black on black, with clearness around them."""
    dots = Image.new("L", size, 255)
    ImageDraw.Draw(dots).text((12, 8), words, 0, ImageFont.truetype("DejaVuSans.ttf", 26))
    shown = dots.convert("RGB")
    if kind == "RGBA":
        shown = Image.new("RGBA", size, (0, 0, 0, 0))
        shown.putalpha(dots.point(lambda tone: 255 - tone))
    shown.save(out := io.BytesIO(), "PNG")
    return out.getvalue()


def in_word(content: bytes) -> bytes:
    document = docx.Document()
    for _ in range(3):
        document.add_paragraph(WORDS)
    document.add_picture(io.BytesIO(content))
    document.save(out := io.BytesIO())
    return out.getvalue()


def in_slides(content: bytes) -> bytes:
    return changed(
        slides.a_presentation(WORDS),
        swap=[(SLIDE, "</p:spTree>", f"{PICTURE}</p:spTree>")],
        add={"ppt/media/image1.png": content},
        lead=[(SLIDE, "image", "/ppt/media/image1.png")],
    )


def in_open_document(content: bytes) -> bytes:
    body = f"<text:p>{WORDS}</text:p>{FRAME}"
    return open_documents.an_open_document("odt", body, "", {"Pictures/a.png": content})


def in_pdf(content: bytes) -> bytes:
    page = canvas.Canvas(out := io.BytesIO())
    for nth in range(3):
        page.drawString(72, 700 - 20 * nth, WORDS)
    page.drawImage(ImageReader(io.BytesIO(content)), 72, 400, 400, 60, mask="auto")
    page.save()
    return out.getvalue()


def found(kind: str, content: bytes) -> dict[str, int]:
    try:
        cleaned_and_searched(kind, content, KNOWN, notified=MONDAY)
    except UndecidedError as error:
        return dict(error.found)
    return {}


@pytest.mark.parametrize(
    ("kind", "pasted", "content"),
    [
        ("docx", in_word, picture()),
        ("docx", in_word, picture(kind="RGBA")),
        ("pptx", in_slides, picture()),
        ("odt", in_open_document, picture()),
        ("pdf", in_pdf, picture(kind="RGBA")),
        ("pdf", in_pdf, picture("Zebedee Quarrelstone", (340, 44))),  # one line, as a small strip
    ],
)
def test_a_name_in_a_pasted_picture_is_found(
    kind: str, pasted: Callable[[bytes], bytes], content: bytes
) -> None:
    assert found(kind, pasted(content)) == {"name": 1}


@pytest.mark.parametrize(("kind", "pasted"), [("docx", in_word), ("pdf", in_pdf)])
def test_a_picture_that_names_nobody_is_let_be(kind: str, pasted: Callable[[bytes], bytes]) -> None:
    assert found(kind, pasted(picture("943 places\nReviewed in the spring"))) == {}
