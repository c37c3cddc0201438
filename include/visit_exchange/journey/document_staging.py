"""Put an accepted document on the pipeline's shelf, without what travels unseen in it."""

from visit_exchange.journey.staging import staging_key
from visit_exchange.journey.upload import Opened
from visit_exchange.privacy.disclosure import CANNOT_BE_SEARCHED, disclosure_gate
from visit_exchange.privacy.metadata import CannotBeCleaned, strip_metadata

CANNOT_BE_READ = (
    "We cannot search this file for what identifies children. Save it as a PDF or Word document "
    "and upload it again."
)
IDENTIFIES = (
    "The file holds what may identify a child ({found}). We have not passed it on. Upload it again "
    "without that."
)


class ContainedError(Exception):
    """A document that goes no further. The text is shown to the authority as written."""


def stage_document(
    opened: Opened, kind: str, content: bytes, item: str, references: frozenset[str]
) -> tuple[str, bytes]:
    """Return the staging key and the cleaned bytes of a document that serves ``item``.

    ``references`` are what the authority calls its children.

    Raises ContainedError for a document that cannot be cleaned or searched, or that identifies a
    child: found here it is one file with an answer, found at publishing it would stop a pack.
    """
    cleaned = clean(kind, content)
    name = f"document.{kind}"
    hits = disclosure_gate({name: cleaned}, references, documents=frozenset({name}))
    if any(hit.kind == CANNOT_BE_SEARCHED for hit in hits):
        raise ContainedError(CANNOT_BE_READ)
    if hits:
        found = ", ".join(f"{hit.count} × {hit.kind.replace('_', ' ')}" for hit in hits)
        raise ContainedError(IDENTIFIES.format(found=found))
    return document_key(opened, kind, item), cleaned


def document_key(opened: Opened, kind: str, item: str) -> str:
    """Return where a document that serves ``item`` lies in staging."""
    return f"{staging_key(opened.submission, item)}.{kind}"


def clean(kind: str, content: bytes) -> bytes:
    """Return a document without its metadata; ContainedError when that cannot be done."""
    try:
        return strip_metadata(kind, content)
    except CannotBeCleaned as error:
        raise ContainedError(str(error)) from None
