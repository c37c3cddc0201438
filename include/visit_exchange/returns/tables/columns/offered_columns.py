"""The columns of a file's tables as their sender may be asked what they are, with a few cells.

What is asked goes to the sender alone: the cells are its own, and are kept nowhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from visit_exchange.kinds.heading_words import bare_heading, normalise
from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.request.template_words import OWN_SHEETS
from visit_exchange.returns.formats.cells import as_text, heading_text, is_blank
from visit_exchange.returns.formats.sheet import Sheet
from visit_exchange.returns.formats.sheets import read_sheets
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.recognition.headings import (
    NO_HEADINGS,
    NO_WORDS,
    ListHeadings,
    OwnHeadings,
    identifying_kind,
)
from visit_exchange.returns.recognition.list_choice import Choice, choose_list
from visit_exchange.returns.tables.columns.days_come import dateless_columns
from visit_exchange.returns.tables.columns.layout import Source
from visit_exchange.returns.tables.places.heading_rows import HeadingFinder
from visit_exchange.returns.tables.places.table_finding import Table, find_tables

MOST_TABLES = 20
MOST_COLUMNS = 60
SAMPLES = 3
LONGEST_SAMPLE = 30
FIRST_ROWS = 30
FEWEST = 2


@dataclass(frozen=True)
class OfferedColumn:
    """A column by Excel's letter and its heading, with up to three of its cells."""

    letter: str
    heading: str = field(repr=False)
    samples: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class MatchedList:
    """What of a table is understood as a list: the field and the letter of each such column.

    ``lacks`` are the fields without which the list cannot be used.
    """

    list_id: str
    columns: tuple[tuple[str, str], ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class OfferedTable:
    """A table with the columns that may be named. ``likely`` is its list's id, "" if none is.

    ``is_clear`` says that it was read as that list. Columns whose heading says that they identify
    people are not among them: nobody may say that they are something else.
    """

    sheet: str = field(repr=False)
    heading_row: int
    columns: tuple[OfferedColumn, ...]
    matched: tuple[MatchedList, ...]
    likely: str
    is_clear: bool


def offered_tables(
    content: bytes,
    kind: str,
    specs: Sequence[ListSpec],
    *,
    notified: date,
    name: str = "",
    own: OwnHeadings = NO_HEADINGS,
) -> tuple[OfferedTable, ...]:
    """Return the tables of a screened workbook or CSV, as ``read_lists`` finds them.

    A sheet on which it finds none counts as one whose first row of texts may be its headings.
    WithheldError when the file cannot be read at all.
    """
    known = tuple(ListHeadings(spec, own.get(spec.id, NO_WORDS)) for spec in specs)
    finder = HeadingFinder(known)
    found = [
        _offered(Source(sheet, table, notified), known, name)
        for sheet in read_sheets(content, kind)
        if sheet.name not in OWN_SHEETS
        for table in find_tables(sheet.rows, finder, sheet.unseen) or _guessed(sheet)
    ]
    return tuple(found[:MOST_TABLES])


def _guessed(sheet: Sheet) -> Iterator[Table]:
    """Yield the table that begins with the first row of different texts, if there is one."""
    for index, row in enumerate(sheet.rows[:FIRST_ROWS]):
        texts = {c: heading_text(cell) for c, cell in enumerate(row) if not is_blank(cell)}
        plain = all(isinstance(cell, str) for cell in row)
        if plain and len(texts) >= FEWEST and len(set(texts.values())) == len(texts):
            rows = range(index + 1, len(sheet.rows))
            filled = tuple(r for r in rows if not all(map(is_blank, sheet.rows[r])))
            yield Table(index, texts, filled, (), (), ())
            return


def _offered(source: Source, known: Sequence[ListHeadings], name: str) -> OfferedTable:
    choice = _choice(source, known, name)
    likely = next(iter((*choice.specs, *choice.nearly)), None)
    headings = source.table.headings
    named = [c for c, text in headings.items() if not _identifies(text)][:MOST_COLUMNS]
    return OfferedTable(
        sheet=source.sheet.name,
        heading_row=source.table.heading_row + 1,
        columns=tuple(
            OfferedColumn(column_letter(c), headings[c], _samples(source, c)) for c in named
        ),
        matched=tuple(_matched(each, headings) for each in known),
        likely=likely.id if likely else "",
        is_clear=len(choice.specs) == 1 and choice.doubt is None and choice.looks_like is None,
    )


def _choice(source: Source, known: Sequence[ListHeadings], name: str) -> Choice:
    said = [k.spec for k in known if k.is_said_of(source.table.headings.values())]
    above = [as_text(c) for row in source.table.above for c in row if isinstance(c, str)]
    called = said[0].sheet if len(said) == 1 else " ".join([source.sheet.name, *above])
    dateless = dateless_columns(source, known)
    return choose_list(source.table.headings, known, sheet=called, file=name, dateless=dateless)


def _matched(known: ListHeadings, headings: dict[int, str]) -> MatchedList:
    columns = known.match(headings).columns
    needed = {*known.spec.recognition.needs, *(c.id for c in known.spec.columns if c.required)}
    return MatchedList(
        list_id=known.spec.id,
        columns=tuple((field, column_letter(column)) for field, column in columns.items()),
        lacks=tuple(c.id for c in known.spec.columns if c.id in needed - columns.keys()),
    )


def _identifies(heading: str) -> bool:
    return any(identifying_kind(word) for word in (normalise(heading), bare_heading(heading)))


def _samples(source: Source, column: int) -> tuple[str, ...]:
    texts = (as_text(cell) for cell in source.cells(column) if not is_blank(cell))
    found: dict[str, None] = {}
    for text in texts:
        found.setdefault(text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…")
        if len(found) == SAMPLES:
            break
    return tuple(found)
