"""Pages that can be seen and not searched are counted, so that a person decides on them."""

import io
import zipfile

import docx
import pikepdf
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from builders.lettering import own_font
from visit_exchange.privacy.disclosure import CANNOT_BE_SEARCHED, Hit, disclosure_gate
from visit_exchange.privacy.documents.unreadable_pages import unread_pages

LETTER_BY_LETTER = " ".join("Our strategy for schools and partners")
UNSPEAKABLE = "WKLV Lvdf pqrt bnmk ztrs kjhg " + "Dcgf lmnb qwrt zxcv " * 6
WORDS = "Our strategy for alternative provision and how it was agreed with schools"


def picture(width: int, height: int) -> io.BytesIO:
    out = io.BytesIO()
    drawn = Image.new("L", (width, height), 200)
    ImageDraw.Draw(drawn).rectangle((width // 4, height // 4, width // 2, height // 2), 40)
    drawn.save(out, "PNG")
    out.seek(0)
    return out


def pdf(*pages: tuple[str, tuple[int, int] | None]) -> bytes:
    """Return a PDF whose pages have these words and a picture of this size, or none."""
    out = io.BytesIO()
    drawn = canvas.Canvas(out)
    for words, size in pages:
        if words:
            drawn.drawString(72, 700, words)
        if size:
            drawn.drawImage(ImageReader(picture(*size)), 72, 72, 300, 400)
        drawn.showPage()
    drawn.save()
    return out.getvalue()


def word(words: str, with_picture: bool) -> bytes:
    document = docx.Document()
    document.add_paragraph(words)
    if with_picture:
        document.add_picture(picture(300, 200))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def slides(*slides_words: str) -> bytes:
    """Return the parts of a PowerPoint file that matter, a picture on each slide."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for nth, words in enumerate(slides_words, start=1):
            parts.writestr(f"ppt/slides/slide{nth}.xml", f"<sld><t>{words}</t></sld>")
            target = '<Relationships><Relationship Target="../media/image1.png"/></Relationships>'
            parts.writestr(f"ppt/slides/_rels/slide{nth}.xml.rels", target)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "content", "pages"),
    [
        ("pdf", pdf((WORDS, None)), 0),
        ("pdf", pdf((WORDS, (1200, 1700))), 0),
        ("pdf", pdf(("Exampleshire Council", (200, 80))), 0),  # a cover with a logo
        ("pdf", pdf(("", None)), 0),  # a blank page
        ("pdf", pdf((LETTER_BY_LETTER, None)), 1),
        ("pdf", pdf((UNSPEAKABLE, None)), 1),
        ("pdf", pdf((WORDS, None), ("", (1200, 1700)), ("", (90, 90))), 2),
        ("pdf", pdf(("Page 1", (1200, 1700))), 1),  # a scan with a stamp
        ("docx", word(WORDS, True), 0),
        ("docx", word("", False), 0),
        ("docx", word("Plan", True), 1),
        ("pptx", slides(WORDS, "", "1"), 2),
    ],
)
def test_pages_to_be_seen_are_counted(kind: str, content: bytes, pages: int) -> None:
    assert unread_pages(kind, content) == pages


def test_a_font_that_does_not_say_its_letters_cannot_be_read() -> None:
    drawn = canvas.Canvas(content := io.BytesIO())
    drawn.setFont(own_font(), 12)
    drawn.drawString(72, 700, WORDS)
    drawn.save()
    assert unread_pages("pdf", content.getvalue()) == 0
    with pikepdf.open(content) as made:
        for font in made.pages[0].resources["/Font"].values():
            if "/ToUnicode" in font:
                del font["/ToUnicode"]
        out = io.BytesIO()
        made.save(out)
    assert unread_pages("pdf", out.getvalue()) == 1


def test_a_scan_does_not_pass_the_gate() -> None:
    hits = disclosure_gate({"a.pdf": pdf(("", (1200, 1700)))}, frozenset())
    assert hits == (Hit("a.pdf", CANNOT_BE_SEARCHED, 1),)
