"""Takes out of documents what their pages do not show: authors, properties, attached files."""

import io
import re
import zipfile
from collections.abc import Callable

import pikepdf

from visit_exchange.errors import UserError
from visit_exchange.privacy.documents.document_text import (
    DAMAGED_PDF,
    DAMAGED_ZIP,
    OFFICE,
    PLAIN,
    WRONG_SHAPE,
)
from visit_exchange.privacy.documents.pictures import DamagedPictureError, without_metadata
from visit_exchange.privacy.pdf_rebuild import rebuilt

_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
# Properties, thumbnails and bound data are dropped whole; readers do without them.
_DROPPED = re.compile(r"docProps/|customXml/|xl/persons/|word/people\.xml")
# These carry whole files or tables that nobody sees on the page. Dropping them breaks the document.
_HIDDEN_CONTENT = re.compile(
    r".*(?:/embeddings/|/vbaProject|/activeX/|pivotCache|/externalLinks/|/model/|connections\.xml)"
)
_SIGNED = re.compile(rb'(\b(?:w:|w15:)?(?:author|initials|userId|lastModifiedBy)=")[^"]*(")')
_AUTHORS = re.compile(rb"<author>[^<]*</author>")


class CannotBeCleaned(UserError):
    """The document holds something that cannot be taken out; it goes no further."""


def strip_metadata(kind: str, content: bytes) -> bytes:
    """Return the document without metadata: ``kind`` is pdf, docx, pptx, xlsx, txt or csv.

    The same document always gives the same bytes. Raises CannotBeCleaned, with the way out, for
    what cannot be opened or cleaned.
    """
    if kind == "pdf":
        return _cleaned_pdf(content)
    if kind in OFFICE:
        return _cleaned_office(content)
    if kind in PLAIN:
        return content
    raise CannotBeCleaned("This kind of file cannot be passed on. Save it as a PDF and upload that")


def _cleaned_pdf(content: bytes) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise CannotBeCleaned("Save the PDF without its password and upload it again")
        return rebuilt(content)
    except pikepdf.PasswordError as error:
        raise CannotBeCleaned("Save the PDF without its password and upload it again") from error
    except (*DAMAGED_PDF, *WRONG_SHAPE) as error:
        raise CannotBeCleaned("The PDF cannot be opened. Save it again and upload it") from error


def _cleaned_office(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if any(_HIDDEN_CONTENT.match(name) for name in parts.namelist()):
                raise CannotBeCleaned(
                    "The document has another file or data inside it. "
                    "Save it as a PDF and upload that"
                )
            kept = {
                part.filename: _cleaned_part(part.filename, parts.read(part))
                for part in parts.infolist()
                if not part.is_dir() and not _DROPPED.match(part.filename)
            }
    except DamagedPictureError as error:
        raise CannotBeCleaned(
            "The document has a picture that cannot be opened. Save it as a PDF and upload that"
        ) from error
    except DAMAGED_ZIP as error:
        raise CannotBeCleaned("The document cannot be opened. Save it again") from error
    return _zipped(kept)


def _cleaned_part(name: str, content: bytes) -> bytes:
    if name == "[Content_Types].xml":
        return re.sub(rb"<Override[^>]*?/>", _unless_dropped(rb'PartName="/([^"]*)"'), content)
    if name.endswith(".rels"):
        return re.sub(
            rb"<Relationship [^>]*?/>",
            _unless_dropped(rb'Target="(?:/|(?:\.\./)*)([^"]*)"'),
            content,
        )
    if "/media/" in name:
        return without_metadata(name, content)
    if name.endswith((".xml", ".vml")):
        return _AUTHORS.sub(b"<author></author>", _SIGNED.sub(rb"\1\2", content))
    return content


def _unless_dropped(target: bytes) -> Callable[[re.Match[bytes]], bytes]:
    def choose(match: re.Match[bytes]) -> bytes:
        found = re.search(target, match[0])
        name = found[1].decode("utf-8", "replace") if found else ""
        gone = any(_DROPPED.match(folder + name) for folder in ("", "word/", "xl/"))
        return b"" if gone else match[0]

    return choose


def _zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
