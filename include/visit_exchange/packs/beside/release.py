"""What was loaded of a publication: its figures by area, and which areas are neighbours."""

from dataclasses import dataclass
from datetime import date, datetime

ENGLAND = "England"
# The standard symbols of official statistics, the two obsolete ones too: the Department for
# Education's open data standards, "Data symbols".
SYMBOLS = {
    "c": "suppressed, to protect people",
    "k": "rounds to 0, but is not 0",
    "low": "rounds to 0, but is not 0",
    "~": "rounds to 0, but is not 0",
    "u": "of low reliability",
    "x": "not available",
    ":": "not available",
    "z": "not applicable",
}


@dataclass(frozen=True)
class Told:
    """A figure of an area: a percentage, or the symbol that is published instead of it.

    ``area`` is England, a region by name or an authority by its DfE code.
    """

    figure: str
    area: str
    percentage: float | None
    symbol: str = ""

    def __str__(self) -> str:
        return self.symbol if self.percentage is None else f"{self.percentage:.1f}%"


@dataclass(frozen=True)
class Release:
    """One release of a data set: the figures of its newest period."""

    data_set: str
    period: str
    identifier: str
    published: date
    file: str
    told: tuple[Told, ...]
    loaded_by: str = ""
    loaded_at: datetime | None = None

    @property
    def when(self) -> str:
        """The period in words: "2022/23, autumn and spring term"."""
        year = f"{self.period[:4]}/{self.period[4:]}" if len(self.period) > 4 else self.period
        plain = self.identifier.casefold() in ("academic year", "calendar year", "reporting year")
        return year if plain else f"{year}, {self.identifier.lower()}"

    def of(self, figure: str, area: str) -> Told | None:
        """Return what is told of a figure of an area; None where nothing is."""
        found = (each for each in self.told if (each.figure, each.area) == (figure, area))
        return next(found, None)


@dataclass(frozen=True)
class Neighbours:
    """The statistical neighbours of each authority, nearest first, and who says so."""

    source: str
    published: date
    nearest: dict[str, tuple[str, ...]]
    loaded_by: str = ""
    loaded_at: datetime | None = None

    def of(self, la_code: str) -> tuple[str, ...]:
        """Return the codes of an authority's neighbours; empty where none are told."""
        return self.nearest.get(la_code, ())
