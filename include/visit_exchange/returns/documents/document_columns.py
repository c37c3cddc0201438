"""Tables of pupils in documents: their columns get the checks that lists get."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from visit_exchange.kinds.heading_words import load_heading_words, normalise
from visit_exchange.privacy.documents.pdf.page_tables import page_tables
from visit_exchange.privacy.documents.tables import Table, document_tables, tabbed
from visit_exchange.privacy.identifiers.column_contents import names
from visit_exchange.returns.formats.cells import as_text
from visit_exchange.returns.formats.delimited import decode, find_delimiter, read_delimited
from visit_exchange.returns.formats.sheets import read_sheets
from visit_exchange.returns.formats.spreadsheet_columns import column_letter
from visit_exchange.returns.recognition.headings import identifying_kind
from visit_exchange.returns.tables.columns.forbidden import Judged, forbidden_columns

WORKBOOKS = frozenset({"xlsx", "xlsm", "xls", "xlsb", "ods"})
PACKAGES = frozenset({"docx", "pptx", "odt", "odp"})
COLUMN_OF = "column of "
HEADING_ROWS = 5
LONGEST_CELL = 500
# These alone say that a table is a register of people. A name may be a manager's, a date a plan's.
_TELLING = frozenset({"upn", "uln", "nhs", "nino", "former_upn"})
_WITH_A_NAME = frozenset({"dob", "address", "postcode", "system", "photo", "parent"})
_NAME, _BIRTH = "name", "dob"
_OF_CHILDREN = re.compile(
    r"\b(?:pupil|child(?:ren)?|student|young (?:person|people)|cyp|yp|learner|fore ?name)s?\b"
)
_FEWEST_NAMES = 3


def tables_of(kind: str, content: bytes) -> list[Table]:
    """Return the tables of a document: sheets of a workbook, and what a PDF's pages show as one.

    Raises CannotBeCleaned or WithheldError for a file that cannot be opened.
    """
    if kind in PACKAGES:
        return document_tables(content)
    if kind in WORKBOOKS:
        return [[list(map(_cut, row)) for row in s.rows] for s in read_sheets(content, kind)]
    if kind == "pdf":
        return page_tables(content)
    text = decode(content) or ""
    if kind == "csv" or (kind == "txt" and find_delimiter(text)):
        return [[list(map(_cut, row)) for row in read_delimited(text)]]
    return tabbed(text.splitlines()) if kind == "txt" else []


def _cut(cell: object) -> str:
    return as_text(cell)[:LONGEST_CELL]


def telling_columns(tables: Sequence[Table], *, notified: date) -> dict[str, int]:
    """Return the columns of pupils' tables that identify them: what each holds, and how many.

    A table of names beside roles or telephones is of a service's people. It is of pupils when a
    heading says so, or when it holds what only a register of people does.
    """
    found: Counter[str] = Counter()
    for table in tables:
        for way in (table, _turned(table)):
            kinds = _of_pupils(way, notified)
            if kinds:
                found.update(kinds)
                break
    words = load_heading_words().identifying
    return {
        f"{COLUMN_OF}{words[kind].words if kind in words else kind}": count
        for kind, count in found.items()
    }


def _turned(table: Table) -> Table:
    return [list(column) for column in zip_longest(*table, fillvalue="")]


def _of_pupils(table: Table, notified: date) -> Counter[str]:
    for rows in _from_each_heading(table):
        columns = [list(column) for column in zip_longest(*rows, fillvalue="")]
        judged = {
            place: Judged(column_letter(place), cells[0], None, filled)
            for place, cells in enumerate(columns)
            if (filled := [cell for cell in cells[1:] if cell])
        }
        kinds = {
            place: column.kind
            for place, column in forbidden_columns(judged, notified=notified).items()
            if column.kind != _NAME or _are_people(judged[place])
        }
        if _is_of_pupils(kinds, judged):
            return Counter(kinds.values())
    return Counter()


def _are_people(column: Judged) -> bool:
    """A column headed "Name" may be of schools; one of a few cells is taken at its word."""
    texts = [str(cell) for cell in column.cells]
    return len(texts) < _FEWEST_NAMES or names(texts, "name") > 0


def _from_each_heading(table: Table) -> Iterator[Table]:
    """Yield the table below each row that may be its headings, and below none."""
    for row in range(min(HEADING_ROWS, len(table))):
        if sum(1 for cell in table[row] if cell) >= 2:
            yield table[row:]
    if table:
        yield [[""] * max(map(len, table)), *table]


def _is_of_pupils(kinds: Mapping[int, str], judged: Mapping[int, Judged]) -> bool:
    held = set(kinds.values())
    headings = [normalise(one.heading) for one in judged.values()]
    if held & _TELLING or any(identifying_kind(heading) == _BIRTH for heading in headings):
        return bool(held)
    if _NAME in held and held & _WITH_A_NAME:
        return True
    return _NAME in held and any(
        _OF_CHILDREN.search(normalise(judged[place].heading))
        for place, kind in kinds.items()
        if kind == _NAME
    )
