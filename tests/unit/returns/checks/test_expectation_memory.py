"""What is worked out once in a run, and that none of it is carried into another."""

from typing import Any

import pandas as pd
import pytest
from great_expectations.expectations.core.expect_column_pair_values_to_be_equal import (
    ExpectColumnPairValuesToBeEqual,
)
from great_expectations.expectations.core.expect_column_values_to_be_in_set import (
    ExpectColumnValuesToBeInSet,
)
from great_expectations.expectations.core.expect_column_values_to_match_regex import (
    ExpectColumnValuesToMatchRegex,
)
from great_expectations.expectations.core.expect_column_values_to_not_be_null import (
    ExpectColumnValuesToNotBeNull,
)
from great_expectations.expectations.expectation import Expectation

from visit_exchange.returns.checks.expectation_memory import remembered_in_run
from visit_exchange.returns.checks.expectation_run import run_expectations


def test_within_a_run_a_configuration_is_worked_out_once() -> None:
    expectation = ExpectColumnValuesToNotBeNull(column="age")

    with remembered_in_run():
        assert expectation.configuration is expectation.configuration


def test_a_run_begins_with_nothing_remembered() -> None:
    expectation = ExpectColumnValuesToNotBeNull(column="age")
    with remembered_in_run():
        expectation.configuration.kwargs["column"] = "changed"
    with remembered_in_run():
        assert expectation.configuration.kwargs["column"] == "age"
    assert expectation.configuration is not expectation.configuration


def only_where(home: object) -> ExpectColumnValuesToNotBeNull:
    """Return a check that the rows of one home have a school."""
    where: Any = {
        "type": "comparison",
        "column": {"name": "home"},
        "operator": "==",
        "parameter": home,
    }
    return ExpectColumnValuesToNotBeNull(
        column="school", row_condition=where, meta={"check": f"{home!r}"}
    )


def test_each_check_looks_at_the_rows_that_its_own_condition_chooses() -> None:
    checks = {f"{home!r}": only_where(home) for home in ("in", "out", 1, "1")}
    frame = pd.DataFrame({"home": ["in", "in", "out", "1"], "school": ["a", None, None, None]})

    for index in ([5, 6, 7, 8], [1, 2, 3, 4]):  # the second run looks at its own rows
        outcomes = run_expectations(frame.set_axis(index).astype(object), checks, {})

        assert {check: outcome.rows for check, outcome in outcomes.items()} == {
            "'in'": (index[1],),
            "'out'": (index[2],),
            "1": (),
            "'1'": (index[3],),
        }


@pytest.mark.parametrize(
    ("expectation", "failing"),
    [
        (ExpectColumnValuesToBeInSet(column="home", value_set=["in"]), (7, 9)),
        (ExpectColumnValuesToNotBeNull(column="school"), (8,)),
        (ExpectColumnValuesToMatchRegex(column="school", regex="^i.$"), (9,)),
        (ExpectColumnPairValuesToBeEqual(column_A="home", column_B="school"), (7, 8)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_texts_are_compared_with_sets_patterns_and_each_other(
    expectation: Expectation, failing: tuple[int, ...]
) -> None:
    frame = pd.DataFrame(
        {"home": ["out", "in", "away"], "school": ["in", None, "away"]}, index=[7, 8, 9]
    ).astype(object)
    expectation.meta = {"check": "AB-1"}

    outcome = run_expectations(frame, {"AB-1": expectation}, {})["AB-1"]

    assert outcome.rows == failing
