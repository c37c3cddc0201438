"""A workbook or text file of lists, judged in a child of its own.

It gets the cells that another child has read, never the file: it has to be given the visit's key,
and whoever opens a file that we do not trust must not have one.
"""

from dataclasses import replace
from datetime import date
from functools import partial

from visit_exchange.assessing.assessed import Assessed, withheld
from visit_exchange.assessing.beside_lists import find_hidden
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.assessing.judging import judge_lists
from visit_exchange.assessing.making_ready import make_ready
from visit_exchange.child_process import ChildStoppedError, run_limited
from visit_exchange.errors import UserError
from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.returns.checks.hidden_places import HiddenFinding
from visit_exchange.returns.formats.withheld import TOO_HEAVY
from visit_exchange.returns.reply.feedback import Answer
from visit_exchange.returns.reply.list_answer import ContainedBreach, ListAnswer, SeenColumn
from visit_exchange.returns.tables.read_list import Reading
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem

MEMORY_MB = 3_072
SECONDS = 300  # of processor time: a hundred thousand rows take half of it
ANSWERS = (
    Answer,
    Assessed,
    ContainedBreach,
    HiddenFinding,
    Kind,
    ListAnswer,
    Problem,
    SeenColumn,
    Severity,
    SubmissionStatus,
    SubmittedItem,
)


def assess_lists(
    file: File, asked: Asked, known: Known, reading: Reading, *, notified: date
) -> Assessed:
    """Check every list that was found in a file, and stage those that can be used.

    A file of which this takes too long is withheld. UserError when two children share a code.
    """
    hidden = find_hidden(file, reading, notified)
    try:
        judged = run_limited(
            _judged,
            replace(file, content=b""),
            asked,
            replace(known, earlier=()),
            reading,
            hidden,
            notified,
            memory_mb=MEMORY_MB,
            seconds=SECONDS,
            answers=ANSWERS,
            ready=partial(make_ready, asked.framework.id),
        )
    except ChildStoppedError:
        return withheld(file, asked, TOO_HEAVY)
    if isinstance(judged, str):
        raise UserError(judged)
    return replace(judged, reads=reading.lists)


def _judged(
    file: File,
    asked: Asked,
    known: Known,
    reading: Reading,
    hidden: tuple[HiddenFinding, ...] | None,
    notified: date,
) -> Assessed | str:
    try:
        return judge_lists(file, asked, known, reading, hidden, notified=notified)
    except UserError as error:
        return str(error)
