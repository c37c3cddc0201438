"""The authority's checklist: what it does not hold, and which document serves which item."""

from datetime import date

from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.request.checklist_reading import Checklist
from visit_exchange.returns.documents.document_search import (
    ContainedError,
    UndecidedError,
    cleaned_and_searched,
    in_words,
)
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.visits.places import document_key
from visit_exchange.visits.submission import SubmissionStatus, SubmittedItem

CHECKLIST_ITEM = "checklist"
UPLOAD_AGAIN = (
    "The file holds what may identify a child ({found}). We have not passed it on. Upload it again "
    "without that; as it is, a person has to decide on it."
)


def assess_checklist(
    file: File, asked: Asked, known: Known, checklist: Checklist, *, notified: date
) -> Assessed:
    """Take a checklist: declarations of not held, and items for documents that came before it."""
    staged, placed, notes = _place(asked, known, checklist, notified)
    items = [
        SubmittedItem(item, SubmissionStatus.ACCEPTED, staged_key=key)
        for item, key in placed.items()
    ]
    answer = build_answer(
        file.name,
        number=asked.told_number,
        documents=[item for item in asked.framework.items if item.id in placed],
        notes=(_said(asked, checklist), *notes),
        holds=("The checklist",),
    )
    taken = (SubmittedItem(CHECKLIST_ITEM, SubmissionStatus.ACCEPTED), *items)
    return Assessed(answer, taken, staged=staged, not_held=checklist.not_held)


def _place(
    asked: Asked, known: Known, checklist: Checklist, notified: date
) -> tuple[dict[str, bytes], dict[str, str], list[str]]:
    """Return content by staging key, staging key by item, and what could not be passed on."""
    staged: dict[str, bytes] = {}
    placed: dict[str, str] = {}
    notes: list[str] = []
    for item, name in ((item, name) for item, names in checklist.files.items() for name in names):
        if name.casefold() not in known.unplaced:
            continue
        kind, content = known.unplaced[name.casefold()]
        try:
            cleaned = cleaned_and_searched(kind, content, known.children, notified=notified)
        except UndecidedError as undecided:
            told = UPLOAD_AGAIN.format(found=in_words(undecided.found))
            notes.append(f"Item {asked.framework.item(item).number}: {told}")
        except ContainedError as contained:
            notes.append(f"Item {asked.framework.item(item).number}: {contained}")
        else:
            placed[item] = document_key(asked, kind, item)
            staged[placed[item]] = cleaned
    return staged, placed, notes


def _said(asked: Asked, checklist: Checklist) -> str:
    titles = [i.title for i in asked.framework.items if i.id in checklist.not_held]
    if not titles:
        return "It declares nothing as not held."
    return f"We have noted that you do not hold: {', '.join(titles)}."
