"""The text of an uploaded document, read where a hostile file can do no harm."""

from visit_exchange.assessing.inputs import File
from visit_exchange.privacy.documents.document_work import words_shown


def words_of(file: File) -> str:
    """Return the document's text; empty when it has none that can be read."""
    return words_shown(file.kind, file.content)
