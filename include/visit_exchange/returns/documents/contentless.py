"""Files that stand where a document should be: a link, a pointer, an error, "To follow"."""

import json
import re
from collections.abc import Callable, Sequence
from itertools import islice

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.office.package import read_package
from visit_exchange.privacy.documents.office.relationships import read_relationships
from visit_exchange.privacy.documents.pdf.pages import UnreadablePdfError
from visit_exchange.privacy.documents.pdf.sight import shows_nothing
from visit_exchange.privacy.documents.tables import document_paragraphs
from visit_exchange.returns.documents.document_columns import PACKAGES, WORKBOOKS, tables_of
from visit_exchange.returns.documents.opening_lines import opening_lines
from visit_exchange.returns.formats.delimited import decode
from visit_exchange.returns.formats.withheld import WithheldError

MEMORY_MB = 1_024
SECONDS = 20
_SEND_ITSELF = "Open the link, download the document and upload that."
LINK_FILE = f"The file is only a link to the document, not the document itself. {_SEND_ITSELF}"
ONLY_A_LINK = f"There is nothing in this document but a link. {_SEND_ITSELF}"
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
_MOST_WORDS_TO_FOLLOW = 25
_MOST_WORDS_OF_ERROR = 80
_MOST_LINES = 60
_LONGEST_LINE = 2_000
_LONGEST_POINTER = 4_096
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\\\\[\w.-]+\\\S+|\bfile:/\S+", re.IGNORECASE)
_LINK_FILES = re.compile(
    r"\s*\[(?:InternetShortcut|Desktop Entry|\{000214A0)|.{0,400}^URL(?:\[\w+\])?=\w+://",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_POINTERS = re.compile(
    r"\s{0,40}(?:version https://\S{1,200}/spec/v\d|/?annex/objects/|\.\./\S{1,400}\s{0,40}$|XSym\s"
    r"|!<symlink>)"
    r"|\s{0,40}(?:[\w.@ -]{1,200}/){1,20}[\w.@ -]{1,200}"
    r"\.(?:docx?|pdf|xlsx?|pptx?|od[tsp])\s{0,40}$",
    re.IGNORECASE,
)
_LINK_KEYS = frozenset({"url", "doc_id", "docId", "file_id", "resource_id", "webUrl"})
_ERROR_KEYS = frozenset({"error", "errors", "errorCode", "status", "code", "fault", "exception"})
_ERRORS = re.compile(
    r"\b(?:error|status|http)[ :/]{0,3}(?:[\d.]{3} )?[45]\d\d\b|\b[45]\d\d[ :-]{1,3}(?:not found|"
    r"forbidden|"
    r"unauthori[sz]ed|bad gateway|internal server|service unavailable|gateway time|error)"
    r"|\b(?:access|permission)s? (?:is |was |has been )?denied\b|\bitem ?not ?found\b"
    r"|\bNoSuchKey\b|\byou need (?:access|permission)\b|\brequest access\b"
    r"|\bsign in to (?:your account|continue|access)"
    r"|\b(?:session|link) (?:has )?(?:expired|timed out)"
    r"|\b(?:file|page|document|resource)\b.{0,30}\b(?:could not|cannot|can’t|can't|was not|"
    r"couldn’t|"
    r"couldn't) (?:be )?(?:found|opened|downloaded|loaded|displayed|retrieved)"
    r"|\btraceback \(most recent|\ban (?:unexpected )?error (?:has )?occurred"
    r"|\bquota exceeded\b|\bno such file\b|\bserver error\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"\bto follow\b|\bt\.?b\.?[cad]\b|\bto be (?:confirmed|advised|provided|sent|added|uploaded|"
    r"completed|written|agreed|inserted|finali[sz]ed|shared)\b"
    r"|\b(?:will|shall) (?:follow|be (?:sent|provided|uploaded|shared|submitted|added|available))\b"
    r"|\b(?:awaiting|pending)\b|\bplace ?holder\b|\bcoming soon\b"
    r"|\bnot (?:yet )?(?:available|complete|completed|ready|finished|written|finali[sz]ed)\b"
    r"|\b(?:in|under) (?:progress|development|preparation|review)\b"
    r"|\b(?:sent|emailed|provided|supplied|submitted|uploaded) (?:separately|by e-?mail|already)\b"
    r"|\bsee (?:attached|separate|other|e-?mail|item|above|below)\b"
    r"|\bas (?:discussed|per e-?mail)\b"
    r"|\b(?:insert|add|paste|type)\b.{0,30}\bhere\b|\bintentionally (?:left )?blank\b"
    r"|\blorem ipsum\b|\b(?:we do not|we don't|we don’t) (?:hold|have)\b|\bnot held\b"
    r"|\bnot applicable\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:n\s*/?\s*a|none|nil(?: return)?|blank|x+|test|todo|draft|-+|\.+)\W*", re.I
)


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
    try:
        if kind in ("txt", "csv"):
            text = decode(content) or ""
            return _of_text_file(text) or _of_lines(text.splitlines()[:_MOST_LINES], has_link=False)
        if kind in WORKBOOKS:
            rows = (row for table in tables_of(kind, content) for row in table)
            return _of_lines([" ".join(filter(None, row)) for row in rows], has_link=False)
        if kind in PACKAGES:
            return _of_package(content)
        lines = opening_lines(kind, content)
        if kind == "pdf" and not lines and shows_nothing(content):
            return EMPTY
        return _of_lines(lines, has_link=False)
    except (CannotBeCleaned, WithheldError, UnreadablePdfError):
        return ""


def _of_text_file(text: str) -> str:
    if len(text) < _LONGEST_POINTER:
        if _LINK_FILES.match(text):
            return LINK_FILE
        if _POINTERS.match(text):
            return POINTER
    return _of_json(text) if text.lstrip()[:1] in ("{", "[") else ""


def _of_json(text: str) -> str:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    keys = set(told) if isinstance(told, dict) else set()
    if keys & _LINK_KEYS and len(text) < _LONGEST_POINTER:
        return LINK_FILE
    return ERROR if keys & _ERROR_KEYS else DATA


def _of_package(content: bytes) -> str:
    parts = read_package(content)
    if any(name.lower().endswith(_PICTURES) for name in parts if "humbnail" not in name):
        return ""
    lines = document_paragraphs(content)
    if not any(character.isalnum() for line in lines for character in line):
        return EMPTY
    targets = read_relationships(parts, "word/document.xml").values()
    has_link = any(each.is_outside for each in targets) or b'xlink:href="http' in parts.get(
        "content.xml", b""
    )
    return _of_lines(lines, has_link=has_link)


_PICTURES = (".png", ".jpeg", ".jpg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg")


def _of_lines(lines: Sequence[str], *, has_link: bool) -> str:
    """Judge the lines with which a document opens; one with enough words is a document."""
    cut = (line.strip()[:_LONGEST_LINE] for line in islice(lines, _MOST_LINES))
    lines = [line for line in cut if line]
    text = "\n".join(lines)
    words = len(_ADDRESS.sub(" ", text).split())
    rules: tuple[tuple[int, Callable[[], bool], str], ...] = (
        (_MOST_WORDS_WITH_LINK, lambda: has_link or bool(_ADDRESS.search(text)), ONLY_A_LINK),
        (_MOST_WORDS_OF_ERROR, lambda: bool(_ERRORS.search(text)), ERROR),
        (_MOST_WORDS_TO_FOLLOW, lambda: _says_so(lines, text), TO_FOLLOW),
    )
    return next((told for most, holds, told in rules if words <= most and holds()), "")


def _says_so(lines: Sequence[str], text: str) -> bool:
    return bool(_FOLLOWS.search(text)) or any(_NOTHING.fullmatch(line) for line in lines)
