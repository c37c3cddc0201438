"""What a file says, read once: whoever searches it for children does not open it again.

A file of somebody else's is read by one process and searched by another, for who knows what to
look for knows who the children are.
"""

from dataclasses import dataclass, field

from visit_exchange.privacy.documents.document_text import document_text
from visit_exchange.privacy.documents.pulled_together import pulled_together
from visit_exchange.privacy.documents.unreadable_pages import unread_pages
from visit_exchange.privacy.documents.workbook_text import (
    Cell,
    Column,
    workbook_columns,
    workbook_parts,
)
from visit_exchange.privacy.manifest_words import manifest_words

# No number and no name goes on behind it.
_NEXT_WORD = "\n§§§§§\n"


@dataclass(frozen=True)
class Searchable:
    """What a file says. ``copies`` are its text read otherwise; of a workbook ``text`` is what
    stands beside its cells, and ``strings`` and ``columns`` are these.

    ``unread`` is how many pages show something and hold no text.
    """

    text: str = field(repr=False)
    copies: tuple[str, ...] = field(default=(), repr=False)
    strings: str = field(default="", repr=False)
    columns: tuple[Column, ...] = field(default=(), repr=False)
    unread: int = 0


# What an answer that holds one may be made of.
PARTS = (Searchable, Column, Cell)


def searchable(kind: str, content: bytes, *, is_document: bool) -> Searchable:
    """Return what a file says; ``is_document`` for what is not our own work.

    Raises UnreadableDocument.
    """
    if kind == "xlsx":
        parts = workbook_parts(content)
        text = "\n".join([parts.rest, *parts.sheet_names])
        return Searchable(text, (), parts.strings, tuple(workbook_columns(content)))
    if kind == "json" and not is_document:
        words = (document_text("txt", word.encode()) for word in manifest_words(content))
        return Searchable(_NEXT_WORD.join(words))
    text = document_text(kind, content)
    copies = tuple(pulled_together(text)) if kind == "pdf" else ()
    return Searchable(text, copies, unread=unread_pages(kind, content))
