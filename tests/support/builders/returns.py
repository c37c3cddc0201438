"""Answers about an invented authority's uploads, for tests of the reply."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from visit_exchange.kinds.list_spec import Column, ListSpec, Recognition, Treatment, ValueType
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.list_answer import ContainedBreach, ListAnswer, SeenColumn
from visit_exchange.returns.tables.read_list import ForbiddenColumn, ReadColumn, ReadList
from visit_exchange.visits.uploads.problems import Problem

TITLES = {"ref": "Child reference", "age": "Age", "plan": "EHC plan status", "left": "Leaving date"}
COLUMNS = (
    SeenColumn("A", "Ref No", "ref", "Child reference"),
    SeenColumn("B", "Age (yrs)", "age", "Age"),
    SeenColumn("D", "EHCP?", "plan", "EHC plan status"),
)
DOB = ContainedBreach("Kids", "C", "dates of birth")


def must_fix(row: int | None, message: str = "Enter a whole number from 5 to 18") -> Problem:
    """An age that cannot be used."""
    return Problem("age", Severity.MUST_FIX, message, "leavers", "Kids", row, "B", "age", "4O")


def please_check(row: int, message: str = "EHC plan status must be one of has or had") -> Problem:
    """A plan status that wants a look."""
    return Problem("plan", Severity.PLEASE_CHECK, message, "leavers", "Kids", row, "D", "plan", "?")


def not_held(field: str = "left") -> Problem:
    """A column that the authority does not hold."""
    return Problem("held", Severity.NOT_HELD, "Not held", "leavers", "Kids", None, None, field)


def list_answer(
    problems: Sequence[Problem] = (),
    *,
    title: str = "Children who left",
    rows: int = 180,
    breaches: tuple[ContainedBreach, ...] = (),
) -> ListAnswer:
    """A list of leavers on the sheet "Kids", headings in row 3."""
    return ListAnswer(
        list_id="leavers",
        title=title,
        sheet="Kids",
        header_row=3,
        rows=rows,
        as_at=date(2023, 3, 24),
        columns=COLUMNS,
        ignored=(SeenColumn("E", "Case worker team"),),
        breaches=breaches,
        problems=tuple(problems),
        titles=TITLES,
    )


def leavers_spec() -> ListSpec:
    """A list with an invented name and four columns of text."""
    columns = tuple(
        Column(
            id=field,
            title=title,
            type=ValueType.TEXT,
            treatment=Treatment.KEEP,
            guidance="",
            source="",
            headings=(title,),
        )
        for field, title in TITLES.items()
    )
    return ListSpec(
        id="leavers",
        prefix="LV",
        framework="invented",
        title="Children who left",
        sheet="Leavers",
        grain="one row per child",
        source="",
        about="",
        recognition=Recognition(needs=("ref",)),
        columns=columns,
        checks=(),
    )


def read_list(
    rows: Mapping[int, Sequence[object]],
    problems: Sequence[Problem] = (),
    *,
    sheet: str = "Kids",
    header_row: int = 3,
    forbidden: tuple[ForbiddenColumn, ...] = (),
    ignored: tuple[ReadColumn, ...] = (ReadColumn("", "E", "Case worker team"),),
) -> ReadList:
    """A list as it was read: ``rows`` are reference, age and plan by Excel row number."""
    columns = {c.field: ReadColumn(c.field, c.letter, c.heading) for c in COLUMNS}
    raw = pd.DataFrame(rows.values(), index=list(rows), columns=list(columns), dtype=object)
    return ReadList(
        spec=leavers_spec(),
        sheet=sheet,
        sheet_state="visible",
        header_row=header_row,
        columns=columns,
        frame=raw,
        raw=raw,
        rows_read=len(raw),
        as_at=date(2023, 3, 24),
        problems=tuple(problems),
        ignored=ignored,
        forbidden=forbidden,
    )
