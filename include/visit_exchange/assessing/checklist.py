"""The authority's checklist: what it does not hold, and which document serves which item."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from visit_exchange.assessing.assessed import Assessed, Placed
from visit_exchange.assessing.checklist_lines import tell_lines
from visit_exchange.assessing.inputs import Asked, Earlier, File, Known
from visit_exchange.assessing.placing import place
from visit_exchange.request.checklist_reading import Checklist
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    CHECKLIST_ITEM,
    SubmissionStatus,
    SubmittedItem,
)

NOTHING_NOT_HELD = "It declares nothing as not held."
NOTED = "We have noted that you do not hold: {titles}."
TAKEN_BACK = (
    "You said before that you do not send what this checklist does not mark: {titles}. The newest "
    "statement counts, so this is asked for again."
)


def assess_checklist(
    file: File, asked: Asked, known: Known, checklist: Checklist, *, notified: date
) -> Assessed:
    """Take a checklist: declarations of not held, and items for files that came before it.

    Every line on which something was written is answered.
    """
    knowing = replace(known, checklist=checklist)
    placed = place(asked, knowing, notified=notified)
    stands = tuple(_as_it_stands(known.earlier, placed))
    notes, problems = tell_lines(asked, replace(knowing, earlier=stands))
    new = {i.item for each in placed for i in each.now.items if i.status in ACCEPTED}
    answer = build_answer(
        file.name,
        number=asked.told_number,
        documents=[item for item in asked.framework.items if item.id in new],
        problems=problems,
        notes=(*file.notes, *_said(asked, known, checklist), *notes),
        holds=("The checklist",),
    )
    taken = SubmittedItem(CHECKLIST_ITEM, SubmissionStatus.ACCEPTED)
    return Assessed(answer, (taken,), not_held=checklist.not_held, placed=placed)


def _as_it_stands(earlier: Iterable[Earlier], placed: Iterable[Placed]) -> Iterable[Earlier]:
    """Yield the earlier files with what became of those that were placed."""
    now = {each.number: each for each in placed}
    for each in earlier:
        if changed := now.get(each.number):
            items = (*changed.keeps, *changed.now.items)
            verdict = changed.now.answer.verdict
            yield replace(each, status=verdict, items=items, undecided=changed.now.undecided)
        else:
            yield each


def _said(asked: Asked, known: Known, checklist: Checklist) -> tuple[str, ...]:
    titles = [i.title for i in asked.framework.items if i.id in checklist.not_held]
    sent = {i.item for each in known.earlier for i in each.items if i.status in ACCEPTED}
    back = known.not_held - checklist.not_held - sent
    again = [f"{i.number} {i.title}" for i in asked.framework.items if i.id in back]
    said = NOTED.format(titles=", ".join(titles)) if titles else NOTHING_NOT_HELD
    return (said, *([TAKEN_BACK.format(titles=", ".join(again))] if again else ()))
