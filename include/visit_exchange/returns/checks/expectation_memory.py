"""Has Great Expectations work out an expectation's configuration once in each run.

It does so anew at each of a hundred looks, which takes a third of a short list's check.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

# Each run has a memory of its own, so that nothing is carried into the next or another thread's.
# It keeps the expectation, lest another one gets its id.
Memory = dict[int, "tuple[Expectation, ExpectationConfiguration]"]
_memory: ContextVar[Memory | None] = ContextVar("configurations", default=None)


@contextmanager
def remembered_configurations() -> Iterator[None]:
    """Work out each configuration once while the block runs."""
    _remember_in_runs()
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


@cache
def _remember_in_runs() -> None:
    from great_expectations.expectations.expectation import Expectation

    work_out = vars(Expectation)["configuration"].fget

    def configuration(self: "Expectation") -> "ExpectationConfiguration":
        known = _memory.get()
        if known is None:
            return cast("ExpectationConfiguration", work_out(self))
        if id(self) not in known:
            known[id(self)] = self, work_out(self)
        return known[id(self)][1]

    Expectation.configuration = property(configuration)  # type: ignore[method-assign,assignment]
