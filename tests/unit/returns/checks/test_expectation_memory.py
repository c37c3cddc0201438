"""In one run an expectation's configuration is worked out once; nothing is carried into another."""

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

from visit_exchange.returns.checks.expectation_memory import remembered_configurations
from visit_exchange.returns.checks.expectation_run import run_expectations


def test_within_a_run_a_configuration_is_worked_out_once() -> None:
    expectation = ExpectColumnValuesToNotBeNull(column="age")

    with remembered_configurations():
        assert expectation.configuration is expectation.configuration


def test_a_run_begins_with_nothing_remembered() -> None:
    expectation = ExpectColumnValuesToNotBeNull(column="age")
    with remembered_configurations():
        expectation.configuration.kwargs["column"] = "changed"
    with remembered_configurations():
        assert expectation.configuration.kwargs["column"] == "age"
    assert expectation.configuration is not expectation.configuration


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
