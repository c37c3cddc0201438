"""All work on the content of documents, in the limited child: cleaning, reading, searching.

A document that takes more time or memory than it may is answered like any other.
"""

from dataclasses import dataclass, field

from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.privacy.disclosure import (
    CANNOT_BE_SEARCHED,
    Hit,
    disclosure_gate,
    hits_among,
)
from visit_exchange.privacy.documents.document_text import (
    OFFICE,
    OPEN_DOCUMENT,
    UnreadableDocument,
    shown_text,
)
from visit_exchange.privacy.documents.metadata import CannotBeCleaned, strip_metadata
from visit_exchange.privacy.documents.pdf.looking import look_at
from visit_exchange.privacy.documents.pdf.pages import UnreadablePdfError
from visit_exchange.privacy.documents.searchable import PARTS, Searchable, searchable
from visit_exchange.privacy.documents.words_in_pictures import words_in_pictures
from visit_exchange.privacy.name_prints import KnownNames

MEMORY_MB = 1_536
SECONDS = 120  # of processor time: ten scanned pages, full of text, take half of it
SECONDS_OF_OURS = 300  # a pack of the longest lists
TOO_HEAVY = (
    "The document takes too much time or memory to search. Split it into smaller documents, or "
    "print it to a new PDF, and upload that"
)
CANNOT_BE_OPENED = "The document cannot be opened. Save it again and upload it"


@dataclass(frozen=True)
class Prepared:
    """A document as it may travel, with what was read in its pictures.

    ``unread`` is how many of its pages or pictures a person has to look at. ``words`` were read in
    the pictures of a file that cannot hold them itself, as a PDF does.
    """

    content: bytes
    unread: int
    words: str = field(default="", repr=False)


def stripped(kind: str, content: bytes) -> bytes:
    """Return the document without metadata. Raises CannotBeCleaned, also for one too heavy."""
    try:
        done = run_limited(_stripped, kind, content, memory_mb=MEMORY_MB, seconds=SECONDS)
    except ChildStoppedError:
        raise CannotBeCleaned(TOO_HEAVY) from None
    if isinstance(done, str):
        raise CannotBeCleaned(done)
    return done


def prepared(kind: str, content: bytes) -> Prepared:
    """Return the document without metadata, its scanned pages read.

    Raises CannotBeCleaned, also for one that is too heavy.
    """
    try:
        done = run_limited(
            prepare, kind, content, memory_mb=MEMORY_MB, seconds=SECONDS, answers=(Prepared,)
        )
    except ChildStoppedError:
        raise CannotBeCleaned(TOO_HEAVY) from None
    if isinstance(done, str):
        raise CannotBeCleaned(done)
    return done


def hits_in(
    name: str, content: bytes, references: frozenset[str], names: frozenset[str] | KnownNames
) -> tuple[Hit, ...] | None:
    """Return what the gate finds in a document; None for one that cannot be opened or is too heavy.

    One child reads it, and knows nobody; another, which knows the children, searches what it said.
    """
    kind = name.rpartition(".")[2]
    try:
        read = run_limited(
            _read, kind, content, memory_mb=MEMORY_MB, seconds=SECONDS, answers=PARTS
        )
        if read is None:
            return None
        return run_limited(
            _hits,
            name,
            read,
            references,
            names,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=(Hit,),
        )
    except ChildStoppedError:
        return None


def hits_in_ours(
    name: str, content: bytes, references: frozenset[str], names: frozenset[str] | KnownNames
) -> tuple[Hit, ...]:
    """Return what the gate finds in a file that we wrote; what is too heavy cannot be searched."""
    try:
        return run_limited(
            _searched,
            name,
            content,
            references,
            names,
            memory_mb=MEMORY_MB,
            seconds=SECONDS_OF_OURS,
            answers=(Hit,),
        )
    except ChildStoppedError:
        return (Hit(name, CANNOT_BE_SEARCHED, 1),)


def words_shown(kind: str, content: bytes) -> str:
    """Return the text that a document shows, of a scan its first page's; empty when there is none
    that can be read."""
    try:
        return run_limited(_shown, kind, content, memory_mb=MEMORY_MB, seconds=SECONDS)
    except ChildStoppedError:
        return ""


def _stripped(kind: str, content: bytes) -> bytes | str:
    try:
        return strip_metadata(kind, content)
    except CannotBeCleaned as error:
        return str(error)


def prepare(kind: str, content: bytes) -> Prepared | str:
    """Do the same in a child; a sentence says why it cannot be done."""
    plain = _stripped(kind, content)
    if isinstance(plain, str):
        return plain
    if kind in OFFICE | OPEN_DOCUMENT:
        read = words_in_pictures(plain)
        return Prepared(plain, read.unread, "\n".join(read.lines))
    if kind != "pdf":
        return Prepared(plain, unread=0)
    try:
        looked = look_at(plain)
    except UnreadablePdfError:
        return CANNOT_BE_OPENED
    return Prepared(looked.content, len(looked.unread))


def _read(kind: str, content: bytes) -> Searchable | None:
    try:
        return searchable(kind, content, is_document=True)
    except UnreadableDocument:
        return None


def _hits(
    name: str,
    read: Searchable,
    references: frozenset[str],
    names: frozenset[str] | KnownNames,
) -> tuple[Hit, ...]:
    return hits_among(name, read, references, names, is_document=True)


def _searched(
    name: str, content: bytes, references: frozenset[str], names: frozenset[str] | KnownNames
) -> tuple[Hit, ...]:
    return disclosure_gate({name: content}, references, names=names)


def _shown(kind: str, content: bytes) -> str:
    try:
        return shown_text(kind, content)
    except UnreadableDocument:
        return ""
