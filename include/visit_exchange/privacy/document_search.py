"""A document before it is passed on: what travels unseen taken out, and searched for children."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from visit_exchange.privacy.children_in_documents import children_named
from visit_exchange.privacy.disclosure import CANNOT_BE_SEARCHED, disclosure_gate
from visit_exchange.privacy.documents.document_text import UnreadableDocument, document_text
from visit_exchange.privacy.documents.metadata import CannotBeCleaned, strip_metadata
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.name_prints import KnownNames

CANNOT_BE_READ = (
    "We cannot search this file for what identifies children. Save it as a PDF or Word document "
    "and upload it again."
)
FOR_A_PERSON = (
    "The file holds what may identify a child ({found}). We have not passed it on: a person "
    "will decide. Upload it again without that if you do not want to wait."
)
TOLD_AS_A_CHILDS = "name that is told as a child’s"
NOT_TO_BE_SEARCHED = "pages that are pictures, or that our search cannot read"


class ContainedError(Exception):
    """A document that goes no further. The text is shown to the authority as written."""


class UndecidedError(ContainedError):
    """A document on which a person decides; ``found`` is what was found in it, kind to count."""

    def __init__(self, found: Mapping[str, int]) -> None:
        super().__init__(FOR_A_PERSON.format(found=in_words(found)))
        self.found = found


@dataclass(frozen=True)
class KnownChildren:
    """The authority's references, in clear, and its children's names, as prints."""

    references: frozenset[str] = field(repr=False)
    names: KnownNames


def cleaned_and_searched(kind: str, content: bytes, children: KnownChildren) -> bytes:
    """Return a document without what travels unseen in it.

    Raises ContainedError for a document that cannot be cleaned or opened, and UndecidedError for
    one that may identify a child or has pages that cannot be searched: found here it is one file
    with an answer, found at publishing it would stop a pack.
    """
    cleaned = clean(kind, content)
    if found := found_in(kind, cleaned, children):
        raise UndecidedError(found)
    return cleaned


def found_in(kind: str, cleaned: bytes, children: KnownChildren) -> dict[str, int]:
    """Return what in a document may identify a child, kind to count; ContainedError if unreadable.

    ``children`` is what the visit knows of its children.
    """
    try:
        text = document_text(kind, cleaned)
    except UnreadableDocument:
        raise ContainedError(CANNOT_BE_READ) from None
    name = f"document.{kind}"
    hits = disclosure_gate(
        {name: cleaned},
        children.references,
        names=children.names,
        documents=frozenset({name}),
    )
    found = {hit.kind: hit.count for hit in hits}
    if told := children_named(text):
        found[Kind.UNSURE_NAME.value] = told
    return found


def in_words(found: Mapping[str, int]) -> str:
    """Return what was found as a person is told it: kinds and counts."""
    words = {CANNOT_BE_SEARCHED: NOT_TO_BE_SEARCHED, Kind.UNSURE_NAME.value: TOLD_AS_A_CHILDS}
    return ", ".join(
        f"{count} × {words.get(kind, kind.replace('_', ' '))}" for kind, count in found.items()
    )


def clean(kind: str, content: bytes) -> bytes:
    """Return a document without its metadata; ContainedError when that cannot be done."""
    try:
        return strip_metadata(kind, content)
    except CannotBeCleaned as error:
        raise ContainedError(str(error)) from None
