"""Files that came before the checklist that names them: placed as if it had come first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from visit_exchange.assessing.assessed import Assessed, Placed, withheld
from visit_exchange.assessing.documents import document_for
from visit_exchange.assessing.inputs import Asked, Earlier, File, Known
from visit_exchange.assessing.list_specs import list_specs
from visit_exchange.returns.documents.file_names import items_named
from visit_exchange.returns.documents.recognising import said_to_be
from visit_exchange.returns.tables.read_list import Reading
from visit_exchange.returns.tables.safe_reading import TABLES, read_safely
from visit_exchange.visits.uploads.submission import ACCEPTED, SubmissionStatus, SubmittedItem

BY_CHECKLIST = "Your checklist, upload {number}, says which items this file answers."
BY_A_CHECKLIST = "Your checklist says which items this file answers."
UNCHECKED = frozenset({SubmissionStatus.RECEIVED, SubmissionStatus.SCREENED})
LEFT_ALONE = UNCHECKED | {SubmissionStatus.SET_ASIDE, SubmissionStatus.TAKEN_BACK}


def place(asked: Asked, known: Known, *, notified: date) -> tuple[Placed, ...]:
    """Return the earlier files of which the checklist in ``known`` says more, as they stand now.

    A list that is in use stays one: beside the item of a document it is that as well.
    """
    return tuple(_placed(asked, known, notified))


def beside(asked: Asked, known: Known, earlier: Earlier) -> frozenset[str]:
    """Return the items, lists too, that the sender says an earlier file answers."""
    files = known.checklist.files
    said = {i for name in earlier.names for i in said_to_be(name, asked.framework, files)}
    return frozenset(said | set(items_named(files, earlier.names)))


def is_out_of_reach(earlier: Earlier) -> bool:
    """Return whether no checklist can place a file: not checked yet, or not to be passed on."""
    if earlier.is_refused or earlier.status in LEFT_ALONE:
        return True
    return earlier.status is SubmissionStatus.WITHHELD and not earlier.undecided


def _placed(asked: Asked, known: Known, notified: date) -> Iterator[Placed]:
    documents = {item.id for item in asked.framework.documents}
    for earlier in known.earlier:
        if earlier.file is None or not earlier.is_newest or is_out_of_reach(earlier):
            continue
        said = beside(asked, known, earlier) & documents
        answered = {item.item for item in earlier.items} & documents
        if said and said != answered:
            now = _as_document(said, earlier.file, asked, earlier, known, notified)
            yield Placed(earlier.number, _noted(now, asked), _kept(earlier, documents))


def _as_document(
    said: frozenset[str], file: File, asked: Asked, earlier: Earlier, known: Known, notified: date
) -> Assessed:
    numbered = replace(asked, number=earlier.number)
    knowing = replace(known, released=earlier.released)
    reading = _read(file, asked, known, notified) if file.kind in TABLES else None
    if isinstance(reading, str):
        return withheld(file, numbered, reading)
    return document_for(said, file, numbered, knowing, reading, notified=notified)


def _read(file: File, asked: Asked, known: Known, notified: date) -> Reading | str:
    specs = list_specs(asked.framework)
    return read_safely(
        file.content, file.kind, specs, notified=notified, name=file.name, own=known.own
    )


def _noted(now: Assessed, asked: Asked) -> Assessed:
    told = BY_CHECKLIST.format(number=asked.number) if asked.number else BY_A_CHECKLIST
    return replace(now, answer=replace(now.answer, notes=(*now.answer.notes, told)))


def _kept(earlier: Earlier, documents: set[str]) -> tuple[SubmittedItem, ...]:
    return tuple(
        item for item in earlier.items if item.item not in documents and item.status in ACCEPTED
    )
