"""The lines with which a document opens, where it says what it is."""

from itertools import islice

from visit_exchange.privacy.documents.document_text import UnreadableDocument, texts_of_parts
from visit_exchange.privacy.documents.pdf.looking import first_words
from visit_exchange.privacy.documents.pdf.pages import UnreadablePdfError
from visit_exchange.privacy.documents.pdf.text import pages_text
from visit_exchange.returns.formats.cells import as_text
from visit_exchange.returns.formats.delimited import decode

MOST_LINES = 120
FIRST_PAGES = 4
WORD_BODY = "word/document.xml"
OPEN_BODY = "content.xml"
SLIDE = "ppt/slides/slide"


def opening_lines(kind: str, content: bytes) -> tuple[str, ...]:
    """Return the first lines with anything in them; none when there is no text to be had."""
    lines = (as_text(line) for line in _text(kind, content).splitlines())
    return tuple(islice((line for line in lines if line), MOST_LINES))


def _text(kind: str, content: bytes) -> str:
    try:
        if kind == "pdf":
            return _pdf(content)
        if kind in ("docx", "pptx", "odt", "odp"):
            return _office(content)
    except (UnreadableDocument, UnreadablePdfError, ValueError, TypeError, RuntimeError):
        # Damaged beyond reading: its name and the checklist may still say what it is.
        return ""
    return (decode(content) or "") if kind == "txt" else ""


def _pdf(content: bytes) -> str:
    """Return the first pages' text; of a scan what is read on its first page."""
    text = "\n".join(islice(pages_text(content), FIRST_PAGES))
    return text if text.strip() else first_words(content)


def _office(content: bytes) -> str:
    parts = texts_of_parts(content, lambda n: n in (WORD_BODY, OPEN_BODY) or n.startswith(SLIDE))
    slides = sorted((name for name in parts if name.startswith(SLIDE)), key=lambda n: (len(n), n))
    return "\n".join(parts.get(name, "") for name in (WORD_BODY, OPEN_BODY, *slides))
