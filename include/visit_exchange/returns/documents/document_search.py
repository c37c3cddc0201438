"""A document before it is passed on: what travels unseen taken out, and searched for children."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.privacy.disclosure import CANNOT_BE_SEARCHED, hits_among
from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.children_in_documents import children_named
from visit_exchange.privacy.documents.document_text import UnreadableDocument, document_text
from visit_exchange.privacy.documents.document_work import (
    MEMORY_MB,
    SECONDS,
    TOO_HEAVY,
    Prepared,
    prepared,
    stripped,
)
from visit_exchange.privacy.documents.searchable import PARTS, Searchable, searchable
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.returns.documents.contentless import without_content
from visit_exchange.returns.documents.document_columns import tables_of, telling_columns
from visit_exchange.returns.formats.withheld import WithheldError

CANNOT_BE_READ = (
    "We cannot search this file for what identifies children. Save it as a PDF or Word document "
    "and upload it again."
)
FOR_A_PERSON = (
    "The file holds what may identify a child ({found}). We have not passed it on: a person "
    "will decide. Upload it again without that if you do not want to wait."
)
TOLD_AS_A_CHILDS = "name that is told as a child’s"
NOT_TO_BE_SEARCHED = "pages that we cannot read, such as scans, handwriting or pictures of text"
SEND_THE_ORIGINAL = (
    " If you have the document that was scanned, such as a Word file or a PDF saved from it, "
    "upload that instead."
)


class ContainedError(Exception):
    """A document that goes no further. The text is shown to the authority as written."""


class UndecidedError(ContainedError):
    """A document on which a person decides; ``found`` is what was found in it, kind to count."""

    def __init__(self, found: Mapping[str, int]) -> None:
        words = FOR_A_PERSON.format(found=in_words(found))
        super().__init__(words + (SEND_THE_ORIGINAL if CANNOT_BE_SEARCHED in found else ""))
        self.found = found


def cleaned_and_searched(
    kind: str, content: bytes, children: KnownChildren, *, notified: date
) -> bytes:
    """Return a document without what travels unseen in it; ``notified`` as in ``found_in``.

    Raises ContainedError for a document that cannot be cleaned or opened, and UndecidedError for
    one that may identify a child or has pages that cannot be searched: found here it is one file
    with an answer, found at publishing it would stop a pack.
    """
    if told := without_content(kind, content):
        raise ContainedError(told)
    document = readable(kind, content)
    found = found_in(kind, document.content, children, notified=notified, words=document.words)
    if document.unread:
        found[CANNOT_BE_SEARCHED] = max(found.get(CANNOT_BE_SEARCHED, 0), document.unread)
    if found:
        raise UndecidedError(found)
    return document.content


def found_in(
    kind: str, cleaned: bytes, children: KnownChildren, *, notified: date, words: str = ""
) -> dict[str, int]:
    """Return what in a document may identify a child, kind to count; ContainedError if unreadable.

    ``children`` is what the visit knows of its children. Columns of a table of pupils count too:
    ages are counted from the day on which the visit was ``notified``. ``words`` were read in its
    pictures.
    """
    # One child opens the document and knows nobody; another knows the children, and searches.
    try:
        read = run_limited(
            _read,
            kind,
            cleaned,
            notified,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=(_Read, *PARTS),
        )
        if read is None:
            raise ContainedError(CANNOT_BE_READ)
        return run_limited(
            _search,
            f"document.{kind}",
            replace(read, in_pictures=words),
            children,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
        )
    except ChildStoppedError:
        raise ContainedError(TOO_HEAVY) from None


@dataclass(frozen=True)
class _Read:
    """What a document says: its text, for the gate, the columns of its tables of pupils, and what
    was read in its pictures."""

    text: str = field(repr=False)
    for_gate: Searchable | None
    columns: dict[str, int]
    in_pictures: str = field(default="", repr=False)


def _read(kind: str, cleaned: bytes, notified: date) -> _Read | None:
    try:
        text = document_text(kind, cleaned)
        columns = telling_columns(tables_of(kind, cleaned), notified=notified)
    except (UnreadableDocument, CannotBeCleaned, WithheldError):
        return None
    try:
        return _Read(text, searchable(kind, cleaned, is_document=True), columns)
    except UnreadableDocument:
        return _Read(text, None, columns)


def _search(name: str, read: _Read, children: KnownChildren) -> dict[str, int]:
    pictured = Searchable(read.in_pictures, (" ".join(read.in_pictures.split()),))
    found = Counter(read.columns)
    for file, part in ((name, read.for_gate), ("", pictured)):
        for hit in hits_among(file, part, children.references, children.names, is_document=True):
            found[hit.kind] += hit.count
    if told := children_named(f"{read.text}\n{read.in_pictures}"):
        found[Kind.UNSURE_NAME.value] = told
    return dict(found)


def in_words(found: Mapping[str, int]) -> str:
    """Return what was found as a person is told it: kinds and counts."""
    words = {CANNOT_BE_SEARCHED: NOT_TO_BE_SEARCHED, Kind.UNSURE_NAME.value: TOLD_AS_A_CHILDS}
    return ", ".join(
        f"{count} × {words.get(kind, kind.replace('_', ' '))}" for kind, count in found.items()
    )


def clean(kind: str, content: bytes) -> bytes:
    """Return a document without its metadata; ContainedError when that cannot be done."""
    try:
        return stripped(kind, content)
    except CannotBeCleaned as error:
        raise ContainedError(str(error)) from None


def readable(kind: str, content: bytes) -> Prepared:
    """Return a document without its metadata, its scans read; ContainedError when that fails."""
    try:
        return prepared(kind, content)
    except CannotBeCleaned as error:
        raise ContainedError(str(error)) from None
