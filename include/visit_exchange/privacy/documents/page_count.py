"""How many pages a document has, counted in the limited child."""

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.privacy.documents.pdf.pages import UnreadablePdfError, opened

MEMORY_MB = 512
SECONDS = 20


def page_count(kind: str, content: bytes) -> int | None:
    """Return the number of pages of a PDF; None for what has none, or cannot be counted."""
    if kind != "pdf":
        return None
    try:
        return run_limited(_pages, content, memory_mb=MEMORY_MB, seconds=SECONDS)
    except ChildStoppedError:
        return None


def _pages(content: bytes) -> int | None:
    try:
        with opened(content) as pdf:
            return len(pdf)
    except UnreadablePdfError:
        return None
