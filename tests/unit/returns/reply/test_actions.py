"""Problems become things to do: grouped by fault, worst first, rows as Excel shows them."""

from typing import Any

import pytest

from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.reply.actions import actions, not_held
from visit_exchange.visits.uploads.problems import Problem

TITLES = {"age": "Age", "plan": "EHC plan status", "attendance": "Attendance %"}


def problem(
    message: str,
    row: int | None = None,
    *,
    rule: str = "age_range",
    severity: Severity = Severity.MUST_FIX,
    field: str | None = "age",
    column: str | None = "C",
    sheet: str = "Kids",
) -> Problem:
    return Problem(rule, severity, message, "a_list", sheet, row, column, field, "secret")


def test_cells_with_the_same_fault_are_one_thing_to_do() -> None:
    found = actions(
        [problem("Enter a whole number from 5 to 18", row) for row in (40, 7, 22, 19)], TITLES
    )
    assert [action.sentence() for action in found] == [
        "Age: enter a whole number from 5 to 18 – 4 rows: 7, 19, 22, 40"
    ]


def test_one_cell_is_one_row() -> None:
    [action] = actions([problem("Enter an age", 7)], TITLES)
    assert action.sentence() == "Enter an age – 1 row: 7"


def test_more_rows_than_anyone_reads_are_counted() -> None:
    [action] = actions([problem("Enter a whole number", row) for row in range(2, 24)], TITLES)
    assert action.where() == "22 rows: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 12 more"


@pytest.mark.parametrize(
    ("message", "field", "text"),
    [
        ("Enter a whole number from 5 to 18", "age", "Age: enter a whole number from 5 to 18"),
        ("Age must be 5 to 18", "age", "Age must be 5 to 18"),
        ("EHC is not a code of the list", "age", "Age: EHC is not a code of the list"),
        ("Attendance must be a percentage", "attendance", "Attendance must be a percentage"),
        ("Headings are missing", None, "Headings are missing"),
        ("Enter a code", "unknown_column", "Enter a code"),
    ],
)
def test_the_column_is_named_once(message: str, field: str | None, text: str) -> None:
    [action] = actions([problem(message, 7, field=field)], TITLES)
    assert action.text == text


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"rule": "age_blank"}, "another rule"),
        ({"field": "plan", "column": "F"}, "another column"),
        ({"sheet": "Leavers"}, "another sheet"),
    ],
)
def test_different_faults_stay_apart(change: dict[str, Any], why: str) -> None:
    found = actions([problem("Enter a code", 7), problem("Enter a code", 8, **change)], TITLES)
    assert len(found) == 2, why


def test_worst_first_then_whole_columns_then_most_cells_then_first_row() -> None:
    found = actions(
        [
            problem("Is this right?", 3, rule="query", severity=Severity.PLEASE_CHECK),
            problem("Is this right?", 4, rule="query", severity=Severity.PLEASE_CHECK),
            problem("Enter an age", 9, rule="single_late"),
            problem("Enter a code", 5, rule="single_early"),
            problem("Enter a date", 8, rule="pair"),
            problem("Enter a date", 30, rule="pair"),
            problem("Add this column", None, rule="column", column=None),
        ],
        TITLES,
    )
    order = ["column", "pair", "single_early", "single_late", "query"]
    assert [action.rule for action in found] == order


def test_columns_are_read_from_left_to_right() -> None:
    [action] = actions(
        [problem("Duplicate row", 7, column=letter) for letter in ("AA", "B")], TITLES
    )
    assert [cell.column for cell in action.cells] == ["B", "AA"]
    assert action.where() == "1 row: 7"


def test_a_fault_of_a_whole_column_says_which() -> None:
    [action] = actions([problem("Write every date in the same order")], TITLES)
    assert action.sentence() == "Age: write every date in the same order – column C"


def test_what_is_not_held_is_nothing_to_do() -> None:
    told = [
        problem("Not held", severity=Severity.NOT_HELD, field="attendance"),
        problem("Not held", severity=Severity.NOT_HELD, field="plan"),
        problem("Not held", severity=Severity.NOT_HELD, field="attendance"),
    ]
    assert actions(told, TITLES) == ()
    assert not_held(told, TITLES) == ("Attendance %", "EHC plan status")


def test_no_cell_value_gets_into_an_action() -> None:
    assert "secret" not in repr(actions([problem("Enter an age", 7)], TITLES))
