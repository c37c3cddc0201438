"""A document: which items it serves, cleaned of its metadata, and what of it may be staged."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from visit_exchange.assessing.assessed import Assessed, withheld
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.assessing.list_specs import list_specs
from visit_exchange.kinds import Item
from visit_exchange.returns.documents.document_search import (
    ContainedError,
    UndecidedError,
    cleaned_and_searched,
    readable,
)
from visit_exchange.returns.documents.first_look import first_look, no_document
from visit_exchange.returns.documents.recognising import (
    named_for,
    recognise_document,
    unrecognised,
)
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.returns.tables.columns.forbidden import is_about_children
from visit_exchange.returns.tables.places.unclear_tables import unused_tables
from visit_exchange.returns.tables.read_list import Reading
from visit_exchange.visits.places.keys import document_key
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem

ROWS_ABOUT_CHILDREN = "row_about_a_child"


def assess_document(
    file: File, asked: Asked, known: Known, reading: Reading | None = None, *, notified: date
) -> Assessed:
    """Recognise a document and stage it for each item that it serves.

    ``reading`` is what it was as a table, where it could have been one. What nothing tells of
    serves what the newest file of its name does: it is its correction.
    """
    files, specs = known.checklist.files, list_specs(asked.framework)
    look = first_look(file.kind, file.content, asked.framework, specs)
    ids = recognise_document(look.serves, file.name, asked.framework, files, reading)
    if known.again:
        # Sent again, it may be meant for what its new name tells.
        ids = (*ids, *named_for(file.name, asked.framework))
    if look.problem:
        return _no_evidence(file, asked, look.problem)
    return _serving(ids or known.before, file, asked, known, reading, notified)


def document_for(
    ids: Collection[str],
    file: File,
    asked: Asked,
    known: Known,
    reading: Reading | None = None,
    *,
    notified: date,
) -> Assessed:
    """Stage a document for the items that it is known to serve (``ids``)."""
    if problem := no_document(file.kind, file.content, list_specs(asked.framework)):
        return _no_evidence(file, asked, problem)
    return _serving(ids, file, asked, known, reading, notified)


def _serving(
    ids: Collection[str],
    file: File,
    asked: Asked,
    known: Known,
    reading: Reading | None,
    notified: date,
) -> Assessed:
    served = [item for item in asked.framework.documents if item.id in ids]
    if not served:
        return _unrecognised(file, asked, reading)
    try:
        cleaned = _cleaned(file, known, _rows_about_children(reading), notified)
    except UndecidedError as undecided:
        held = withheld(file, asked, str(undecided))
        return replace(held, items=_waiting(served), undecided=undecided.found)
    except ContainedError as contained:
        return withheld(file, asked, str(contained))
    return _staged(file, asked, served, cleaned)


def _staged(file: File, asked: Asked, served: Sequence[Item], cleaned: bytes) -> Assessed:
    answer = build_answer(file.name, number=asked.told_number, documents=served, notes=file.notes)
    key = document_key(asked, file.kind, served[0].id)
    items = tuple(
        SubmittedItem(item.id, SubmissionStatus.ACCEPTED, staged_key=key) for item in served
    )
    return Assessed(answer, items, staged={key: cleaned})


def _cleaned(file: File, known: Known, rows: Mapping[str, int], notified: date) -> bytes:
    """Return a document without what travels unseen; UndecidedError for what nobody has let go."""
    found: dict[str, int] = dict(rows)
    cleaned: bytes | None = None
    try:
        cleaned = cleaned_and_searched(file.kind, file.content, known.children, notified=notified)
    except UndecidedError as undecided:
        found |= undecided.found
    if any(count > known.released.get(kind, 0) for kind, count in found.items()):
        raise UndecidedError(found)
    return readable(file.kind, file.content).content if cleaned is None else cleaned


def _rows_about_children(reading: Reading | None) -> dict[str, int]:
    """Return how many rows of a workbook are a list of children that was asked for."""
    lists = reading.lists if reading else ()
    rows = sum(len(read.frame) for read in lists if is_about_children(read.spec))
    return {ROWS_ABOUT_CHILDREN: rows} if rows else {}


def _waiting(served: Sequence[Item]) -> tuple[SubmittedItem, ...]:
    return tuple(SubmittedItem(item.id, SubmissionStatus.WITHHELD) for item in served)


def _unrecognised(file: File, asked: Asked, reading: Reading | None) -> Assessed:
    unused = unused_tables(reading) if reading else ()
    answer = build_answer(
        file.name,
        number=asked.told_number,
        problems=(unrecognised(reading),),
        notes=(*file.notes, *unused),
    )
    return Assessed(answer)


def _no_evidence(file: File, asked: Asked, problem: Problem) -> Assessed:
    told = asked.told_number
    return Assessed(build_answer(file.name, number=told, problems=(problem,), notes=file.notes))
