"""Everything that an authority is told about one upload: the matter of workbook, page and mail."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.kinds import Item
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.actions import Action, actions
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.uploads.submission import SubmissionStatus

if TYPE_CHECKING:
    pass
from visit_exchange.returns.reply.list_answer import ContainedBreach, ListAnswer, verdict_of


@dataclass(frozen=True)
class Answer:
    """Everything told about one upload.

    ``file`` is the name the authority gave, for its own reply only. ``number`` is the upload's
    number within the visit, None at the desk. ``withheld_because`` says why it was not used, and
    the way out. ``holds`` names what it is when it is neither list nor document of the request (the
    checklist, a document about a child). ``problems`` concern the file as a whole. ``notes`` are
    plain sentences about what was left out (macros, links). ``late_by`` is None when it came in
    time; ``received_at`` is local time, None at the desk.
    """

    file: str = dataclasses.field(repr=False)
    number: int | None
    verdict: SubmissionStatus
    withheld_because: str | None
    lists: tuple[ListAnswer, ...]
    documents: tuple[Item, ...]
    problems: tuple[Problem, ...] = dataclasses.field(repr=False)
    notes: tuple[str, ...] = dataclasses.field(repr=False)
    late_by: timedelta | None
    holds: tuple[str, ...] = ()
    received_at: datetime | None = None

    @property
    def file_actions(self) -> tuple[Action, ...]:
        return actions(self.problems, {})

    @property
    def actions(self) -> tuple[Action, ...]:
        """Everything to do, of the file and of every list, worst first."""
        everything = [*self.file_actions, *(a for one in self.lists for a in one.actions)]
        return tuple(sorted(everything, key=lambda action: list(Severity).index(action.severity)))

    @property
    def breaches(self) -> tuple[ContainedBreach, ...]:
        return tuple(breach for one in self.lists for breach in one.breaches)


def build_answer(
    file: str,
    *,
    number: int | None = None,
    lists: Sequence[ListAnswer] = (),
    documents: Sequence[Item] = (),
    problems: Sequence[Problem] = (),
    notes: Sequence[str] = (),
    withheld_because: str | None = None,
    late_by: timedelta | None = None,
    holds: Sequence[str] = (),
    verdict: SubmissionStatus | None = None,
) -> Answer:
    """Return everything to tell about one upload.

    ``verdict`` is given for what the problems cannot tell (set aside, seen before); otherwise a
    reason to hold decides over everything else.
    """
    if withheld_because and verdict is not SubmissionStatus.SET_ASIDE:
        verdict = SubmissionStatus.WITHHELD
    everything = [*problems, *(problem for one in lists for problem in one.problems)]
    return Answer(
        file=file,
        number=number,
        verdict=verdict or verdict_of(everything),
        withheld_because=withheld_because,
        lists=tuple(lists),
        documents=tuple(documents),
        problems=tuple(problems),
        notes=tuple(notes),
        late_by=late_by,
        holds=tuple(holds),
    )
