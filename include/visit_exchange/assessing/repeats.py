"""The same bytes again: what they answer already is not taken twice, what is new counts."""

from collections.abc import Iterable
from dataclasses import replace

from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.kinds import Framework
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    CHECKLIST_ITEM,
    TRACKING_CHECKLIST,
    SubmissionStatus,
)

SAME = "The file is the same as your upload {number}, which we use{answers}."
NOW_TOO = "The file is the same as your upload {number}. It answers more now."


def once_only(file: File, asked: Asked, known: Known, assessed: Assessed) -> Assessed:
    """Return what a file came to that may have come before; a checklist is read again each time."""
    items = assessed.items
    is_checklist = any(item.item in (CHECKLIST_ITEM, TRACKING_CHECKLIST) for item in items)
    if is_checklist or not items or any(item.status not in ACCEPTED for item in items):
        return assessed
    new = tuple(item for item in items if item.item not in known.again)
    if len(new) == len(items):
        return assessed
    number = max(known.again.values())
    if not new:
        return _seen(file, asked, known, number)
    notes = (*assessed.answer.notes, NOW_TOO.format(number=number))
    return replace(assessed, items=new, answer=replace(assessed.answer, notes=notes))


def same_as(number: int, items: Iterable[str], framework: Framework) -> str:
    """Return what is said of a file that came before as upload ``number``, and what it answers."""
    answered = set(items)
    titles = [f"{i.number} {i.title}" for i in framework.items if i.id in answered]
    return SAME.format(number=number, answers=f" for {'; '.join(titles)}" if titles else "")


def _seen(file: File, asked: Asked, known: Known, number: int) -> Assessed:
    note = same_as(number, known.again, asked.framework)
    return Assessed(
        build_answer(
            file.name,
            number=asked.told_number,
            notes=(note,),
            verdict=SubmissionStatus.SEEN_BEFORE,
        )
    )
