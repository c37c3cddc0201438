"""The text of an uploaded document, read where a hostile file can do no harm."""

from visit_exchange.journey.upload import Opened
from visit_exchange.returns.document_work import words_shown


def words_of(opened: Opened) -> str:
    """Return the document's text; empty when it has none that can be read."""
    return words_shown(opened.kind, opened.content)
