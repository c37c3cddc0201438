"""A check that is unsafe, lost or unable to run never passes for one that found nothing."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds.list_spec import Check, ListSpec, load_list
from visit_exchange.kinds.severity import Severity
from visit_exchange.returns.checks import expectation_suite
from visit_exchange.returns.checks.expectation_run import CheckFailedToRun, run_expectations
from visit_exchange.returns.checks.expectation_suite import columns_of, expectations_for

IN_SET = "expect_column_values_to_be_in_set"
BETWEEN = "expect_column_values_to_be_between"
Suite = Callable[[Check], dict[str, Any]]


@pytest.fixture
def suite(monkeypatch: pytest.MonkeyPatch) -> Suite:
    """Builds the expectations of a list whose only check is the one given."""

    def build(check: Check) -> dict[str, Any]:
        spec = load_list("ap_thematic_2023", "dynamic_support").model_copy(
            update={"checks": (check,)}
        )
        monkeypatch.setattr(expectation_suite, "load_list", lambda *_: spec)
        return expectations_for.__wrapped__("framework", spec.id)

    return build


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"row_condition": "a == 1"}, "row condition must be one of"),
        ({"row_condition": {"type": "pass_through", "pass_through_filter": "a"}}, "row condition"),
        (
            {"row_condition": {"type": "and", "conditions": [{"type": "pass_through"}]}},
            "row condition",
        ),
        ({"condition_parser": "pandas"}, "row condition"),
        ({"regex": "abc"}, "begin with"),
        ({"min_value": "2026-11-23"}, "with its time"),
    ],
)
def test_an_unsafe_check_is_refused_by_name(
    suite: Suite, arguments: dict[str, Any], words: str
) -> None:
    with pytest.raises(UserError, match=f"X-01.*{words}"):
        suite(check(BETWEEN, {"column": "a", **arguments}))


def test_an_expectation_that_is_unknown_is_not_lost_in_silence(suite: Suite) -> None:
    with pytest.raises(RuntimeError, match="left out X-01"):
        suite(check("expect_something_else", {"column": "a"}))


def test_every_check_of_a_real_list_becomes_an_expectation() -> None:
    spec: ListSpec = load_list("ap_thematic_2023", "recently_attended")
    assert set(expectations_for("ap_thematic_2023", spec.id)) == {c.id for c in spec.checks}


def test_a_check_reads_the_columns_of_its_condition_too() -> None:
    part = {"type": "comparison", "column": {"name": "b"}, "operator": "==", "parameter": 1}
    both = {"type": "and", "conditions": [part, {**part, "column": {"name": "c"}}]}
    assert columns_of(check(IN_SET, {"column": "a", "row_condition": both})) == {"a", "b", "c"}


def test_every_failing_row_comes_back(suite: Suite) -> None:
    frame = pd.DataFrame({"a": ["bad"] * 900}, index=range(10, 910))
    built = suite(check(IN_SET, {"column": "a", "value_set": ["good"]}))
    outcome = run_expectations(frame, built, {})["X-01"]
    assert outcome.rows == tuple(range(10, 910))


def test_cells_looked_at_are_counted_without_empty_ones(suite: Suite) -> None:
    frame = pd.DataFrame({"a": ["good", None, "bad"], "b": ["y", "y", "n"]}, index=[5, 7, 8])
    where = {"type": "comparison", "column": {"name": "b"}, "operator": "==", "parameter": "y"}
    arguments = {"column": "a", "value_set": ["good"], "row_condition": where}
    outcome = run_expectations(frame, suite(check(IN_SET, arguments)), {})["X-01"]
    assert (outcome.rows, outcome.cells) == ((), 1)


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"other": [1]}),
        pd.DataFrame({"a": [1, "Invented Name"]}, dtype=object),
    ],
    ids=["a column that is not there", "numbers mixed with text"],
)
def test_a_check_that_cannot_run_stops_the_file_and_tells_no_value(
    suite: Suite, frame: pd.DataFrame
) -> None:
    built = suite(check(BETWEEN, {"column": "a", "min_value": 0, "max_value": 2}))
    with pytest.raises(CheckFailedToRun) as stopped:
        run_expectations(frame, built, {})
    assert str(stopped.value) == "check X-01 could not be run"


def check(expect: str, arguments: dict[str, Any]) -> Check:
    return Check(
        id="X-01",
        severity=Severity.MUST_FIX,
        expect=expect,
        arguments=arguments,
        mark="reference",
        message="Enter a reference",
    )
