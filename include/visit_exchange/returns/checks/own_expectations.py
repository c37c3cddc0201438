"""The expectations that Great Expectations lacks, named by their meaning.

Importing this module registers them, and takes as long as Great Expectations does.
"""

from collections.abc import Callable
from typing import Any, ClassVar, Literal

import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import (
    ColumnMapExpectation,
    MulticolumnMapExpectation,
)
from great_expectations.expectations.metrics.map_metric_provider.column_condition_partial import (
    column_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.column_map_metric_provider import (
    ColumnMapMetricProvider,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (  # noqa: E501
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (  # noqa: E501
    MulticolumnMapMetricProvider,
)

from visit_exchange.privacy.identifiers.value_types import Uln, Upn, says_no_upn
from visit_exchange.privacy.pseudonyms import compared

CHECKED: dict[str, Callable[[str], bool]] = {
    "upn": lambda number: Upn.fits(number) or says_no_upn(number),
    "uln": Uln.fits,
}


class ColumnValuesIdentifier(ColumnMapMetricProvider):
    """Whether each number is of its kind, its check letter or digit included."""

    condition_metric_name = "column_values.identifier"
    condition_value_keys = ("kind",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: "pd.Series[Any]", kind: str, **_: Any) -> "pd.Series[bool]":
        return column.map(CHECKED[kind]).astype(bool)


class ExpectColumnValuesToBeIdentifiers(ColumnMapExpectation):
    """Expect every number to be a ``kind`` of identifier with the right check."""

    kind: Literal["upn", "uln"]
    map_metric: ClassVar[str] = "column_values.identifier"
    success_keys: ClassVar[tuple[str, ...]] = ("kind", "mostly")
    args_keys: ClassVar[tuple[str, ...]] = ("column", "kind")


class ColumnValuesNobodyElses(ColumnMapMetricProvider):
    """Whether each number stands in one row; a reason for having none is nobody's number."""

    condition_metric_name = "column_values.nobody_elses"

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: "pd.Series[Any]", **_: Any) -> "pd.Series[bool]":
        return ~column.duplicated(keep=False) | column.map(says_no_upn).astype(bool)


class ExpectIdentifiersToBeNobodyElses(ColumnMapExpectation):
    """Expect every number in one row only, reasons for having none apart."""

    map_metric: ClassVar[str] = "column_values.nobody_elses"
    args_keys: ClassVar[tuple[str, ...]] = ("column",)


class MulticolumnAlikeForEach(MulticolumnMapMetricProvider):
    """Whether the first column's child has one value in the second, in all of its rows."""

    condition_metric_name = "multicolumn_values.alike_for_each"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> "pd.Series[bool]":
        references, values = (column_list[name].astype(object) for name in column_list.columns)
        children = references.map(lambda text: compared(str(text)))
        return values.groupby(children).transform("nunique") <= 1


class ExpectOneValueForEachChild(MulticolumnMapExpectation):
    """Expect the rows of one child (first column) to say the same in the second."""

    ignore_row_if: Literal["any_value_is_missing"] = "any_value_is_missing"
    map_metric: ClassVar[str] = "multicolumn_values.alike_for_each"
    args_keys: ClassVar[tuple[str, ...]] = ("column_list",)


class MulticolumnAnyFilled(MulticolumnMapMetricProvider):
    """Whether any of the columns has a value in a row."""

    condition_metric_name = "multicolumn_values.any_filled"

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> "pd.Series[bool]":
        return column_list.notna().any(axis=1)


class ExpectAtLeastOneColumnToBeFilled(MulticolumnMapExpectation):
    """Expect a value in at least one of the columns; one that is not held has none."""

    ignore_row_if: Literal["never"] = "never"
    map_metric: ClassVar[str] = "multicolumn_values.any_filled"
    args_keys: ClassVar[tuple[str, ...]] = ("column_list",)
