"""A PDF as pdfium reads it: the text of its pages with its places, and what the pages look like."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
from PIL import Image
from pypdfium2 import raw

DOTS_AN_INCH = 200
_POINTS_AN_INCH = 72
MOST_DOTS_A_SIDE = 3_000
DEEPEST = 8


class UnreadablePdfError(Exception):
    """pdfium cannot open the PDF, or one of its pages."""


@dataclass(frozen=True)
class Box:
    """Where something stands on its page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Line:
    """A line of text and where it stands."""

    text: str
    box: Box


@dataclass(frozen=True)
class Legible:
    """How many letters of a page are known, how many characters are lost, and how many in a row."""

    letters: int
    lost: int
    longest_lost: int


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Give the PDF as pdfium reads it. Raises UnreadablePdfError, also for what fails within."""
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError("the PDF cannot be opened") from error
    try:
        yield pdf
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdfError("a page cannot be read") from error
    finally:
        pdf.close()


def text_of(page: pypdfium2.PdfPage) -> str:
    """Return the text of a page, also what lies beyond its edges or cannot be seen."""
    text = page.get_textpage()
    try:
        found: str = text.get_text_range(errors="ignore")
    finally:
        text.close()
    return found.replace("\r\n", "\n").replace("\r", "\n").replace("\x02", "-")


def size_of(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Return a page's width and height in points, as it is shown."""
    width, height = page.get_size()
    return width, height


def drawn(page: pypdfium2.PdfPage, dots_an_inch: int = DOTS_AN_INCH) -> Image.Image:
    """Return what a page looks like, with the notes and form fields on it."""
    scale = dots_an_inch / _POINTS_AN_INCH
    longest = max(*page.get_size(), 1)
    scale = min(scale, MOST_DOTS_A_SIDE / longest)
    looks: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil()
    return looks.convert("RGB")


def lines_of(page: pypdfium2.PdfPage) -> tuple[Line, ...]:
    """Return the runs of text on a page, each with its place, as far as they stand on the page."""
    text = page.get_textpage()
    try:
        boxes = [Box(*text.get_rect(nth)) for nth in range(text.count_rects())]
        runs = [
            Line(text.get_text_bounded(b.left, b.bottom, b.right, b.top).strip(), b) for b in boxes
        ]
    finally:
        text.close()
    return tuple(run for run in runs if run.text)


def letters_of(page: pypdfium2.PdfPage) -> tuple[Line, ...]:
    """Return each character of a page with the place that its font gives it, also the spaces that
    the page has, and not those that pdfium adds where it sees a gap.

    Programs place lines, words or letters: only of letters it is known what stands beside what.
    """
    text = page.get_textpage()
    try:
        told = [(chr(raw.FPDFText_GetUnicode(text, n)), n) for n in range(text.count_chars())]
        return tuple(
            Line(sign, Box(*text.get_charbox(nth, loose=True)))
            for sign, nth in told
            if sign.isprintable() and raw.FPDFText_IsGenerated(text, nth) != 1
        )
    finally:
        text.close()


def legible(page: pypdfium2.PdfPage) -> Legible:
    """Return how much of a page's text its fonts tell."""
    text = page.get_textpage()
    letters = lost = run = longest = 0
    try:
        for nth in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, nth)
            if raw.FPDFText_HasUnicodeMapError(text, nth) == 1 or _says_nothing(code):
                lost, run = lost + 1, run + 1
                longest = max(longest, run)
            elif not chr(code).isspace():
                letters, run = letters + chr(code).isalnum(), 0
    finally:
        text.close()
    return Legible(letters, lost, longest)


def _says_nothing(code: int) -> bool:
    """Say whether a character stands for none: private, a control, or the sign for "unknown"."""
    is_control = code < 0x20 and code not in (0x02, 0x09, 0x0A, 0x0D)
    is_private = 0xE000 <= code <= 0xF8FF
    is_none = 0xFFFD <= code <= 0xFFFF or code >= 0x110000
    return is_control or is_private or is_none


def pictures_on(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfImage]:
    """Yield the pictures that a page and its forms show."""
    yield from page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST)


def shows_anything(page: pypdfium2.PdfPage) -> bool:
    """Say whether a page draws anything at all."""
    return any(True for _ in page.get_objects(max_depth=DEEPEST))
