"""Runs expectations over one frame and says for each which rows failed and how many it saw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from visit_exchange.errors import TellableError
from visit_exchange.returns.checks.expectation_memory import remembered_in_run
from visit_exchange.returns.checks.expectation_suite import great_expectations

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation

# Every failing row comes back only in COMPLETE, through an unnamed integer index; values stay out.
RESULT_FORMAT = {
    "result_format": "COMPLETE",
    "return_unexpected_index_query": False,
    "exclude_unexpected_values": True,
}


class CheckFailedToRun(TellableError):
    """A check that could not be run is our bug: it stops the file and never counts as a pass.

    It names the check only: what Great Expectations says about it may hold a child's data.
    """

    def __init__(self, check_id: str) -> None:
        super().__init__(f"check {check_id} could not be run")
        self.check_id = check_id


@dataclass(frozen=True)
class Outcome:
    """What one expectation found: index labels of failing rows, and how many cells it looked at."""

    rows: tuple[int, ...]
    cells: int


def run_expectations(
    frame: pd.DataFrame,
    expectations: Mapping[str, "Expectation"],
    parameters: Mapping[str, str],
) -> dict[str, Outcome]:
    """Return the outcome of each expectation by check id.

    ``frame`` has an unnamed, unique integer index. Raises CheckFailedToRun.
    """
    if not expectations:
        return {}
    gx = great_expectations()
    suite = gx.ExpectationSuite(name="checks")
    suite.expectations = list(expectations.values())
    with remembered_in_run():
        results = _batch(gx, _compact(frame, suite.expectations)).validate(
            suite, result_format=RESULT_FORMAT, expectation_parameters=dict(parameters)
        )
    return _outcomes(list(expectations), results.results)


def _compact(frame: pd.DataFrame, expectations: "Sequence[Expectation]") -> pd.DataFrame:
    """Return the frame with its texts as categories: each is looked at a dozen times.

    Two columns that are compared with each other stay as they are: categories of two kinds cannot
    be compared.
    """
    compared = {
        getattr(one, side, None) for one in expectations for side in ("column_A", "column_B")
    }
    columns = {
        name: _categories(cells) if cells.dtype == object and name not in compared else cells
        for name, cells in frame.items()
    }
    return pd.DataFrame(columns, index=frame.index)


def _categories(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    codes, texts = pd.factorize(cells)
    return pd.Series(pd.Categorical.from_codes(codes, texts), index=cells.index)


def _batch(gx: Any, frame: pd.DataFrame) -> Any:
    """Return the frame as a batch of a context of its own: a shared one mixes up threads."""
    context = gx.get_context(mode="ephemeral", project_config=_without_documents())
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    asset = context.data_sources.add_pandas("frames").add_dataframe_asset("list")
    definition = asset.add_batch_definition_whole_dataframe("whole")
    return definition.get_batch({"dataframe": frame})


def _without_documents() -> Any:
    """Return a context's configuration that makes no folder for pages: a child could not."""
    from great_expectations.data_context.types import base

    stores = base.InMemoryStoreBackendDefaults(init_temp_docs_sites=False)
    return base.DataContextConfig(store_backend_defaults=stores, analytics_enabled=False)


def _outcomes(check_ids: Sequence[str], results: Sequence[Any]) -> dict[str, Outcome]:
    """Join by check id: results come in another order than the suite."""
    found = {result.expectation_config.meta["check"]: result for result in results}
    return {check_id: _outcome(check_id, found.get(check_id)) for check_id in check_ids}


def _outcome(check_id: str, result: Any) -> Outcome:
    if result is None or "element_count" not in result.result:
        raise CheckFailedToRun(check_id)
    rows = tuple(int(row) for row in result.result.get("unexpected_index_list") or ())
    if len(rows) != result.result["unexpected_count"] or bool(rows) == result.success:
        raise CheckFailedToRun(check_id)
    return Outcome(rows, result.result["element_count"] - result.result.get("missing_count", 0))
