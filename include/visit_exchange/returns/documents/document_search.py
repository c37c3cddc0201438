"""A document before it is passed on: what travels unseen taken out, and searched for children."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.privacy.disclosure import CANNOT_BE_SEARCHED
from visit_exchange.privacy.documents.cannot import CannotBeCleaned
from visit_exchange.privacy.documents.document_work import (
    MEMORY_MB,
    SECONDS,
    TOO_HEAVY,
    Prepared,
    prepared,
    stripped,
)
from visit_exchange.privacy.documents.searchable import PARTS
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.returns.documents.document_reading import (
    Read,
    clean_and_read,
    read_document,
    search,
)

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
    document, read = _opened(kind, content, notified)
    found = _found(kind, read, children, document.words)
    if document.unread:
        found[CANNOT_BE_SEARCHED] = max(found.get(CANNOT_BE_SEARCHED, 0), document.unread)
    if found:
        raise UndecidedError(found)
    return document.content


def found_in(
    kind: str, cleaned: bytes, children: KnownChildren, *, notified: date
) -> dict[str, int]:
    """Return what in a document may identify a child, kind to count; ContainedError if unreadable.

    ``children`` is what the visit knows of its children. Columns of a table of pupils count too:
    ages are counted from the day on which the visit was ``notified``.
    """
    try:
        read = run_limited(
            read_document,
            kind,
            cleaned,
            notified,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=(Read, *PARTS),
        )
    except ChildStoppedError:
        raise ContainedError(TOO_HEAVY) from None
    return _found(kind, read, children)


def _opened(kind: str, content: bytes, notified: date) -> tuple[Prepared, Read | None]:
    """Return a document as it may travel, and what it then says, both from one child."""
    try:
        done = run_limited(
            clean_and_read,
            kind,
            content,
            notified,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=(Prepared, Read, *PARTS),
        )
    except ChildStoppedError:
        raise ContainedError(TOO_HEAVY) from None
    if isinstance(done, str):
        raise ContainedError(done)
    return done


def _found(
    kind: str, read: Read | None, children: KnownChildren, words: str = ""
) -> dict[str, int]:
    """Search what was read. Another child opened the document and knew nobody; this one knows them.

    ``words`` were read in its pictures.
    """
    if read is None:
        raise ContainedError(CANNOT_BE_READ)
    try:
        return run_limited(
            search,
            f"document.{kind}",
            replace(read, in_pictures=words),
            children,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
        )
    except ChildStoppedError:
        raise ContainedError(TOO_HEAVY) from None


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
