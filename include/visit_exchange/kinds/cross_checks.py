"""The questions across lists of a framework: ``expectations/<framework>/across.yaml``."""

from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from visit_exchange.kinds.loading import expectation_file, load_framework
from visit_exchange.kinds.severity import Severity
from visit_exchange.kinds.yaml_file import Strict, load_yaml_model


class NamedIn(Strict):
    """Only rows whose ``column`` holds a name of another list: both are ``list.column``."""

    column: str
    named_in: str


class HasValue(Strict):
    """Rows whose ``column`` (``list.column``) has this value."""

    column: str
    value: str


class CrossCheck(Strict):
    """A question across lists, named in the framework's ``across.yaml``.

    ``kind`` names the comparison; ``left`` and ``right`` are ``list.column``, and the rows of
    ``left`` are the ones asked about. ``when``, ``only`` and ``unless`` narrow those rows: only
    those that have a value, or all others. ``by`` are the columns of the child on either side,
    where ``left`` and ``right`` are values that one child should have alike.
    """

    id: str
    severity: Severity
    kind: Literal["same_child_in_both", "child_missing_from", "name_missing_from", "differs"]
    left: str
    right: str
    when: NamedIn | None = None
    only: HasValue | None = None
    unless: HasValue | None = None
    by: tuple[str, str] | None = None
    message: str

    @model_validator(mode="after")
    def _children_are_named(self) -> "CrossCheck":
        if (self.kind == "differs") != (self.by is not None):
            raise ValueError("write by: [left child, right child] where values differ, only there")
        return self

    @property
    def places(self) -> tuple[str, ...]:
        """Return every ``list.column`` that must be held for the question to be asked."""
        return (self.left, self.right, *(self.by or ()))

    @property
    def columns(self) -> frozenset[str]:
        """Return every ``list.column`` that the question looks at."""
        when = (self.when.column, self.when.named_in) if self.when else ()
        narrowing = [each.column for each in (self.only, self.unless) if each]
        return frozenset((*self.places, *when, *narrowing))


class SizeCheck(Strict):
    """The question asked of a version with more than ``factor`` times as many as the last one.

    Or as few. Not when both have fewer than ``least``: small lists change. ``message`` may hold
    {now} and {before}. ``onward`` is what inspectors and the manifest are told: {how} is longer or
    shorter, and no number, for it may be a small one of children.
    """

    id: str
    severity: Severity
    factor: float = Field(gt=1)
    least: int = Field(ge=1)
    message: str
    onward: str


class CrossChecks(Strict):
    """The questions across lists of one framework, and across versions of one list."""

    checks: tuple[CrossCheck, ...]
    versions: SizeCheck | None = None


@cache
def load_cross_checks(framework: str) -> CrossChecks:
    """Return the framework's questions across lists (``expectations/<framework>/across.yaml``)."""
    path = expectation_file(framework, "across.yaml")
    if not path.exists() and not load_framework(framework).lists:
        return CrossChecks(checks=())
    return load_yaml_model(path, CrossChecks)
