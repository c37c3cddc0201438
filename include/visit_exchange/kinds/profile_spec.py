"""What is counted for the area at a glance: ``expectations/<framework>/profile.yaml``."""

from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from visit_exchange.kinds.loading import expectation_file
from visit_exchange.kinds.published_spec import Beside
from visit_exchange.kinds.rules.conditions import Condition
from visit_exchange.kinds.yaml_file import Strict, load_yaml_model

CHILD, ROW = "child", "row"


class Distinct(Strict):
    """At least ``least`` different values of ``column`` stand in the rows."""

    column: str
    least: int


class Indicator(Strict):
    """One number: how many of those counted fulfil something, of how many it is known.

    ``of`` is what is counted: every "child", every "row", or every different value of a column
    (every setting). Only ``rows`` that fulfil that condition are looked at. One counts if ``any``
    of its rows fulfils ``where`` (``least``: rows of at least so many children), if ``all`` do, or
    if ``none`` does; or if its rows have ``distinct`` values enough. ``why`` is the finding or the
    guidance that it speaks to. ``ask`` is the question that follows when one or more count, and
    ``ask_not_held`` when it is not held for one or more. ``lead`` says that it is only a lead.
    ``beside`` are published figures that it may be read beside.
    """

    id: str
    title: str
    theme: str
    list: str
    why: str
    of: str = CHILD
    rows: Condition | None = None
    where: Condition | None = None
    match: Literal["any", "all", "none"] = "any"
    least: int = 1
    distinct: Distinct | None = None
    ask: str = ""
    ask_not_held: str = ""
    lead: bool = False
    beside: tuple[Beside, ...] = ()

    @model_validator(mode="after")
    def _counts_one_thing(self) -> "Indicator":
        if bool(self.where) == bool(self.distinct):
            raise ValueError(f"{self.id} has either where or distinct")
        return self


class Spread(Strict):
    """How many there are of each code, group of codes (``groups``) or band (``bands``) of a column.

    ``bands`` are lowest numbers; for a column of dates they are days back from the day the list is
    as at. ``labels`` may name the bands, one more than there are. ``chart`` draws it.
    """

    id: str
    title: str
    list: str
    column: str
    of: str = CHILD
    rows: Condition | None = None
    groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    bands: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    chart: Literal["column", "bar", "none"] = "none"


class Recognisable(Strict):
    """The ``columns`` of a list by which somebody who knows a child could tell who it is."""

    list: str
    columns: tuple[str, ...] = Field(min_length=1)


class ProfileSpec(Strict):
    """Everything that is counted for one kind of visit. ``parts`` holds what is repeated in it."""

    parts: dict[str, Condition] = Field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    spreads: tuple[Spread, ...] = ()
    recognisable: tuple[Recognisable, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "ProfileSpec":
        ids = [each.id for each in self.indicators] + [each.id for each in self.spreads]
        if repeated := {part for part in ids if ids.count(part) > 1}:
            raise ValueError(f"more than one is called {', '.join(sorted(repeated))}")
        return self


@cache
def load_profile(framework: str) -> ProfileSpec:
    """Return what is counted for a kind of visit, as it or an older edition of it says.

    Nothing is counted where none has a profile.yaml.
    """
    path = expectation_file(framework, "profile.yaml")
    return load_yaml_model(path, ProfileSpec) if path.exists() else ProfileSpec()
