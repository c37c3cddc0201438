"""Everything that an authority is told about one upload: the matter of workbook, page and mail."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from visit_exchange.privacy.identifier_types import Kind
from visit_exchange.returns.actions import Action, actions, not_held
from visit_exchange.returns.forbidden import IDENTIFYING
from visit_exchange.returns.heading_words import load_heading_words
from visit_exchange.returns.problems import Problem, Severity
from visit_exchange.returns.submission import SubmissionStatus
from visit_exchange.visits.framework import Item

if TYPE_CHECKING:
    from visit_exchange.returns.read_list import ReadList

# What the content of a column can give away that is no group of headings.yaml by the same name.
BY_CONTENT = {
    Kind.NHS_NUMBER: "NHS numbers",
    Kind.DATE_OF_BIRTH: "dates of birth",
    Kind.CASE_ID: "case system numbers",
    Kind.REFERENCE: "references of children",
}


@dataclass(frozen=True)
class SeenColumn:
    """A column of the officer's table. ``field`` and ``title`` are empty when it was not used."""

    letter: str
    heading: str = dataclasses.field(repr=False)
    field: str = ""
    title: str = ""


@dataclass(frozen=True)
class ContainedBreach:
    """A column that identifies children, left out. ``words`` say what it holds, in the plural."""

    sheet: str = dataclasses.field(repr=False)
    letter: str
    words: str


@dataclass(frozen=True)
class ListAnswer:
    """What was understood of one list, and what is wrong with it."""

    list_id: str
    title: str
    sheet: str = dataclasses.field(repr=False)
    header_row: int
    rows: int
    as_at: date | None
    columns: tuple[SeenColumn, ...]
    ignored: tuple[SeenColumn, ...]
    breaches: tuple[ContainedBreach, ...]
    problems: tuple[Problem, ...] = dataclasses.field(repr=False)
    titles: dict[str, str] = dataclasses.field(repr=False)
    totals: tuple[int, ...] = ()

    @property
    def verdict(self) -> SubmissionStatus:
        return verdict_of(self.problems)

    @property
    def actions(self) -> tuple[Action, ...]:
        """What there is to do, beside the breaches, which are told apart."""
        others = (problem for problem in self.problems if problem.rule != IDENTIFYING)
        return actions(others, self.titles)

    @property
    def not_held(self) -> tuple[str, ...]:
        return not_held(self.problems, self.titles)


@dataclass(frozen=True)
class Answer:
    """Everything told about one upload.

    ``file`` is the name the authority gave, for its own reply only. ``number`` is the upload's
    number within the visit, None at the desk. ``held_because`` says why it was not used, and the
    way out. ``holds`` names what it is when it is neither list nor document of the request (the
    checklist, a document about a child). ``problems`` concern the file as a whole. ``notes`` are
    plain sentences about what was left out (macros, links). ``late_by`` is None when it came in
    time; ``received_at`` is local time, None at the desk.
    """

    file: str = dataclasses.field(repr=False)
    number: int | None
    verdict: SubmissionStatus
    held_because: str | None
    lists: tuple[ListAnswer, ...]
    documents: tuple[Item, ...]
    problems: tuple[Problem, ...] = dataclasses.field(repr=False)
    notes: tuple[str, ...]
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


def verdict_of(problems: Iterable[Problem]) -> SubmissionStatus:
    """Return what ``problems`` make of a list or file: the worst one decides."""
    severities = {problem.severity for problem in problems}
    if Severity.MUST_FIX in severities:
        return SubmissionStatus.MUST_FIX
    if Severity.PLEASE_CHECK in severities:
        return SubmissionStatus.ACCEPTED_WITH_QUERIES
    return SubmissionStatus.ACCEPTED


def answer_list(read: "ReadList", found: Sequence[Problem] = ()) -> ListAnswer:
    """Return the answer for one list; ``found`` by the checks comes on top of the reading's."""
    titles = {column.id: column.title for column in read.spec.columns}
    return ListAnswer(
        list_id=read.spec.id,
        title=read.spec.title,
        sheet=read.sheet,
        header_row=read.header_row,
        rows=read.rows_read,
        as_at=read.as_at,
        columns=tuple(
            SeenColumn(c.letter, c.heading, c.field, titles[c.field]) for c in read.columns.values()
        ),
        ignored=tuple(SeenColumn(c.letter, c.heading) for c in read.ignored),
        breaches=_breaches(read),
        problems=(*read.problems, *found),
        titles=titles,
        totals=read.totals,
    )


def build_answer(
    file: str,
    *,
    number: int | None = None,
    lists: Sequence[ListAnswer] = (),
    documents: Sequence[Item] = (),
    problems: Sequence[Problem] = (),
    notes: Sequence[str] = (),
    held_because: str | None = None,
    late_by: timedelta | None = None,
    holds: Sequence[str] = (),
    verdict: SubmissionStatus | None = None,
) -> Answer:
    """Return everything to tell about one upload.

    ``verdict`` is given for what the problems cannot tell (set aside, seen before); otherwise a
    reason to hold decides over everything else.
    """
    if held_because and verdict is not SubmissionStatus.SET_ASIDE:
        verdict = SubmissionStatus.HELD
    everything = [*problems, *(problem for one in lists for problem in one.problems)]
    return Answer(
        file=file,
        number=number,
        verdict=verdict or verdict_of(everything),
        held_because=held_because,
        lists=tuple(lists),
        documents=tuple(documents),
        problems=tuple(problems),
        notes=tuple(notes),
        late_by=late_by,
        holds=tuple(holds),
    )


def _breaches(read: "ReadList") -> tuple[ContainedBreach, ...]:
    return tuple(
        ContainedBreach(read.sheet, column.letter, in_words(column.kind))
        for column in read.forbidden
    )


def in_words(kind: str) -> str:
    """Name what a column holds, whether its heading or its content gave it away."""
    by_heading = load_heading_words().identifying
    return by_heading[kind].words if kind in by_heading else BY_CONTENT[Kind(kind)]
