"""A list's checks as Great Expectations expectations, linted and counted.

Great Expectations takes seconds to import, so it is imported in the functions that need it.
"""

import importlib
import logging
import os
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from visit_exchange.errors import UserError
from visit_exchange.kinds.code_set import load_codes
from visit_exchange.kinds.list_spec import Check, load_list
from visit_exchange.returns.checks.loaded_later import FOR_OTHERS, load_when_used

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation

ONE_OF = "expect_at_least_one_column_to_be_filled"
COLUMN_ARGUMENTS = ("column", "column_A", "column_B")
CONDITIONS = frozenset({"comparison", "nullity", "and", "or"})
DATE_ONLY = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def expectations_for(framework: str, list_id: str) -> "dict[str, Expectation]":
    """Return the list's expectations by check id.

    Raises UserError naming the check whose YAML is unsafe, and RuntimeError when Great
    Expectations would leave one out (it only logs that).
    """
    checks = load_list(framework, list_id).checks
    suite = great_expectations().ExpectationSuite(
        name=list_id, expectations=[_configuration(check) for check in checks]
    )
    built = {expectation.meta["check"]: expectation for expectation in suite.expectations}
    if len(built) != len(checks):
        lost = ", ".join(check.id for check in checks if check.id not in built)
        raise RuntimeError(f"Great Expectations left out {lost} of {list_id}")
    return built


def columns_of(check: Check) -> frozenset[str]:
    """Return every column that a check reads, those of its row condition included."""
    own = {check.arguments[name] for name in COLUMN_ARGUMENTS if name in check.arguments}
    return frozenset(own | set(check.arguments.get("column_list", ())) | condition_columns(check))


def condition_columns(check: Check) -> frozenset[str]:
    """Return the columns by which a check chooses its rows."""
    return frozenset(
        part["column"]["name"]
        for part in _conditions(check, check.arguments.get("row_condition"))
        if "column" in part
    )


def leaving_out_columns(check: Check) -> frozenset[str]:
    """Return the columns by which a check only leaves rows out (``!=``)."""
    parts = [p for p in _conditions(check, check.arguments.get("row_condition")) if "column" in p]
    choosing = {part["column"]["name"] for part in parts if part.get("operator") != "!="}
    return frozenset({part["column"]["name"] for part in parts} - choosing)


def alternatives_of(check: Check) -> tuple[str, ...]:
    """Return the columns of which one must be filled, () for a check of another kind."""
    return tuple(check.arguments["column_list"]) if check.expect == ONE_OF else ()


def great_expectations() -> Any:
    """Return the library, silent: its logs and progress bars could hold values or fill logs."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    load_when_used(*FOR_OTHERS)
    import great_expectations as gx

    importlib.import_module(
        "visit_exchange.returns.checks.own_expectations"
    )  # which registers them
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    return gx


def _configuration(check: Check) -> dict[str, Any]:
    _lint(check)
    kwargs = {name: _with_codes(name, value) for name, value in check.arguments.items()}
    return {"type": check.expect, "kwargs": kwargs, "meta": {"check": check.id}}


def _with_codes(name: str, value: Any) -> Any:
    """Return the codes for ``{$CODES: set}``: a list, or as a regex of several codes."""
    if not (isinstance(value, dict) and "$CODES" in value):
        return value
    codes = list(load_codes(value["$CODES"]).values)
    if name != "regex":
        return codes
    one = "(?:" + "|".join(re.escape(code) for code in codes) + ")"
    return f"^{one}(?:; {one})*$"


def _lint(check: Check) -> None:
    """Raise UserError for what Great Expectations would run, misread or compare wrongly."""
    for _ in _conditions(check, check.arguments.get("row_condition")):
        pass
    if "condition_parser" in check.arguments:
        raise UserError(f"{check.id}: write the row condition as type, column, operator, parameter")
    regex = check.arguments.get("regex", "^$")
    if isinstance(regex, str) and not (regex.startswith("^") and regex.endswith("$")):
        raise UserError(f"{check.id}: the regex must begin with ^ and end with $")
    limits = (check.arguments.get("min_value"), check.arguments.get("max_value"))
    if any(isinstance(limit, str) and DATE_ONLY.fullmatch(limit) for limit in limits):
        raise UserError(f"{check.id}: write the date with its time, as 2026-11-23T00:00:00")


def _conditions(check: Check, condition: Any) -> Iterator[dict[str, Any]]:
    """Yield each part of a row condition; a text would be run as code, so it is refused."""
    if condition is None:
        return
    if not isinstance(condition, dict) or condition.get("type") not in CONDITIONS:
        raise UserError(f"{check.id}: the row condition must be one of {sorted(CONDITIONS)}")
    yield condition
    for part in condition.get("conditions", ()):
        yield from _conditions(check, part)
