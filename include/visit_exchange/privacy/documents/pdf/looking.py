"""Looks at what in a PDF is a picture, and writes what it reads there into the page, unseen.

So a scan can be searched from then on, by the gate and by inspectors, without being read again.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
import pypdfium2
from PIL import Image

from visit_exchange.privacy.documents.pdf.ocr import (
    ReadLine,
    is_read_badly,
    is_worth_a_look,
    on_paper,
    read_picture,
)
from visit_exchange.privacy.documents.pdf.pages import (
    Box,
    Line,
    drawn,
    opened,
    pictures_on,
    size_of,
    text_of,
)
from visit_exchange.privacy.documents.pdf.pieces import pieced, seen
from visit_exchange.privacy.documents.pdf.rebuild import saved
from visit_exchange.privacy.documents.pdf.sight import is_unread
from visit_exchange.privacy.documents.pdf.text_layer import TextLayer

LARGEST_LOOK = 60_000_000  # dots: a larger picture waits for a person
MOST_LOOKS = 24  # pictures and pages of one document
MOST_LINES = 500  # lines of text in them: ten full pages
LONGEST_SIDE = 2_600  # dots: more shows no more words


@dataclass(frozen=True)
class Looked:
    """A PDF with what was read in its pictures; ``unread`` are the pages (from 0) that a person
    has to look at."""

    content: bytes
    unread: frozenset[int]


@dataclass
class _Looking:
    """What was read so far: lines by page, pages to be seen, pictures looked at before."""

    lines: dict[int, list[Line]] = field(default_factory=dict)
    unread: set[int] = field(default_factory=set)
    seen: set[bytes] = field(default_factory=set)
    looks: int = 0
    read: int = 0

    @property
    def is_tired(self) -> bool:
        return self.looks >= MOST_LOOKS or self.read >= MOST_LINES


def look_at(content: bytes) -> Looked:
    """Return a rebuilt PDF with what is read in its pictures. Raises UnreadablePdfError."""
    looking = _Looking()
    with opened(content) as pdf:
        for nth in range(len(pdf)):
            page = pdf[nth]
            if is_unread(page):
                _look_at_page(looking, nth, page)
            else:
                _look_at_pictures(looking, nth, page)
                _look_at_pieces(looking, nth, page)
            page.close()
    if not looking.lines:
        return Looked(content, frozenset(looking.unread))
    return Looked(_written(content, looking.lines), frozenset(looking.unread))


def first_words(content: bytes) -> str:
    """Return what is read on the first page of a scan. Raises UnreadablePdfError."""
    with opened(content) as pdf:
        return "\n".join(line.text for line in read_picture(drawn(pdf[0])))


def _look_at_page(looking: _Looking, nth: int, page: pypdfium2.PdfPage) -> None:
    lines = () if looking.is_tired else _read(looking, drawn(page))
    if not lines or is_read_badly(lines, few=0):
        looking.unread.add(nth)
        return
    width, height = size_of(page)
    _keep(looking, nth, lines, Box(0, 0, width, height), drawn(page).size)


def _look_at_pictures(looking: _Looking, nth: int, page: pypdfium2.PdfPage) -> None:
    for picture in pictures_on(page):
        width, height = picture.get_px_size()
        if not is_worth_a_look(width, height):
            continue
        if width * height > LARGEST_LOOK or looking.is_tired:
            looking.unread.add(nth)
            continue
        image = _image(picture)
        mark = hashlib.sha256(image.tobytes()).digest()
        if mark in looking.seen:
            continue
        looking.seen.add(mark)
        lines = _read(looking, image)
        if is_read_badly(lines):
            looking.unread.add(nth)
        else:
            _keep(looking, nth, lines, Box(*picture.get_bounds()), image.size)


def _look_at_pieces(looking: _Looking, nth: int, page: pypdfium2.PdfPage) -> None:
    """Read what is cut into strips or drawn as shapes, and keep what the page does not say."""
    part = pieced(page)
    if part is None:
        return
    if looking.is_tired:
        looking.unread.add(nth)
        return
    image = seen(page, part)
    known = _letters_of(text_of(page))
    lines = [line for line in _read(looking, image) if _letters_of(line.text) not in known]
    if is_read_badly(lines):
        looking.unread.add(nth)
    elif lines:
        _keep(looking, nth, lines, part, image.size)


def _letters_of(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _read(looking: _Looking, image: Image.Image) -> tuple[ReadLine, ...]:
    lines = read_picture(image)
    looking.looks += 1
    looking.read += len(lines)
    return lines


def _image(picture: pypdfium2.PdfImage) -> Image.Image:
    stored: Image.Image = picture.get_bitmap(render=True).to_pil()
    image = on_paper(stored)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return image


def _keep(
    looking: _Looking, nth: int, lines: Sequence[ReadLine], on: Box, dots: tuple[int, int]
) -> None:
    across, up = (on.right - on.left) / dots[0], (on.top - on.bottom) / dots[1]
    placed = (
        Line(
            line.text,
            Box(
                on.left + line.box[0] * across,
                on.top - line.box[3] * up,
                on.left + line.box[2] * across,
                on.top - line.box[1] * up,
            ),
        )
        for line in lines
    )
    looking.lines.setdefault(nth, []).extend(placed)


def _written(content: bytes, lines: dict[int, list[Line]]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        layer = TextLayer(pdf)
        for nth, read in lines.items():
            layer.add(pdf.pages[nth], read)
        layer.close()
        return saved(pdf)
