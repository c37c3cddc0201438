"""The authority's checklist about the selected children: not held, or does not apply."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.returns.reply.feedback import build_answer
from visit_exchange.returns.tables.safe_reading import TABLES
from visit_exchange.tracking.checklist import TrackingAnswers
from visit_exchange.tracking.checklist_reading import read_tracking_checklist
from visit_exchange.tracking.items import kind_and_code
from visit_exchange.visits.uploads.submission import (
    TRACKING_CHECKLIST,
    SubmissionStatus,
    SubmittedItem,
)

NOTHING = "Nothing is marked on it, so every document is still asked for."
STRANGERS = (
    "Rows {rows} are about no child who is selected, or no document that is asked for. We do not "
    "use them."
)
OTHER_SHEETS = (
    "Sheet {rows}: we read one sheet of the checklist, and this is another. Send what it holds as "
    "a file of its own, under the child’s code."
)
UNCLEAR = "Rows {rows}: put X, or leave the cell empty. We do not use them."


def tracking_answers(file: File, asked: Asked, known: Known) -> TrackingAnswers | None:
    """Return what a file says of the selected children as a whole; None when it is no checklist.

    Only the authority is asked about selected children, and only once some are selected.
    """
    if asked.sender or known.selection is None or file.kind not in TABLES:
        return None
    return read_tracking_checklist(file.content, asked.framework, known.selection)


def assess_tracking_checklist(file: File, asked: Asked, answers: TrackingAnswers) -> Assessed:
    """Take a checklist about the selected children: the newest counts as a whole."""
    answer = build_answer(
        file.name,
        number=asked.told_number,
        notes=(*file.notes, *_notes(asked, answers)),
        holds=("The checklist about the selected children",),
    )
    taken = SubmittedItem(TRACKING_CHECKLIST, SubmissionStatus.ACCEPTED)
    return Assessed(answer, (taken,), tracking=answers)


def _notes(asked: Asked, answers: TrackingAnswers) -> Iterator[str]:
    yield from _said(asked, "You do not hold", answers.not_held)
    yield from _said(asked, "This does not apply", answers.does_not_apply)
    if not answers.all:
        yield NOTHING
    for words, rows in (
        (STRANGERS, answers.strangers),
        (UNCLEAR, answers.unclear),
        (OTHER_SHEETS, answers.other_sheets),
    ):
        if rows:
            yield words.format(rows=", ".join(map(str, rows)))


def _said(asked: Asked, what: str, items: Iterable[str]) -> Iterator[str]:
    of_child: dict[str, list[str]] = defaultdict(list)
    named = set(items)
    for kind in asked.framework.tracking.items:
        for item in sorted(named):
            if kind_and_code(item)[0] == kind.id:
                of_child[kind_and_code(item)[1]].append(kind.title.lower())
    for code, titles in sorted(of_child.items()):
        yield f"{code}. {what}: {', '.join(titles)}."
