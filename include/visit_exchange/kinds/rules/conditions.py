"""Conditions on the rows of a list, as data: what an indicator counts and what a sample covers."""

from typing import Literal

from pydantic import model_validator

from visit_exchange.kinds.yaml_file import Strict


class Condition(Strict):
    """Something that a row of a list fulfils, does not fulfil, or does not say.

    It is one of: ``every`` or ``either`` of several conditions; ``also_in``, the child stands in
    that list too; or a test of the cell in ``column``. A test is ``any_of`` or ``none_of`` some
    codes (words, in a column of text; letter case does not matter there), ``at_least``, ``at_most``
    or ``over`` a number, ``older_than_days`` (a date that lies further back than that from the day
    the list is as at), or ``held`` (whether there is anything in the cell).

    A blank, and a code that means "not known", make a test unknown; ``blank`` may say that they
    count as "yes" or "no" instead. Nothing is ever guessed from other cells.
    """

    column: str = ""
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    over: float | None = None
    older_than_days: int | None = None
    held: bool | None = None
    blank: Literal["yes", "no", "unknown"] = "unknown"
    also_in: str = ""
    every: tuple["Condition", ...] = ()
    either: tuple["Condition", ...] = ()

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Condition":
        kinds = [self.column, self.also_in, self.every, self.either]
        if sum(map(bool, kinds)) != 1:
            raise ValueError("a condition is one of: column, also_in, every, either")
        if bool(self.column) != (self._tests == 1):
            raise ValueError("a condition on a column makes exactly one test")
        return self

    @property
    def _tests(self) -> int:
        numbers = (self.at_least, self.at_most, self.over, self.older_than_days, self.held)
        tests = [self.any_of or None, self.none_of or None, *numbers]
        return sum(test is not None for test in tests)

    @property
    def columns(self) -> frozenset[str]:
        """The columns that the condition looks at."""
        within = (part.columns for part in (*self.every, *self.either))
        return frozenset({self.column} - {""}).union(*within)
