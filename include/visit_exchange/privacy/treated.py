"""A list that was treated, and what each of its cells lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from visit_exchange.privacy.identifiers.value_types import Kind

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Treated:
    """A list that may be published.

    ``frame`` has the columns' ids of the specification, rows in the order of the codes and a new
    index, so that neither tells who was who. ``rows`` has the same in the authority's own order, by
    the rows of its sheet: to tell it what to look at, and never to be stored. ``counts`` says how
    many identifiers of each kind were taken out of its text, ``removed`` which columns did not go
    on. ``crosswalk`` (the authority's reference to code) goes to the authority alone. ``unsafe``
    are columns whose text tells of people in so many cells that redaction makes it no safer.
    ``taken`` says of each cell that lost something, what it lost.
    """

    frame: "pd.DataFrame" = field(repr=False)
    counts: Mapping[Kind, int]
    removed: tuple[str, ...]
    crosswalk: Mapping[str, str] = field(repr=False)
    rows: "pd.DataFrame" = field(repr=False)
    unsafe: tuple[str, ...] = ()
    taken: tuple["TakenCell", ...] = ()


@dataclass(frozen=True)
class TakenCell:
    """What one cell of text lost: kinds and counts. ``row`` is the sheet's, ``column`` the id.

    ``unsure`` are the words for which it was withheld as a whole: for the authority alone.
    """

    column: str
    row: int
    counts: Mapping[Kind, int]
    unsure: tuple[str, ...] = field(default=(), repr=False)
