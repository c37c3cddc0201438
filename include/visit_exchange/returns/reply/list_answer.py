"""What an authority is told about one list: what was understood of it, and what is wrong."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from visit_exchange.kinds.heading_words import load_heading_words
from visit_exchange.kinds.severity import Severity
from visit_exchange.privacy.identifiers.value_types import Kind
from visit_exchange.returns.reply.actions import Action, actions, not_held
from visit_exchange.returns.tables.columns.forbidden import IDENTIFYING
from visit_exchange.visits.uploads.problems import Problem
from visit_exchange.visits.uploads.submission import SubmissionStatus

if TYPE_CHECKING:
    from visit_exchange.returns.tables.read_list import ReadList

# What the content of a column can give away that is no group of headings.yaml by the same name.
BY_CONTENT = {
    Kind.NHS_NUMBER: "NHS numbers",
    Kind.DATE_OF_BIRTH: "dates of birth",
    Kind.CASE_ID: "case system numbers",
    Kind.REFERENCE: "references of children",
    Kind.UNSURE_NAME: "words that may be names",
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
        rows=len(read.frame),
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


def _breaches(read: "ReadList") -> tuple[ContainedBreach, ...]:
    return tuple(
        ContainedBreach(read.sheet, column.letter, in_words(column.kind))
        for column in read.forbidden
    )


def in_words(kind: str) -> str:
    """Name what a column holds, whether its heading or its content gave it away."""
    by_heading = load_heading_words().identifying
    return by_heading[kind].words if kind in by_heading else BY_CONTENT[Kind(kind)]
