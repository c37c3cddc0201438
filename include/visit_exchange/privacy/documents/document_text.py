"""Everything that can be read in a document: its text, notes, properties and attached names."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError

import pikepdf
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from visit_exchange.errors import UserError
from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.office.package_text import package_strings
from visit_exchange.privacy.documents.pdf.looking import first_words
from visit_exchange.privacy.documents.pdf.pages import UnreadablePdfError
from visit_exchange.privacy.documents.pdf.text import pages_text, pdf_text
from visit_exchange.privacy.documents.plain_text import UNREADABLE, decoded_text
from visit_exchange.privacy.documents.readings import closed_up, in_pieces, other_readings

OFFICE = frozenset({"docx", "pptx", "xlsx"})
OPEN_DOCUMENT = frozenset({"odt", "ods", "odp"})
PDF_NOT_OPENED = "The PDF cannot be opened. Save it again without password"
PLAIN = frozenset({"txt", "csv", "json", "ics", "html", "md"})
_XML = (".xml", ".rels", ".vml", ".svg")
_BINARY = (".bin", ".emf", ".wmf")  # drawings and settings, with words in them
_WORDS = re.compile(rb"[\x20-\x7e]{5,}|(?:[\x20-\x7e]\x00){5,}")
LARGEST_PART = 200 * 2**20  # bytes of one part, unpacked
# Word and PowerPoint split one word over several of these; every other element ends a word.
_SPLITS_NO_WORD = (
    "r t rPr hyperlink smartTag ins del delText proofErr bookmarkStart bookmarkEnd rPh phoneticPr "
    "lastRenderedPageBreak softHyphen noBreakHyphen fldSimple sdt sdtContent commentRangeStart "
    "commentRangeEnd span a s"  # the last three are OpenDocument's
)
_INLINE = frozenset(_SPLITS_NO_WORD.split())
_TELLING = "descr title alt author displayName initials tooltip lastModifiedBy Target name userId"
_TOLD_IN = frozenset(_TELLING.split())


# A damaged file fails wherever its damage lies, so these are all that reading one can raise:
# what the zip, XML and PDF readers give up with, and what parts of the wrong shape lead to.
DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError, ValueError)
DAMAGED_XML = (ParseError, DefusedXmlException)
DAMAGED_PDF = (pikepdf.PikepdfError, UnreadablePdfError)
WRONG_SHAPE = (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError)


class UnreadableDocument(UserError):
    """The document cannot be read, so nobody can say what is in it."""


# It is asked for twice while a document is read: once for people, once for the gate.
@lru_cache(maxsize=1)
def document_text(kind: str, content: bytes) -> str:
    """Return all text of a document: ``kind`` is pdf, docx, odt, xlsx, txt, csv, json …

    What can be read another way (an address with %20, a word in base64) follows in that reading.
    Raises UnreadableDocument for other kinds and for what cannot be opened.
    """
    text = in_pieces(_text(kind, content))
    # Of a PDF, which knows no words, there is a copy of its own: see pulled_together.
    closed = "" if kind == "pdf" else closed_up(text)
    return f"{text}\n{other_readings(text)}\n{closed}"


def _text(kind: str, content: bytes) -> str:
    if kind == "pdf":
        return _pdf(content)
    if kind in OFFICE | OPEN_DOCUMENT:
        return _packaged(content)
    if kind in PLAIN:
        return plain_text(content)
    raise UnreadableDocument(f"A {kind} file cannot be searched. Save it as a PDF or Word document")


def shown_text(kind: str, content: bytes) -> str:
    """Return what a document shows, of a PDF without text what is read on its first page.

    Raises UnreadableDocument like ``document_text``.
    """
    if kind != "pdf":
        return document_text(kind, content)
    try:
        return "\n".join(pages_text(content)).strip() or first_words(content)
    except UnreadablePdfError as error:
        raise UnreadableDocument(PDF_NOT_OPENED) from error


def _packaged(content: bytes) -> str:
    try:
        return "\n".join(package_strings(content).values())
    except CannotBeCleaned as error:
        raise UnreadableDocument(str(error)) from error


def plain_text(content: bytes) -> str:
    """Return the text of a text file; UnreadableDocument for bytes that are no text."""
    text = decoded_text(content)
    if text is None:
        raise UnreadableDocument(UNREADABLE)
    return text


def office_parts(content: bytes) -> dict[str, str]:
    """Return the text of every part of a Word, PowerPoint or Excel file but pictures, by name."""
    return texts_of_parts(content, lambda _name: True)


def texts_of_parts(content: bytes, is_wanted: Callable[[str], bool]) -> dict[str, str]:
    """Return the text of each such part whose name is wanted."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return {
                part.filename: _part(part.filename, _read(parts, part))
                for part in parts.infolist()
                if part.filename.endswith((*_XML, *_BINARY)) and is_wanted(part.filename)
            }
    except (*DAMAGED_ZIP, *DAMAGED_XML) as error:
        raise UnreadableDocument("The document cannot be opened. Save it again") from error


def _part(name: str, content: bytes) -> str:
    return part_text(content) if name.endswith(_XML) else binary_text(content)


def binary_text(content: bytes) -> str:
    """Return the runs of letters in a part that is no text, as one or as two bytes each."""
    return "\n".join(run.replace(b"\0", b"").decode("ascii") for run in _WORDS.findall(content))


def part_text(xml: bytes) -> str:
    """Return the text of one XML part, words whole, with what its attributes tell."""
    told: list[str] = []
    _walk(fromstring(xml), told.append)
    return re.sub(r"\n{2,}", "\n", "".join(told))


def _read(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    if part.file_size > LARGEST_PART:
        raise UnreadableDocument("The document is too large to be searched. Send it in parts")
    return parts.read(part)


def _walk(element: Element, say: Callable[[str], None], within_run: bool = False) -> None:
    # How a run looks (bold, a colour) stands inside it and parts no word either.
    name = _local(element.tag)
    looks = within_run or name == "rPr"
    edge = "" if looks or name in _INLINE else "\n"
    say(edge + (element.text or ""))
    for child in element:
        _walk(child, say, looks)
        say(child.tail or "")
    say(edge)
    for key, value in element.attrib.items():
        if _local(key) in _TOLD_IN:
            say(f"\n{value}\n")


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _pdf(content: bytes) -> str:
    try:
        return pdf_text(content)
    except (*DAMAGED_PDF, *WRONG_SHAPE) as error:
        raise UnreadableDocument(PDF_NOT_OPENED) from error
