"""Takes out of documents what their pages do not show: authors, properties, attached files."""

import io

import pikepdf

from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.document_text import (
    DAMAGED_PDF,
    OFFICE,
    OPEN_DOCUMENT,
    PLAIN,
    WRONG_SHAPE,
)
from visit_exchange.privacy.documents.office.office_package import rebuilt_office
from visit_exchange.privacy.documents.office.opendocument import rebuilt_opendocument
from visit_exchange.privacy.documents.pdf.rebuild import rebuilt
from visit_exchange.privacy.documents.plain_text import cleaned_table, cleaned_text

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
    if kind == "csv":
        return cleaned_table(content)
    if kind in PLAIN:
        return cleaned_text(content)
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
