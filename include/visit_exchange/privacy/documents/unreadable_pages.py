"""Pages that are to be seen, not read: scans, photographs, fonts that do not say their letters.

Nobody can say what stands on them without looking. Such a document does not pass the gate: a
person decides. A picture beside words, such as a logo or a photograph of a building, is let be.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import pikepdf

from visit_exchange.privacy.documents.document_text import (
    DAMAGED_PDF,
    DAMAGED_XML,
    DAMAGED_ZIP,
    WRONG_SHAPE,
    UnreadableDocument,
    office_parts,
)
from visit_exchange.privacy.documents.pdf_text import page_text

# A scan has a million dots, a logo some thousands; a stamped header has a few words.
LARGE_PICTURE = 500_000
FEW_LETTERS = 40
MOST_LOST = 0.2  # the share of characters that a font does not tell
_PAINTS = frozenset(
    {"Do", "sh", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "INLINE IMAGE", "BI"}
)
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")


def unread_pages(kind: str, content: bytes) -> int:
    """Return how many pages of a document show something and hold no text to search."""
    if kind == "pdf":
        return _in_pdf(content)
    if kind in ("docx", "pptx"):
        return _in_office(kind, content)
    if kind in ("odt", "odp"):
        return _in_open_document(content)
    return 0


def _in_pdf(content: bytes) -> int:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return sum(1 for page in pdf.pages if _is_unread(page))
    except (*DAMAGED_PDF, *WRONG_SHAPE) as error:
        raise UnreadableDocument("The PDF cannot be opened. Save it again") from error


def _is_unread(page: pikepdf.Page) -> bool:
    text = page_text(page)
    letters = sum(character.isalnum() for character in text)
    lost = text.count("\ufffd")
    if lost and lost > MOST_LOST * (letters + lost):
        return True
    if letters == 0:
        return _paints(page)
    return letters < FEW_LETTERS and _largest_picture(page.resources) >= LARGE_PICTURE


def _paints(page: pikepdf.Page) -> bool:
    drawn = pikepdf.parse_content_stream(page.obj)
    return any(str(instruction.operator) in _PAINTS for instruction in drawn)


def _largest_picture(resources: Any, depth: int = 0) -> int:
    sizes = [0]
    for drawn in dict(resources.get("/XObject") or {}).values():
        if drawn.get("/Subtype") == "/Image":
            sizes.append(int(drawn.get("/Width", 0)) * int(drawn.get("/Height", 0)))
        elif depth < 5 and (within := drawn.get("/Resources")) is not None:
            sizes.append(_largest_picture(within, depth + 1))
    return max(sizes)


def _in_office(kind: str, content: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = frozenset(parts.namelist())
            relations = {n: parts.read(n).decode("utf-8", "replace") for n in names if ".rels" in n}
    except (*DAMAGED_ZIP, *DAMAGED_XML) as error:
        raise UnreadableDocument("The document cannot be opened. Save it again") from error
    texts = office_parts(content)
    shown = ["word/document.xml"] if kind == "docx" else list(filter(_SLIDE.fullmatch, names))
    return sum(1 for part in shown if _is_picture_alone(texts.get(part, ""), part, relations))


def _in_open_document(content: bytes) -> int:
    body = office_parts(content).get("content.xml", "")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        shows = any(name.startswith("Pictures/") for name in parts.namelist())
    return int(shows and sum(character.isalnum() for character in body) < FEW_LETTERS)


def _is_picture_alone(text: str, part: str, relations: Mapping[str, str]) -> bool:
    folder, name = posixpath.split(part)
    shows = "media/" in relations.get(f"{folder}/_rels/{name}.rels", "")
    return shows and sum(character.isalnum() for character in text) < FEW_LETTERS
