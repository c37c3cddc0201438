"""Answers about an invented authority's uploads, for tests of the reply."""

from collections.abc import Sequence
from datetime import date

from visit_exchange.returns.feedback import ContainedBreach, ListAnswer, SeenColumn
from visit_exchange.returns.problems import Problem, Severity

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
