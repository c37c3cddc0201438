"""A list as it was read: canonical values, the officer's own, and what there is to say about it."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.privacy.people.upload_people import UploadPeople
from visit_exchange.visits.uploads.problems import Problem

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class ReadColumn:
    """A column of the sheet: the list's ``field`` ("" when none), Excel letter and heading."""

    field: str
    letter: str
    heading: str


@dataclass(frozen=True)
class ForbiddenColumn:
    """A column that identifies people and was left unread. ``kind`` is a key of headings.yaml or
    a kind of ``privacy.identifiers``.
    """

    letter: str
    heading: str
    kind: str


@dataclass(frozen=True)
class ReadList:
    """One table of the upload that is one list of the request.

    ``frame`` has Excel row numbers as index and the list's columns that are present, in canonical
    values: text and codes str or None, numbers float64 with NaN, dates datetime64. ``raw`` has the
    same shape and the officer's own objects. ``rows_read`` counts the rows with anything in them:
    those in ``frame`` and those that a ``row_not_read`` problem names; ``totals`` are the numbers
    of the rows that are plainly totals. ``ignored`` are columns that are no field of the list,
    ``forbidden`` those that identify people. ``names`` are the children's, where a column held
    them: they serve to find them elsewhere, and go no further. So do the ``people`` of every
    column that identifies.
    """

    spec: ListSpec
    sheet: str
    sheet_state: str
    header_row: int
    columns: dict[str, ReadColumn]
    frame: "pd.DataFrame"
    raw: "pd.DataFrame"
    rows_read: int
    as_at: date | None
    problems: tuple[Problem, ...]
    ignored: tuple[ReadColumn, ...]
    forbidden: tuple[ForbiddenColumn, ...]
    totals: tuple[int, ...] = ()
    names: tuple[str, ...] = field(default=(), repr=False)
    people: UploadPeople = field(default=UploadPeople(), repr=False)

    def __repr__(self) -> str:
        return f"ReadList({self.spec.id!r}, rows={self.rows_read}, problems={len(self.problems)})"


@dataclass(frozen=True)
class UnknownTable:
    """A table that is no list of the request, or could be several: ``candidates`` are their ids.

    ``register`` says in words what it looks like instead, "" when nothing tells.
    """

    sheet: str
    sheet_state: str
    header_row: int | None
    rows: int
    candidates: tuple[str, ...] = ()
    register: str = ""


@dataclass(frozen=True)
class Reading:
    """Everything that was found in one upload. ``problems`` concern the file, not one list.

    ``is_empty`` says that no sheet has anything in any cell.
    """

    lists: tuple[ReadList, ...]
    unknown: tuple[UnknownTable, ...]
    problems: tuple[Problem, ...]
    is_empty: bool = False
