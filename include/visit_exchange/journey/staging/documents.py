"""Put an accepted document on the pipeline's shelf, without what travels unseen in it."""

from collections.abc import Mapping

from visit_exchange.journey.staging.known_children import KnownChildren
from visit_exchange.journey.staging.shelf import staging_key
from visit_exchange.journey.upload import Opened
from visit_exchange.privacy.disclosure import CANNOT_BE_SEARCHED
from visit_exchange.privacy.documents.metadata import CannotBeCleaned
from visit_exchange.returns.document_work import Prepared, hits_in, prepared, stripped

CANNOT_BE_READ = (
    "We cannot search this file for what identifies children. Save it as a PDF or Word document "
    "and upload it again."
)
FOR_A_PERSON = (
    "The file holds what may identify a child ({found}). We have not passed it on: a person "
    "will decide. Upload it again without that if you do not want to wait."
)
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


def stage_document(
    opened: Opened, kind: str, content: bytes, item: str, children: KnownChildren
) -> tuple[str, bytes]:
    """Return the staging key and the cleaned bytes of a document that serves ``item``.

    Raises ContainedError for a document that cannot be cleaned or opened, and UndecidedError for
    one that may identify a child or has pages that cannot be searched: found here it is one file
    with an answer, found at publishing it would stop a pack.
    """
    document = readable(kind, content)
    found = found_in(kind, document.content, children)
    if document.unread:
        found[CANNOT_BE_SEARCHED] = max(found.get(CANNOT_BE_SEARCHED, 0), document.unread)
    if found:
        raise UndecidedError(found)
    return document_key(opened, kind, item), document.content


def found_in(kind: str, cleaned: bytes, children: KnownChildren) -> dict[str, int]:
    """Return what in a document may identify a child, kind to count; ContainedError if unreadable.

    ``children`` is what the visit knows of its children.
    """
    hits = hits_in(f"document.{kind}", cleaned, children.references, children.names)
    if hits is None:
        raise ContainedError(CANNOT_BE_READ)
    return {hit.kind: hit.count for hit in hits}


def in_words(found: Mapping[str, int]) -> str:
    """Return what was found as a person is told it: kinds and counts."""
    words = {CANNOT_BE_SEARCHED: NOT_TO_BE_SEARCHED}
    return ", ".join(
        f"{count} × {words.get(kind, kind.replace('_', ' '))}" for kind, count in found.items()
    )


def document_key(opened: Opened, kind: str, item: str) -> str:
    """Return where a document that serves ``item`` lies in staging."""
    return f"{staging_key(opened.submission, item)}.{kind}"


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
