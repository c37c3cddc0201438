"""What a file says, read once: whoever searches it for children does not open it again.

A file of somebody else's is read by one process and searched by another, for who knows what to
look for knows who the children are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from visit_exchange.privacy.documents.boxes import boxed_words, in_boxes
from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.document_text import (
    OFFICE,
    OPEN_DOCUMENT,
    UnreadableDocument,
    document_text,
    plain_text,
)
from visit_exchange.privacy.documents.pulled_together import pulled_together
from visit_exchange.privacy.documents.tables import (
    Table,
    document_paragraphs,
    document_tables,
    is_cut,
)
from visit_exchange.privacy.documents.unreadable_pages import unread_pages
from visit_exchange.privacy.documents.workbook_cells import (
    Cell,
    Column,
    own_workbook_cells,
    workbook_cells,
)
from visit_exchange.privacy.documents.workbook_text import workbook_parts
from visit_exchange.privacy.manifest_words import manifest_words

# No number and no name goes on behind it.
_NEXT_WORD = "\n§§§§§\n"
_DELIMITED = frozenset({"csv", "txt"})
_DELIMITER = re.compile(r"[\t,;|]")


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
        cells = workbook_cells(content) if is_document else own_workbook_cells(content)
        text = "\n".join([parts.rest, *parts.sheet_names, *cells.boxed])
        return Searchable(text, (), parts.strings, cells.columns)
    if kind == "json" and not is_document:
        words = (document_text("txt", word.encode()) for word in manifest_words(content))
        return Searchable(_NEXT_WORD.join(words))
    if kind in _DELIMITED:
        return _delimited(kind, content)
    text, tables = document_text(kind, content), _tables(kind, content)
    boxed_ones = dict.fromkeys([*boxed_words(tables), *_one_by_one(kind, content)])
    text = "\n".join([text, *boxed_ones])
    copies = tuple(pulled_together(text)) if kind == "pdf" else ()
    return Searchable(text, copies, unread=unread_pages(kind, content) + sum(map(is_cut, tables)))


def _delimited(kind: str, content: bytes) -> Searchable:
    lines = plain_text(content).replace('"', "").splitlines()
    boxed = "\n".join(boxed_words([[re.split(_DELIMITER, line) for line in lines]]))
    return Searchable(document_text(kind, content), (boxed,) if boxed else ())


def _tables(kind: str, content: bytes) -> list[Table]:
    if kind not in OFFICE | OPEN_DOCUMENT:
        return []
    try:
        return document_tables(content)
    except CannotBeCleaned as error:
        raise UnreadableDocument(str(error)) from error


def _one_by_one(kind: str, content: bytes) -> Iterator[str]:
    """Yield what stands letter by letter in paragraphs of its own, as in boxes that are shapes."""
    if kind in OFFICE | OPEN_DOCUMENT:
        yield from in_boxes([each.strip() for each in document_paragraphs(content)])
