"""Has Great Expectations work out once in each run what it works out at each of a hundred looks:
the configuration of an expectation, and which rows a condition chooses.

Working them out anew takes half of a short list's check.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration


@dataclass
class _Memory:
    """What is known in one run. It keeps the objects too: Python gives a freed id to another."""

    configurations: "dict[int, tuple[Expectation, ExpectationConfiguration]]" = field(
        default_factory=dict
    )
    chosen: "dict[tuple[int, str], tuple[pd.DataFrame, pd.DataFrame]]" = field(default_factory=dict)


# Each run has a memory of its own, so that nothing is carried into the next or another thread's.
_memory: ContextVar[_Memory | None] = ContextVar("in this run", default=None)


@contextmanager
def remembered_in_run() -> Iterator[None]:
    """Work out each configuration and each choice of rows once while the block runs."""
    _remember_in_runs()
    token = _memory.set(_Memory())
    try:
        yield
    finally:
        _memory.reset(token)


@cache
def _remember_in_runs() -> None:
    _remember_configurations()
    _remember_chosen_rows()


def _remember_configurations() -> None:
    from great_expectations.expectations.expectation import Expectation

    work_out = vars(Expectation)["configuration"].fget

    def configuration(self: "Expectation") -> "ExpectationConfiguration":
        memory = _memory.get()
        if memory is None:
            return cast("ExpectationConfiguration", work_out(self))
        known = memory.configurations
        if id(self) not in known:
            known[id(self)] = self, work_out(self)
        return known[id(self)][1]

    Expectation.configuration = property(configuration)  # type: ignore[method-assign,assignment]


def _remember_chosen_rows() -> None:
    from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
    from great_expectations.expectations.row_conditions import (
        Condition,
        PassThroughCondition,
        deserialize_row_condition,
    )

    choose = PandasExecutionEngine._apply_row_condition_filter

    def chosen(
        self: "PandasExecutionEngine", data: "pd.DataFrame", condition: Any, domain: dict[str, Any]
    ) -> "pd.DataFrame":
        memory, read = _memory.get(), deserialize_row_condition(condition)
        is_clause = not isinstance(read, PassThroughCondition)
        if memory is None or not is_clause or not isinstance(read, Condition):
            return choose(self, data, condition, domain)
        known, key = memory.chosen, (id(data), self.condition_to_filter_clause(read))
        if key not in known:
            known[key] = data, choose(self, data, read, domain)
        return known[key][1]

    PandasExecutionEngine._apply_row_condition_filter = chosen  # type: ignore[method-assign,assignment]
