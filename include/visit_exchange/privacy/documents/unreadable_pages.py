"""Pages that are to be seen, not read: scans, photographs, fonts that do not say their letters.

Nobody can say what stands on them without looking. Such a document does not pass the gate: a
person decides. A picture beside words, such as a logo or a photograph of a building, is let be.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping

from visit_exchange.privacy.documents.document_text import (
    DAMAGED_PDF,
    DAMAGED_XML,
    DAMAGED_ZIP,
    WRONG_SHAPE,
    UnreadableDocument,
    office_parts,
)
from visit_exchange.privacy.documents.pdf.sight import FEW_LETTERS, unread_in_pdf

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
        return len(unread_in_pdf(content))
    except (*DAMAGED_PDF, *WRONG_SHAPE) as error:
        raise UnreadableDocument("The PDF cannot be opened. Save it again") from error


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
