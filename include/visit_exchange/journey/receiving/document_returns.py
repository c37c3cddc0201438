"""A document: which items it serves, cleaned of its metadata, staged."""

from typing import TYPE_CHECKING

from visit_exchange.journey.now import visit_now
from visit_exchange.journey.staging.documents import (
    ContainedError,
    UndecidedError,
    stage_document,
)
from visit_exchange.journey.staging.known_children import known_children
from visit_exchange.journey.upload import Opened, Understood, held
from visit_exchange.kinds.list_spec import load_list
from visit_exchange.request.checklist_reading import Checklist
from visit_exchange.returns.documents.recognising import (
    no_document,
    recognise_document,
    unrecognised,
)
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.visits.problems import Problem
from visit_exchange.visits.submission import SubmissionStatus, SubmittedItem

if TYPE_CHECKING:
    from visit_exchange.returns.tables.read_list import Reading
    from visit_exchange.services.outside import Outside


def understand_document(
    outside: "Outside", opened: Opened, checklist: Checklist, reading: "Reading | None" = None
) -> Understood:
    """Recognise a document and stage it for each item that it serves.

    ``reading`` is what it was as a table, where it could have been one.
    """
    specs = [load_list(opened.framework.id, item.id) for item in opened.framework.lists]
    if problem := no_document(opened.kind, opened.content, specs):
        return _no_evidence(opened, problem)
    ids = recognise_document(
        opened.kind, opened.content, opened.name, opened.framework, checklist.files
    )
    served = [item for item in opened.framework.documents if item.id in ids]
    answer = build_answer(
        opened.name,
        number=opened.submission.number,
        documents=served,
        problems=() if served else (unrecognised(reading),),
        notes=opened.notes,
    )
    if not served:
        return Understood(answer)
    children = known_children(outside, opened.visit)
    try:
        key, cleaned = stage_document(opened, opened.kind, opened.content, served[0].id, children)
    except UndecidedError as undecided:
        at = visit_now(opened.visit)
        outside.register.hold_for_decision(opened.submission.id, undecided.found, at=at)
        return held(opened, str(undecided))
    except ContainedError as contained:
        return held(opened, str(contained))
    items = tuple(
        SubmittedItem(item.id, SubmissionStatus.ACCEPTED, staged_key=key) for item in served
    )
    return Understood(answer, items, staged={key: cleaned})


def _no_evidence(opened: Opened, problem: Problem) -> Understood:
    answer = build_answer(
        opened.name, number=opened.submission.number, problems=(problem,), notes=opened.notes
    )
    return Understood(answer)
