"""What is not held, what must be added, and what every check looked at."""

from dataclasses import replace
from datetime import date

import pytest

from builders.read_lists import read_list
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.checks.checking import Checked, check_list
from visit_exchange.visits.uploads.problems import Problem

AP = "ap_thematic_2023"
DSR_ROW: dict[str, object] = {"reference": "C001", "on_register": "Y", "ehc_plan": "none"}


def test_absent_and_empty_columns_are_not_held_once_each() -> None:
    checked = dsr({**DSR_ROW, "health_needs": None}, {**DSR_ROW, "reference": "C002"})
    held = [(p.rule, p.severity, p.row, p.field) for p in checked.problems]
    assert held == [
        ("dynamic_support-not-held", Severity.NOT_HELD, None, "cetr_date"),
        ("dynamic_support-not-held", Severity.NOT_HELD, None, "education_provision"),
        ("dynamic_support-not-held", Severity.NOT_HELD, None, "health_needs"),
    ]
    assert checked.not_held == ("cetr_date", "education_provision", "health_needs")


def test_a_check_of_a_column_that_is_not_held_neither_passed_nor_failed() -> None:
    runs = {run.id: run for run in dsr(DSR_ROW).checks}
    assert (runs["DS-04"].held, runs["DS-04"].cells) == (False, 0)
    assert (runs["DS-06"].held, runs["DS-06"].cells) == (True, 1)


def test_a_blank_cell_of_a_column_that_is_held_is_no_problem() -> None:
    checked = dsr(DSR_ROW, {"reference": "C002", "on_register": "Y"})
    assert "ehc_plan" not in {p.field for p in checked.problems}


@pytest.mark.parametrize("row", [{"on_register": "Y"}, {"on_register": "Y", "reference": None}])
def test_a_list_without_the_required_column_must_be_fixed(row: dict[str, object]) -> None:
    problem = dsr(row).problems[0]
    assert (problem.rule, problem.severity) == ("dynamic_support-required", Severity.MUST_FIX)
    assert problem.message.startswith("Child reference is needed in every row")


def test_a_list_with_headings_and_no_rows_is_a_question() -> None:
    read = read_list(AP, "dynamic_support", [DSR_ROW])
    empty = replace(read, frame=read.frame.iloc[:0], raw=read.raw.iloc[:0])
    checked = check_list(empty, notified=date(2026, 11, 23))
    assert [(p.rule, p.severity) for p in checked.problems] == [
        ("dynamic_support-no-rows", Severity.PLEASE_CHECK)
    ]


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        ([{"area": "in"}], []),
        ([{"area": "out"}], ["currently_attending-not-held"]),
        ([{"area": "out", "journey_minutes": None}], ["CA-13"]),
        ([{"area": "in", "journey_minutes": None}], []),
    ],
    ids=["nobody needs it", "no column", "an empty cell", "empty where it should be"],
)
def test_a_journey_time_is_missed_only_where_it_is_asked_for(
    rows: list[dict[str, object]], rules: list[str]
) -> None:
    read = read_list(AP, "currently_attending", [{"reference": "C001"} | row for row in rows])
    checked = check_list(read, notified=date(2026, 11, 23))
    assert [p.rule for p in checked.problems if p.field == "journey_minutes"] == rules


@pytest.mark.slow
def test_a_cell_that_could_not_be_read_is_not_told_to_be_empty_besides() -> None:
    child: dict[str, object] = {"reference": "C001", "area": "out"}
    read = read_list(AP, "currently_attending", [child | {"journey_minutes": None}] * 2)
    told = Problem("not_minutes", Severity.MUST_FIX, "", row=5, field="journey_minutes")
    checked = check_list(replace(read, problems=(told,)), notified=date(2026, 11, 23))
    assert [p.row for p in checked.problems if p.field == "journey_minutes"] == [6]


def test_a_problem_is_placed_as_excel_shows_it_and_keeps_the_value_to_itself() -> None:
    problem = dsr({**DSR_ROW, "ehc_plan": "Invented Name"}).problems[-1]
    assert (problem.sheet, problem.row, problem.column) == ("Dynamic support", 5, "C")
    assert problem.value == "Invented Name"
    assert "Invented" not in repr(problem) + problem.message


def dsr(*rows: dict[str, object]) -> Checked:
    return check_list(read_list(AP, "dynamic_support", rows), notified=date(2026, 11, 23))
