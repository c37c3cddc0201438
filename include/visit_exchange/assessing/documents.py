"""A document: which items it serves, cleaned of its metadata, and what of it may be staged."""

from dataclasses import replace
from datetime import date

from visit_exchange.assessing.assessed import Assessed, withheld
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.assessing.list_specs import list_specs
from visit_exchange.returns.documents.document_search import (
    ContainedError,
    UndecidedError,
    cleaned_and_searched,
)
from visit_exchange.returns.documents.recognising import (
    no_document,
    recognise_document,
    unrecognised,
)
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.returns.tables.read_list import Reading
from visit_exchange.returns.tables.unclear_tables import unused_tables
from visit_exchange.visits.places import document_key
from visit_exchange.visits.problems import Problem
from visit_exchange.visits.submission import SubmissionStatus, SubmittedItem


def assess_document(
    file: File, asked: Asked, known: Known, reading: Reading | None = None, *, notified: date
) -> Assessed:
    """Recognise a document and stage it for each item that it serves.

    ``reading`` is what it was as a table, where it could have been one.
    """
    specs = list_specs(asked.framework)
    if problem := no_document(file.kind, file.content, specs):
        return _no_evidence(file, asked, problem)
    ids = recognise_document(
        file.kind, file.content, file.name, asked.framework, known.checklist.files, reading
    )
    served = [item for item in asked.framework.documents if item.id in ids]
    answer = build_answer(
        file.name,
        number=asked.told_number,
        documents=served,
        problems=() if served else (unrecognised(reading),),
        notes=(*file.notes, *(unused_tables(reading) if reading and not served else ())),
    )
    if not served:
        return Assessed(answer)
    try:
        cleaned = cleaned_and_searched(file.kind, file.content, known.children, notified=notified)
    except UndecidedError as undecided:
        return replace(withheld(file, asked, str(undecided)), undecided=undecided.found)
    except ContainedError as contained:
        return withheld(file, asked, str(contained))
    key = document_key(asked, file.kind, served[0].id)
    items = tuple(
        SubmittedItem(item.id, SubmissionStatus.ACCEPTED, staged_key=key) for item in served
    )
    return Assessed(answer, items, staged={key: cleaned})


def _no_evidence(file: File, asked: Asked, problem: Problem) -> Assessed:
    told = asked.told_number
    return Assessed(build_answer(file.name, number=told, problems=(problem,), notes=file.notes))
