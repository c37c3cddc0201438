"""What the columns of a table that identify people, or name settings, tell of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain

from visit_exchange.kinds.column_spec import Column, Treatment, ValueType
from visit_exchange.kinds.heading_words import load_heading_words
from visit_exchange.privacy.identifiers.columns import Kind, is_of_setting
from visit_exchange.privacy.people.upload_people import UploadPeople
from visit_exchange.privacy.text.dates_in_text import dates_in
from visit_exchange.privacy.text.folding import folded
from visit_exchange.returns.formats.cells import is_blank
from visit_exchange.returns.tables.columns.forbidden import GROUPS, whole_names

OF_SETTINGS = "names of settings"
BIRTH, ADDRESS = GROUPS[Kind.DATE_OF_BIRTH], Kind.ADDRESS.value
LONGEST_NAME = 80  # signs; a longer cell is a sentence about somebody
_EXCEL_DAY_0 = date(1899, 12, 30)
_SERIALS = range(20_000, 60_000)


@dataclass(frozen=True)
class Identifying:
    """A column by what it holds: a key of headings.yaml, or OF_SETTINGS."""

    kind: str
    cells: Sequence[object] = field(repr=False)


def setting_kind(column: Column) -> str | None:
    """Return OF_SETTINGS for a column that says what settings are called."""
    is_text = column.type is ValueType.TEXT and column.treatment is Treatment.KEEP
    return OF_SETTINGS if is_text and is_of_setting(column.title) else None


def people_in_columns(columns: Iterable[Identifying]) -> UploadPeople:
    """Return whom the columns name, to be found again in the text of the same upload."""
    held: dict[str, list[Sequence[object]]] = {}
    for column in columns:
        held.setdefault(column.kind, []).append(column.cells)
    groups = load_heading_words().identifying
    people = {
        kind: cells for kind, cells in held.items() if kind in groups and groups[kind].names_people
    }
    whole = [name for cells in people.values() for name in whole_names(cells)]
    return UploadPeople(
        names=frozenset(name for name in whole if len(name) <= LONGEST_NAME),
        parts=frozenset(
            name for name in _texts(chain(*people.values())) if len(name) <= LONGEST_NAME
        ),
        births=frozenset(day for cells in held.get(BIRTH, ()) for day in _days(cells)),
        addresses=frozenset(_texts(held.get(ADDRESS, ()))),
        settings=frozenset(_texts(held.get(OF_SETTINGS, ()))),
    )


def _texts(columns: Iterable[Sequence[object]]) -> Iterator[str]:
    for cells in columns:
        yield from (" ".join(str(cell).split()) for cell in cells if not is_blank(cell))


def _days(cells: Sequence[object]) -> Iterator[date]:
    for cell in cells:
        if isinstance(cell, datetime):
            yield cell.date()
        elif isinstance(cell, date):
            yield cell
        elif isinstance(cell, int | float) and int(cell) in _SERIALS:
            yield _EXCEL_DAY_0 + timedelta(days=int(cell))
        elif isinstance(cell, str):
            yield from (day for found in dates_in(folded(cell)) for day in found.days)
