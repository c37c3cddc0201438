"""What an upload is and whether it is safe to open, from its bytes, before anything parses it."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.returns.formats.old_sheets import OLE_ERRORS, has_password, links_outside
from visit_exchange.returns.formats.withheld import (
    BROKEN,
    LOCKED,
    TOO_HEAVY,
    TWO_KINDS,
    WithheldError,
)
from visit_exchange.returns.formats.workbook_guard import guard_workbook
from visit_exchange.returns.screening.document_guard import (
    guard_office_document,
    guard_old_document,
    guard_open_document,
    guard_pdf,
    ole_has_macros,
)
from visit_exchange.returns.screening.file_kind import PDF, PDF_WITHIN, kind_of

MOST_BYTES = 100 << 20
MEMORY_MB = 1_024
SECONDS = 30
BEFORE_PDF = b"\xef\xbb\xbf \t\r\n\0"
BLANK = BEFORE_PDF + b"\xff\xfe"  # byte order marks say nothing either
SEND_INSTEAD = "Upload lists as an Excel workbook or CSV, and documents as PDF or Word."
UNWANTED = {
    "encrypted": LOCKED.format(what="The file"),
    "damaged": BROKEN,
    "zip": "The file is a packed folder. Unpack it and upload each file in it on its own.",
    "markup": (
        "The file is a web page or XML, whatever its name says. "
        "Open it in Excel or Word, save it as a workbook or document and upload that."
    ),
    "iwork": (
        "The file is of Apple’s Numbers, Pages or Keynote. "
        "Export it as an Excel workbook, Word document or PDF and upload that."
    ),
    "email": (
        "The file is an e-mail. "
        "Save what is attached to it and upload each file on its own; print its text to a PDF."
    ),
    "rtf": "The file is a rich text document. Save it as a PDF or Word document and upload that.",
    "opendocument": (
        "The file is an OpenDocument drawing, formula or template. "
        "Save it as a PDF or Word document and upload that."
    ),
    "link": (
        "The file is only a link to the document, not the document itself. "
        "Open the link, save a copy of the document and upload that."
    ),
    "ppt": "The file is an old PowerPoint file. Save it as a PDF and upload that.",
    "unknown": f"The file is of a kind that cannot be used. {SEND_INSTEAD}",
}


@dataclass(frozen=True)
class Screened:
    """What a file is. ``withheld``: None, or a sentence for the authority; ``notes``: no values."""

    kind: str
    withheld: str | None = None
    notes: tuple[str, ...] = ()


def screen(content: bytes, name: str) -> Screened:
    """Return what the file is and whether it is withheld; never raises for anything in the file.

    ``name`` is what the authority called it: used for nothing but telling text from a list of one
    column, never trusted.
    """
    if not content.strip(BLANK):
        return Screened(
            "unknown", "The file is empty. Check that it was saved, then upload it again."
        )
    if len(content) > MOST_BYTES:
        return Screened(
            "unknown",
            f"The file is larger than {MOST_BYTES >> 20} megabytes. "
            "Split it, or save its pictures smaller, and upload it again.",
        )
    try:
        return run_limited(
            _screen, content, name, memory_mb=MEMORY_MB, seconds=SECONDS, answers=(Screened,)
        )
    except ChildStoppedError:
        return Screened("unknown", TOO_HEAVY)


def _screen(content: bytes, name: str) -> Screened:
    kind = kind_of(content)
    if kind == "txt" and name.lower().endswith((".csv", ".tsv")):
        kind = "csv"
    if kind in UNWANTED:
        return Screened(kind if kind == "zip" else "unknown", UNWANTED[kind])
    try:
        return Screened(kind, None, _GUARDS.get(kind, _nothing)(content))
    except WithheldError as error:
        return Screened(kind, str(error))


def _guard_old_workbook(content: bytes) -> tuple[str, ...]:
    try:
        locked = has_password(content)
    except OLE_ERRORS:
        raise WithheldError(BROKEN) from None
    if locked:
        raise WithheldError(LOCKED.format(what="The workbook"))
    _guard_single(content)
    notes = {
        "The workbook has macros; only its values were read.": ole_has_macros(content),
        "The workbook has links to other workbooks; only its values were read.": links_outside(
            content
        ),
    }
    return tuple(note for note, holds in notes.items() if holds)


def _guard_single(content: bytes) -> tuple[str, ...]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise WithheldError(TWO_KINDS)
    return ()


def _guard_pdf_alone(content: bytes) -> tuple[str, ...]:
    if content[: content.index(PDF)].strip(BEFORE_PDF):
        raise WithheldError(TWO_KINDS)
    return _guard_single(content) + guard_pdf(content)


def _guard_office_alone(content: bytes) -> tuple[str, ...]:
    if PDF in content[:PDF_WITHIN]:
        raise WithheldError(TWO_KINDS)
    return guard_office_document(content)


def _guard_old_alone(content: bytes) -> tuple[str, ...]:
    return _guard_single(content) + guard_old_document(content)


def _nothing(content: bytes) -> tuple[str, ...]:
    return ()


_GUARDS: dict[str, Callable[[bytes], tuple[str, ...]]] = {
    **dict.fromkeys(("xlsx", "xlsm", "xlsb", "ods"), guard_workbook),
    "xls": _guard_old_workbook,
    "pdf": _guard_pdf_alone,
    **dict.fromkeys(("docx", "pptx"), _guard_office_alone),
    **dict.fromkeys(("odt", "odp"), guard_open_document),
    "doc": _guard_old_alone,
    "image": _guard_single,
}
