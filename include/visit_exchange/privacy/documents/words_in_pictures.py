"""The words in the pictures of Word, PowerPoint, Excel and OpenDocument files: to search them.

A screenshot of a list of pupils is a list of pupils. What is read goes nowhere but to the search.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image

from visit_exchange.privacy.documents.office.package import read_package
from visit_exchange.privacy.documents.pdf.looking import (
    LARGEST_LOOK,
    LONGEST_SIDE,
    MOST_LINES,
    MOST_LOOKS,
)
from visit_exchange.privacy.documents.pdf.ocr import (
    is_read_badly,
    is_worth_a_look,
    on_paper,
    read_picture,
)

_PICTURES = (".png", ".jpeg")  # what a cleaned package has


@dataclass
class PictureWords:
    """What was read in a document's pictures, and how many of them a person has to look at."""

    lines: list[str] = field(default_factory=list, repr=False)
    unread: int = 0


def words_in_pictures(content: bytes) -> PictureWords:
    """Return the words in the pictures of a cleaned package. Raises CannotBeCleaned."""
    found = PictureWords()
    looks = 0
    for picture in _pictures(content):
        if not is_worth_a_look(*picture.size):
            continue
        is_large = picture.width * picture.height > LARGEST_LOOK
        if is_large or looks >= MOST_LOOKS or len(found.lines) >= MOST_LINES:
            found.unread += 1
            continue
        looks += 1
        _read(found, picture)
    return found


def _pictures(content: bytes) -> Iterator[Image.Image]:
    """Yield each different picture; a package may show one of them on every page."""
    seen: set[bytes] = set()
    for name, part in read_package(content).items():
        mark = hashlib.sha256(part).digest()
        if name.endswith(_PICTURES) and mark not in seen:
            seen.add(mark)
            with Image.open(io.BytesIO(part)) as picture:
                yield picture


def _read(found: PictureWords, picture: Image.Image) -> None:
    shown = on_paper(picture)
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    lines = read_picture(shown)
    if is_read_badly(lines):
        found.unread += 1
    found.lines += (line.text for line in lines)
