"""The last step before a pack is published: look at its files as a stranger would.

The gate trusts nothing that was done before. It reads every file again, hidden parts too, and
one hit is enough to refuse the pack. What it finds is counted, never copied.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from visit_exchange.privacy.documents.document_text import UnreadableDocument
from visit_exchange.privacy.documents.searchable import Searchable, searchable
from visit_exchange.privacy.documents.workbook_cells import Column
from visit_exchange.privacy.identifiers.text import find_in_text
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.privacy.pseudonyms import compared
from visit_exchange.privacy.text.phrases import Phrases
from visit_exchange.privacy.text.references_in_text import References

CANNOT_BE_SEARCHED = "cannot_be_searched"
_OF_A_CHILD = frozenset({Kind.UPN, Kind.ULN, Kind.NHS_NUMBER, Kind.NINO, Kind.DATE_OF_BIRTH})
# Settings have postcodes, which inspectors need; children's were taken out by the treatment.
_OF_ANYONE = _OF_A_CHILD | {Kind.EMAIL, Kind.PHONE}
_REGISTER_NUMBER = re.compile(r"\b(?:URN|UK ?PRN|LA ?ESTAB)\W{0,3}(?:no\W{1,2})?$", re.I)
FEWEST_SHORT = 5  # cells of short references in one column before they count as references


@dataclass(frozen=True)
class Hit:
    """How often a kind of identifier stands in a file. ``kind`` is one of Kind, or says that the
    file cannot be searched. ``file`` is the name within the pack."""

    file: str
    kind: str
    count: int


def disclosure_gate(
    files: Mapping[str, bytes],
    references: frozenset[str],
    *,
    names: frozenset[str] | KnownNames = frozenset(),
    documents: frozenset[str] = frozenset(),
) -> tuple[Hit, ...]:
    """Return everything in ``files`` (name to content) that identifies a child; empty is a pass.

    ``references`` are the authority's own, of every child of the visit; ``names`` whole names, or
    what is known of them. ``documents`` are the files that the authority wrote about its services:
    in these, and only these, an e-mail address or a telephone number is a service's.
    """
    hits: list[Hit] = []
    for file, content in files.items():
        is_document = file in documents
        try:
            read = searchable(_kind(file), content, is_document=is_document)
        except UnreadableDocument:
            read = None
        hits += hits_among(file, read, references, names, is_document=is_document)
    return tuple(hits)


def hits_among(
    file: str,
    read: Searchable | None,
    references: frozenset[str],
    names: frozenset[str] | KnownNames,
    *,
    is_document: bool,
) -> tuple[Hit, ...]:
    """Return what identifies a child in a file that was ``read``; None where it cannot be."""
    known = _Known(references, names, is_document=is_document)
    counts = _in_text(PurePosixPath(file).stem, known, _OF_ANYONE)
    counts += _in_read(read, known, _OF_A_CHILD if is_document else _OF_ANYONE)
    return tuple(Hit(file, kind, count) for kind, count in sorted(counts.items()))


def _kind(file: str) -> str:
    return PurePosixPath(file).suffix.lstrip(".").lower()


class _Known:
    """What the authority calls its children, and how that is looked for.

    People write a name in many ways into documents, and a person decides on what is found there.
    Our own lists were treated before the last names came, and one find refuses the whole pack: in
    these a name counts that stands whole.
    """

    def __init__(
        self,
        references: frozenset[str],
        names: frozenset[str] | KnownNames,
        *,
        is_document: bool,
    ) -> None:
        self.references = frozenset(filter(None, map(compared, references)))
        self.telling = References(references)
        if isinstance(names, KnownNames):
            self.names = names.find if is_document else names.find_whole
        else:
            self.names = Phrases(names).find


def _in_read(read: Searchable | None, known: _Known, kinds: frozenset[Kind]) -> Counter[str]:
    if read is None:
        return Counter({CANNOT_BE_SEARCHED: 1})
    found = _in_text(read.text, known, kinds)
    for copy in read.copies:
        found |= _in_text(copy, known, kinds)
    return found + _in_cells(read, known, kinds) + Counter({CANNOT_BE_SEARCHED: read.unread})


def _in_text(text: str, known: _Known, kinds: frozenset[Kind]) -> Counter[str]:
    return _patterns(text, kinds) + _phrases(text, known)


def _patterns(text: str, kinds: frozenset[Kind]) -> Counter[str]:
    return Counter(span.kind.value for span in find_in_text(text) if span.kind in kinds)


def _phrases(text: str, known: _Known) -> Counter[str]:
    places = {(Kind.NAME.value, p) for p in known.names(text)}
    places |= {
        (Kind.REFERENCE.value, place)
        for place in known.telling.find(text)
        if not _REGISTER_NUMBER.search(text[max(0, place.start - 12) : place.start])
    }
    return Counter(kind for kind, _ in places)


def _in_cells(read: Searchable, known: _Known, kinds: frozenset[Kind]) -> Counter[str]:
    # Strings are searched once for patterns here, and with their headings for references below.
    found = _patterns(read.strings, kinds) + Counter(
        Kind.NAME.value for _ in known.names(read.strings)
    )
    for column in read.columns:
        found += _in_column(column, known, kinds)
    return found


def _in_column(column: Column, known: _Known, kinds: frozenset[Kind]) -> Counter[str]:
    found: Counter[str] = Counter()
    for cell, times in column.cells.items():
        in_cell: Counter[str] = Counter()
        if cell.is_number:
            in_cell += _patterns(cell.text, kinds)
        if not column.under_register_number:
            in_cell[Kind.REFERENCE.value] += sum(1 for _ in known.telling.find(cell.text))
        for kind, count in in_cell.items():
            found[kind] += count * times
    if not found[Kind.REFERENCE.value] and (count := _short_references(column, known)):
        found[Kind.REFERENCE.value] = count
    return found


def _short_references(column: Column, known: _Known) -> int:
    """Ages repeat, references hardly do: a column of different short references is no accident."""
    if column.under_register_number:
        return 0
    body = column.cells - Counter([column.first])  # the first is the heading
    hits = Counter[str]()
    for cell, times in body.items():
        if (text := compared(cell.text)) in known.references:
            hits[text] += times
    different = len(hits) >= max(FEWEST_SHORT, 0.8 * body.total())
    return hits.total() if different else 0
