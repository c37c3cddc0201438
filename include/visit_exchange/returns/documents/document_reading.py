"""What the children do with a document: one cleans and reads it, another searches what it says."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from visit_exchange.privacy.disclosure import hits_among
from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.children_in_documents import children_named
from visit_exchange.privacy.documents.document_text import UnreadableDocument, document_text
from visit_exchange.privacy.documents.document_work import Prepared, prepare
from visit_exchange.privacy.documents.searchable import Searchable, searchable
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.returns.documents.document_columns import tables_of, telling_columns
from visit_exchange.returns.formats.withheld import WithheldError


@dataclass(frozen=True)
class Read:
    """What a document says: its text, for the gate, the columns of its tables of pupils, and what
    was read in its pictures."""

    text: str = field(repr=False)
    for_gate: Searchable | None
    columns: dict[str, int]
    in_pictures: str = field(default="", repr=False)


def clean_and_read(kind: str, content: bytes, notified: date) -> tuple[Prepared, Read | None] | str:
    """Return a document as it may travel and what it then says, None where nobody can tell.

    A sentence says why it cannot be cleaned.
    """
    done = prepare(kind, content)
    return done if isinstance(done, str) else (done, read_document(kind, done.content, notified))


def read_document(kind: str, cleaned: bytes, notified: date) -> Read | None:
    """Return what a cleaned document says; None for one that cannot be read."""
    try:
        text = document_text(kind, cleaned)
        columns = telling_columns(tables_of(kind, cleaned), notified=notified)
    except (UnreadableDocument, CannotBeCleaned, WithheldError):
        return None
    try:
        return Read(text, searchable(kind, cleaned, is_document=True), columns)
    except UnreadableDocument:
        return Read(text, None, columns)


def search(name: str, read: Read, children: KnownChildren) -> dict[str, int]:
    """Return what in it may identify a child, kind to count."""
    pictured = Searchable(read.in_pictures, (" ".join(read.in_pictures.split()),))
    found = Counter(read.columns)
    for file, part in ((name, read.for_gate), ("", pictured)):
        for hit in hits_among(file, part, children.references, children.names, is_document=True):
            found[hit.kind] += hit.count
    if told := children_named(f"{read.text}\n{read.in_pictures}"):
        found[Kind.UNSURE_NAME.value] = told
    return dict(found)
