"""The text of an uploaded document, read where a hostile file can do no harm."""

from visit_exchange.assessing.inputs import File
from visit_exchange.privacy.documents.document_text import UnreadableDocument, document_text
from visit_exchange.returns.formats.child_process import ChildStoppedError, run_limited

MEMORY_MB = 1_024
SECONDS = 30


def words_of(file: File) -> str:
    """Return the document's text; empty when it has none that can be read (a scan, an image)."""
    try:
        return run_limited(
            _text_or_nothing, file.kind, file.content, memory_mb=MEMORY_MB, seconds=SECONDS
        )
    except ChildStoppedError:
        return ""


def _text_or_nothing(kind: str, content: bytes) -> str:
    try:
        return document_text(kind, content)
    except UnreadableDocument:
        return ""
