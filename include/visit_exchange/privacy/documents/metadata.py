"""Takes out of documents what their pages do not show: authors, properties, attached files."""

import io
from typing import Any

import pikepdf

from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.document_text import (
    DAMAGED_PDF,
    OFFICE,
    OPEN_DOCUMENT,
    PLAIN,
    WRONG_SHAPE,
)
from visit_exchange.privacy.documents.office_package import rebuilt_office
from visit_exchange.privacy.documents.opendocument import rebuilt_opendocument
from visit_exchange.privacy.documents.pictures import plain_jpeg
from visit_exchange.privacy.documents.plain_text import cleaned_text

__all__ = ["CannotBeCleaned", "strip_metadata"]


def strip_metadata(kind: str, content: bytes) -> bytes:
    """Return the document without metadata: ``kind`` is pdf, docx, odt, xlsx, txt, csv …

    The same document always gives the same bytes. Raises CannotBeCleaned, with the way out, for
    what cannot be opened or cleaned.
    """
    if kind == "pdf":
        return _cleaned_pdf(content)
    if kind in OFFICE:
        return rebuilt_office(kind, content)
    if kind in OPEN_DOCUMENT:
        return rebuilt_opendocument(kind, content)
    if kind in PLAIN:
        return cleaned_text(content)
    raise CannotBeCleaned("This kind of file cannot be passed on. Save it as a PDF and upload that")


def _cleaned_pdf(content: bytes) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise CannotBeCleaned("Save the PDF without its password and upload it again")
            _drop(pdf.trailer, "/Info")
            _drop(pdf.Root, "/Metadata", "/AF", "/OpenAction", "/AA", "/PieceInfo", "/Collection")
            _drop(pdf.Root.get("/Names"), "/EmbeddedFiles", "/JavaScript")
            for thing in pdf.objects:
                _drop(thing, "/Metadata", "/PieceInfo", "/AF", "/AA", "/LastModified")
                _clean_picture(thing)
            for page in pdf.pages:
                _clean_notes(page)
            cleaned = io.BytesIO()
            pdf.save(cleaned, deterministic_id=True)
            return cleaned.getvalue()
    except pikepdf.PasswordError as error:
        raise CannotBeCleaned("Save the PDF without its password and upload it again") from error
    except (*DAMAGED_PDF, *WRONG_SHAPE) as error:
        raise CannotBeCleaned("The PDF cannot be opened. Save it again and upload it") from error


def _drop(thing: Any, *keys: str) -> None:
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in keys:
            if key in thing:
                del thing[key]


def _clean_picture(thing: Any) -> None:
    """A photograph in a PDF is a whole JPEG, with all that the camera wrote into it."""
    is_jpeg = isinstance(thing, pikepdf.Stream) and thing.get("/Filter") == "/DCTDecode"
    if is_jpeg and thing.get("/Subtype") == "/Image":
        plain = plain_jpeg(thing.read_raw_bytes())
        thing.write(plain, filter=pikepdf.Name.DCTDecode, decode_parms=thing.get("/DecodeParms"))


def _clean_notes(page: pikepdf.Page) -> None:
    """Attached files go; other notes lose who wrote them."""
    notes = page.obj.get("/Annots")
    if notes is None:
        return
    kept = [note for note in notes if note.get("/Subtype") != "/FileAttachment"]
    for note in kept:
        _drop(note, "/T", "/A" if note.get("/Subtype") != "/Link" else "/AA")
    page.obj["/Annots"] = pikepdf.Array(kept)
