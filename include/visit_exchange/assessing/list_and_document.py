"""A workbook that is a list and a document at once: both count, and both are told."""

from dataclasses import replace

from visit_exchange.assessing.assessed import Assessed


def list_and_document(lists: Assessed, document: Assessed) -> Assessed:
    """Return what a file came to that its sender names beside a list and beside a document.

    The list is used whatever becomes of the document: one that a person must decide on waits.
    """
    why = document.answer.withheld_because or "".join(p.message for p in document.answer.problems)
    answer = replace(
        lists.answer,
        documents=document.answer.documents,
        notes=(*lists.answer.notes, *([f"As a document: {why}"] if why else ())),
    )
    return replace(
        lists,
        answer=answer,
        items=(*lists.items, *document.items),
        staged={**lists.staged, **document.staged},
        undecided=document.undecided,
    )
