"""Files that stand where a document should be: a link, a pointer, an error, "To follow"."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.office.package import read_package
from visit_exchange.privacy.documents.office.relationships import read_relationships
from visit_exchange.privacy.documents.pdf.pages import UnreadablePdfError
from visit_exchange.privacy.documents.pdf.sight import shows_nothing
from visit_exchange.privacy.documents.tables import document_paragraphs
from visit_exchange.returns.documents.contentless_words import (
    ERROR_KEYS,
    ERRORS,
    FOLLOWS,
    LINK_FILES,
    LINK_KEYS,
    NOTHING,
    POINTERS,
)
from visit_exchange.returns.documents.document_columns import PACKAGES, WORKBOOKS, tables_of
from visit_exchange.returns.documents.elsewhere import (
    ADDRESS,
    has_links,
    leads_outside,
    names_another_place,
    points,
)
from visit_exchange.returns.documents.opening_lines import opening_lines
from visit_exchange.returns.formats.delimited import decode
from visit_exchange.returns.formats.withheld import WithheldError

MEMORY_MB = 1_024
SECONDS = 20
_SEND_ITSELF = "Open the link, download the document and upload that."
LINK_FILE = f"The file is only a link to the document, not the document itself. {_SEND_ITSELF}"
ONLY_A_LINK = f"There is nothing in this document but a link. {_SEND_ITSELF}"
ELSEWHERE = (
    "This file only says where the document is. Open the document there, save a copy and upload "
    "that."
)
POINTER = (
    "The file is a pointer that a program left in place of the document: the document was not "
    "downloaded. Open it on your computer, save a copy and upload that."
)
ERROR = (
    "The file holds an error message of a website or program, not the document. Download the "
    "document again, open it to check it, and upload that."
)
DATA = (
    "The file holds data of a program (JSON), not a document. Save the document as a PDF or Word "
    "document and upload that."
)
EMPTY = "There is nothing in this document. Check that it was saved, then upload it again."
TO_FOLLOW = (
    "This file holds no document yet: it only says so. Upload the document when you have it. If "
    "you do not hold one, say so in the checklist."
)
# A page with more than this says something itself.
_MOST_WORDS_WITH_LINK = 15
_MOST_WORDS_AROUND_LINK = 80  # that send the reader there: a covering letter, with its signature
_MOST_WORDS_TO_FOLLOW = 25
_MOST_WORDS_OF_ERROR = 80
_MOST_LINES = 60
_LONGEST_LINE = 2_000
_LONGEST_POINTER = 4_096


def without_content(kind: str, content: bytes) -> str | None:
    """Return what to tell of a file that holds no document, with the way out; None for others.

    Looks in a child process: what cannot be read there is for others to tell of.
    """
    try:
        told = run_limited(_judged, kind, content, memory_mb=MEMORY_MB, seconds=SECONDS)
    except ChildStoppedError:
        return None
    return told or None


def _judged(kind: str, content: bytes) -> str:
    return told_of(kind, content, lambda: opening_lines(kind, content))


def told_of(kind: str, content: bytes, opening: Callable[[], Sequence[str]]) -> str:
    """Return the same in a child; ``opening`` reads the first lines. Empty for a document."""
    try:
        if kind in ("txt", "csv"):
            text = decode(content) or ""
            return _of_text_file(text) or _of_lines(text.splitlines()[:_MOST_LINES], has_link=False)
        if kind in WORKBOOKS:
            rows = (row for table in tables_of(kind, content) for row in table)
            told = [" ".join(filter(None, row)) for row in rows]
            return _of_lines(told, has_link=kind in _ZIPPED and has_links(kind, content))
        if kind in PACKAGES:
            return _of_package(content)
        lines = opening()
        if kind == "pdf" and not lines and shows_nothing(content):
            return EMPTY
        return _of_lines(lines, has_link=kind == "pdf" and has_links(kind, content))
    except (CannotBeCleaned, WithheldError, UnreadablePdfError):
        return ""


def _of_text_file(text: str) -> str:
    if len(text) < _LONGEST_POINTER:
        if LINK_FILES.match(text):
            return LINK_FILE
        if POINTERS.match(text):
            return POINTER
    return _of_json(text) if text.lstrip()[:1] in ("{", "[") else ""


def _of_json(text: str) -> str:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    keys = set(told) if isinstance(told, dict) else set()
    if keys & LINK_KEYS and len(text) < _LONGEST_POINTER:
        return LINK_FILE
    return ERROR if keys & ERROR_KEYS else DATA


def _of_package(content: bytes) -> str:
    parts = read_package(content)
    if _shows_pictures(parts):
        return ""
    lines = document_paragraphs(content)
    if not any(character.isalnum() for line in lines for character in line):
        return EMPTY
    return _of_lines(lines, has_link=leads_outside(parts))


def _shows_pictures(parts: Mapping[str, bytes]) -> bool:
    """Say whether the body has pictures: they may be the document. A letterhead’s are none."""
    if b"Pictures/" in parts.get("content.xml", b""):
        return True
    bodies = [name for name in parts if _BODY.fullmatch(name)]
    led_to = (each for name in bodies for each in read_relationships(parts, name).values())
    return any(each.target.lower().endswith(_PICTURES) for each in led_to)


_BODY = re.compile(r"word/document\.xml|ppt/slides/[^/]+\.xml")
_ZIPPED = frozenset({"xlsx", "xlsm", "ods"})
_PICTURES = (".png", ".jpeg", ".jpg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg")


def _of_lines(lines: Sequence[str], *, has_link: bool) -> str:
    """Judge the lines with which a document opens; one with enough words is a document."""
    cut = (line.strip()[:_LONGEST_LINE] for line in islice(lines, _MOST_LINES))
    lines = [line for line in cut if line]
    text = "\n".join(lines)
    words = len(ADDRESS.sub(" ", text).split())
    is_linked = has_link or ADDRESS.search(text) is not None
    rules: tuple[tuple[int, Callable[[], bool], str], ...] = (
        (_MOST_WORDS_WITH_LINK, lambda: is_linked, ONLY_A_LINK),
        (_MOST_WORDS_AROUND_LINK, lambda: is_linked and points(text), ONLY_A_LINK),
        (_MOST_WORDS_OF_ERROR, lambda: bool(ERRORS.search(text)), ERROR),
        (_MOST_WORDS_TO_FOLLOW, lambda: names_another_place(text), ELSEWHERE),
        (_MOST_WORDS_TO_FOLLOW, lambda: _says_so(lines, text), TO_FOLLOW),
    )
    return next((told for most, holds, told in rules if words <= most and holds()), "")


def _says_so(lines: Sequence[str], text: str) -> bool:
    return bool(FOLLOWS.search(text)) or any(NOTHING.fullmatch(line) for line in lines)
