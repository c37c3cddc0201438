"""The text of a PDF: what its pages show, as pdfium reads them, and every string besides."""

import io
from collections.abc import Iterator

import pikepdf

from visit_exchange.privacy.documents.pdf.pages import opened, text_of
from visit_exchange.privacy.documents.pdf.strings import strings_of


def pages_text(content: bytes) -> Iterator[str]:
    """Yield the text of each page. Raises UnreadablePdfError."""
    with opened(content) as pdf:
        for nth in range(len(pdf)):
            page = pdf[nth]
            yield text_of(page)
            page.close()


def pdf_text(content: bytes) -> str:
    """Return the text of all pages, and below it each string that does not stand in it.

    Raises UnreadablePdfError and pikepdf.PdfError.
    """
    shown = "\n".join(pages_text(content))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        told = set(strings_of(pdf))
    known = "".join(shown.split())
    besides = (each for each in sorted(told) if "".join(each.split()) not in known)
    return "\n".join([shown, *besides])
